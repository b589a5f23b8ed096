using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using QmpGen.Generator.Collections;
using QmpGen.Generator.Emit;
using QmpGen.Generator.Emit.Commands;

namespace QmpGen.Generator;

/// <summary>Makes typed events of every <c>QmpSpec</c> item of a project.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class QmpEventsGenerator : IIncrementalGenerator
{
    private static readonly Encoding Utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        // From the first step on only values travel: no step holds on to a file, a compilation or an option set.
        var specs = context.AdditionalTextsProvider
            .Combine(context.AnalyzerConfigOptionsProvider)
            .SelectMany(static (pair, cancellation) => SpecFiles.From(pair.Left, pair.Right, cancellation))
            .WithTrackingName(Steps.Select)
            .Collect()
            .SelectMany(static (all, _) => WithOwners(all))
            .WithTrackingName(Steps.Owners);

        var language = context.ParseOptionsProvider
            .Select(static (options, _) => ((CSharpParseOptions)options).LanguageVersion)
            .WithTrackingName(Steps.Language);

        var results = specs
            .Combine(language)
            .Select(static (input, cancellation) =>
                SpecCompiler.Compile(input.Left, input.Right, cancellation))
            .WithTrackingName(Steps.Compile);

        // Types that the project declares itself, for the names that are taken twice. A schema's names change when its code does.
        var generated = results
            .Select(static (result, _) => GeneratedType.Of(result.Schema))
            .Collect();
        var clashes = context.SyntaxProvider
            .CreateSyntaxProvider(static (node, _) => DeclaredType.MayBe(node), static (node, _) => DeclaredType.Of(node.Node))
            .Combine(generated)
            .Select(static (pair, _) => pair.Left?.ClashWith(pair.Right))
            .Where(static clash => clash is not null)
            .WithTrackingName(Steps.Clashes);
        context.RegisterSourceOutput(clashes, static (output, clash) => output.ReportDiagnostic(clash!.ToDiagnostic()));

        // Two outputs: a line that moves reports anew without emitting anew.
        context.RegisterSourceOutput(
            results.Select(static (result, _) => result.Diagnostics).WithTrackingName(Steps.Diagnostics),
            static (output, diagnostics) =>
            {
                foreach (var diagnostic in diagnostics)
                {
                    output.ReportDiagnostic(diagnostic.ToDiagnostic());
                }
            });

        context.RegisterSourceOutput(
            results.Select(static (result, _) => result.Schema).WithTrackingName(Steps.Schema),
            static (output, schema) =>
            {
                foreach (var file in schema is null ? [] : Emitter.Emit(schema).Concat(CommandsEmitter.Emit(schema)))
                {
                    output.CancellationToken.ThrowIfCancellationRequested();
                    output.AddSource(file.HintName, SourceText.From(file.Text, Utf8));
                }
            });
    }

    /// <summary>
    /// Puts the files of one schema together, and gives each spec the path of the first one with its namespace.
    /// </summary>
    private static IEnumerable<Spec> WithOwners(ImmutableArray<SpecFile> all)
    {
        // The names of emitted files must differ in more than case.
        var owners = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var files in all.Distinct().GroupBy(SpecKey, StringComparer.Ordinal))
        {
            var first = files.First();
            if (!owners.TryGetValue(first.Namespace, out var owner))
            {
                owner = first.Path;
                owners.Add(first.Namespace, owner);
            }

            yield return new Spec(files.ToEquatableArray(), owner);
        }
    }

    /// <summary>What the files of one schema have in common; a text, and what a running QEMU says, is a spec on its own.</summary>
    private static string SpecKey(SpecFile file) => file switch
    {
        { IsQapi: false } => $"file {file.Namespace} {file.Path}",
        { Name.Length: > 0 } => $"name {file.Name}",
        _ => $"namespace {file.Namespace}",
    };

    /// <summary>The names under which tests find the steps.</summary>
    internal static class Steps
    {
        public const string Select = "QmpGen.Select";
        public const string Owners = "QmpGen.Owners";
        public const string Language = "QmpGen.Language";
        public const string Compile = "QmpGen.Compile";
        public const string Schema = "QmpGen.Schema";
        public const string Clashes = "QmpGen.Clashes";
        public const string Diagnostics = "QmpGen.Diagnostics";
    }
}
