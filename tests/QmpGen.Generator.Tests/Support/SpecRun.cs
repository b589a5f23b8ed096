using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace QmpGen.Generator.Tests.Support;

/// <summary>One run of the generator over a project with the given specs.</summary>
internal sealed class SpecRun
{
    // What generated code uses and no more: a compilation takes as long as its references are many.
    private static readonly string[] Assemblies =
    [
        "System.Private.CoreLib", "System.Runtime", "System.Text.Json", "System.Collections", "System.Memory", "System.Linq",
        "System.Console", "System.Threading", "System.ObjectModel",
        "System.ComponentModel.TypeConverter", "System.ComponentModel.Primitives",
    ];

    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(p => Assemblies.Contains(Path.GetFileNameWithoutExtension(p)))
            .Append(typeof(QmpEvent).Assembly.Location)
            .Select(p => MetadataReference.CreateFromFile(p)),
    ];

    private (IReadOnlyList<Diagnostic> Messages, GeneratedAssembly? Assembly)? _compiled;

    private SpecRun(GeneratorDriver driver, Compilation project, Compilation compilation)
    {
        Driver = driver;
        Project = project;
        Compilation = compilation;
        Result = driver.GetRunResult();
    }

    public GeneratorDriver Driver { get; }

    /// <summary>The project without what was generated.</summary>
    public Compilation Project { get; }

    /// <summary>The project together with what was generated.</summary>
    public Compilation Compilation { get; }

    public GeneratorDriverRunResult Result { get; }

    public ImmutableArray<Diagnostic> Diagnostics => Result.Diagnostics;

    /// <summary>What was generated, by file name.</summary>
    public IReadOnlyDictionary<string, string> Files =>
        Result.Results.Single().GeneratedSources.ToDictionary(s => s.HintName, s => s.SourceText.ToString());

    /// <summary>The executions of a step, one for each spec.</summary>
    public IEnumerable<IncrementalGeneratorRunStep> Steps(string name) => Result.Results.Single().TrackedSteps[name];

    /// <summary>What became of a step, for each spec.</summary>
    public IEnumerable<IncrementalStepRunReason> Reasons(string step) => Steps(step).SelectMany(s => s.Outputs).Select(o => o.Reason);

    /// <summary>What became of the output that a step feeds, for each spec.</summary>
    public IEnumerable<IncrementalStepRunReason> OutputReasons(string step) => Result.Results.Single().TrackedOutputSteps.Values
        .SelectMany(steps => steps)
        .Where(s => s.Inputs.Any(i => Steps(step).Contains(i.Source)))
        .SelectMany(s => s.Outputs)
        .Select(o => o.Reason);

    /// <summary>Runs over one spec in the namespace <c>Spec</c>.</summary>
    public static SpecRun Of(string text) => Of([new SpecText("events.txt", text)]);

    public static SpecRun Of(
        IEnumerable<AdditionalText> specs,
        string source = "",
        LanguageVersion language = LanguageVersion.CSharp11,
        SpecOptions? options = null)
    {
        var parse = CSharpParseOptions.Default.WithLanguageVersion(language).WithDocumentationMode(DocumentationMode.Diagnose);
        var driver = CSharpGeneratorDriver.Create(
            [new QmpEventsGenerator().AsSourceGenerator()],
            specs,
            parse,
            options ?? new SpecOptions(),
            new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
        return Run(driver, EmptyProject(source, parse));
    }

    public static SpecRun Run(GeneratorDriver driver, Compilation project)
    {
        driver = driver.RunGeneratorsAndUpdateCompilation(project, out var compilation, out _, TestContext.Current.CancellationToken);
        return new SpecRun(driver, project, compilation);
    }

    /// <summary>A library without generated code, as strict as a compiler can be.</summary>
    public static CSharpCompilation EmptyProject(string source, CSharpParseOptions options) => CSharpCompilation.Create(
        "Consumer",
        [CSharpSyntaxTree.ParseText(source, options, path: "Consumer.cs")],
        References,
        new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary,
            nullableContextOptions: NullableContextOptions.Enable,
            warningLevel: 9999));

    /// <summary>What the compiler has to say of the generated code, warnings included.</summary>
    public IReadOnlyList<Diagnostic> CompilerMessages() => (_compiled ??= Compile()).Messages;

    /// <summary>The generated code at work, after the compiler had nothing at all to say of it.</summary>
    public GeneratedAssembly Compiled()
    {
        Assert.Null(Result.Results.Single().Exception);
        Assert.Empty(CompilerMessages());
        return _compiled!.Value.Assembly!;
    }

    private (IReadOnlyList<Diagnostic> Messages, GeneratedAssembly? Assembly) Compile()
    {
        using var image = new MemoryStream();
        var result = Compilation.Emit(image, cancellationToken: TestContext.Current.CancellationToken);
        image.Position = 0;
        return (
            [.. result.Diagnostics.Where(d => d.Severity >= DiagnosticSeverity.Warning)],
            result.Success ? new GeneratedAssembly(new AssemblyLoadContext(null, isCollectible: true).LoadFromStream(image)) : null);
    }
}

/// <summary>Generated code at work.</summary>
internal sealed class GeneratedAssembly(Assembly assembly)
{
    public Type Type(string name) => assembly.GetType(name, throwOnError: true)!;

    /// <summary>What other assemblies can use.</summary>
    public IEnumerable<Type> PublicTypes => assembly.ExportedTypes;

    /// <summary>The spec's reader.</summary>
    public QmpEventReader Reader(string @namespace = "Spec") =>
        (QmpEventReader)Type(@namespace.Length == 0 ? "QmpEvents" : $"{@namespace}.QmpEvents").GetProperty("Reader")!.GetValue(null)!;

    /// <summary>What the spec says.</summary>
    public QmpSchema Schema(string @namespace = "Spec") =>
        (QmpSchema)Type($"{@namespace}.QmpEvents").GetProperty("Schema")!.GetValue(null)!;
}
