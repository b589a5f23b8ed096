using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace QmpGen.Generator.Tests.Support;

/// <summary>A use of a symbol in a room of the generator.</summary>
/// <param name="Room">The room: the namespace without <c>QmpGen.Generator</c>; empty for the types outside all rooms.</param>
/// <param name="Used">The room of what is used; null for what is not the generator's.</param>
/// <param name="IsCompiler">Whether it is the compiler's.</param>
/// <param name="Symbol">What is used.</param>
/// <param name="Location">Where.</param>
internal sealed record RoomUse(string Room, string? Used, bool IsCompiler, string Symbol, string Location);

/// <summary>Finds out which rooms of the generator use which, from what its names mean rather than how they are written.</summary>
internal static class Rooms
{
    private const string Generator = "QmpGen.Generator";

    /// <summary>What the project file turns on for every file.</summary>
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Threading;
        """;

    public static CSharpParseOptions Options { get; } = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Preview);

    public static CSharpCompilation Compile(IEnumerable<(string Path, string Text)> files)
    {
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(p => !Path.GetFileName(p).StartsWith("QmpGen.", StringComparison.Ordinal))
            .Select(p => MetadataReference.CreateFromFile(p));
        var trees = files.Append(("Usings.cs", ImplicitUsings)).Select(f => CSharpSyntaxTree.ParseText(f.Item2, Options, f.Item1));
        var compilation = CSharpCompilation.Create(
            Generator,
            trees,
            references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        Assert.Empty(compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error));
        return compilation;
    }

    public static IReadOnlyList<RoomUse> Uses(CSharpCompilation compilation) =>
        [.. compilation.SyntaxTrees.SelectMany(t => Uses(compilation, t))];

    private static IEnumerable<RoomUse> Uses(CSharpCompilation compilation, SyntaxTree tree)
    {
        var model = compilation.GetSemanticModel(tree);
        var root = tree.GetRoot();
        var declaration = root.DescendantNodes().OfType<BaseNamespaceDeclarationSyntax>().FirstOrDefault();
        if (RoomOf(declaration?.Name.ToString() ?? string.Empty) is not { } room)
        {
            yield break;
        }

        foreach (var node in root.DescendantNodes().OfType<ExpressionSyntax>())
        {
            var info = model.GetSymbolInfo(node);

            // The type of an expression counts too: what a method returns need not be named.
            var symbols = new[] { info.Symbol, model.GetTypeInfo(node).Type }.OfType<ISymbol>();
            foreach (var symbol in symbols.Where(s => s is not INamespaceSymbol))
            {
                var @namespace = symbol.ContainingNamespace?.ToDisplayString() ?? string.Empty;
                var line = node.GetLocation().GetLineSpan().StartLinePosition.Line + 1;
                yield return new RoomUse(
                    room,
                    RoomOf(@namespace),
                    @namespace.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal),
                    symbol.Name,
                    $"{Path.GetFileName(tree.FilePath)}({line})");
            }
        }
    }

    private static string? RoomOf(string @namespace) =>
        @namespace == Generator ? string.Empty
        : @namespace.StartsWith($"{Generator}.", StringComparison.Ordinal) ? @namespace[(Generator.Length + 1)..]
        : null;
}
