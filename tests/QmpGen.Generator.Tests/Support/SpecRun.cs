using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace QmpGen.Generator.Tests.Support;

/// <summary>One run of the generator over a project with the given specs.</summary>
internal sealed class SpecRun
{
    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(p => Path.GetFileName(p).StartsWith("System.", StringComparison.Ordinal) || Path.GetFileName(p) is "netstandard.dll" or "mscorlib.dll")
            .Append(typeof(QmpEvent).Assembly.Location)
            .Select(p => MetadataReference.CreateFromFile(p)),
    ];

    private GeneratedAssembly? _loaded;

    private SpecRun(GeneratorDriver driver, Compilation compilation)
    {
        Driver = driver;
        Compilation = compilation;
        Result = driver.GetRunResult();
    }

    public GeneratorDriver Driver { get; }

    /// <summary>The project together with what was generated.</summary>
    public Compilation Compilation { get; }

    public GeneratorDriverRunResult Result { get; }

    public ImmutableArray<Diagnostic> Diagnostics => Result.Diagnostics;

    /// <summary>What was generated, by file name.</summary>
    public IReadOnlyDictionary<string, string> Files =>
        Result.Results.Single().GeneratedSources.ToDictionary(s => s.HintName, s => s.SourceText.ToString());

    /// <summary>Runs over one spec in the namespace <c>Spec</c>.</summary>
    public static SpecRun Of(string text) => Of([new SpecText("events.txt", text)]);

    public static SpecRun Of(IEnumerable<AdditionalText> specs, string source = "", LanguageVersion language = LanguageVersion.CSharp11)
    {
        var options = CSharpParseOptions.Default.WithLanguageVersion(language).WithDocumentationMode(DocumentationMode.Diagnose);
        var driver = CSharpGeneratorDriver.Create(
            [new QmpEventsGenerator().AsSourceGenerator()],
            specs,
            options,
            new SpecOptions(),
            new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
        return Run(driver, EmptyProject(source, options));
    }

    public static SpecRun Run(GeneratorDriver driver, Compilation project)
    {
        driver = driver.RunGeneratorsAndUpdateCompilation(project, out var compilation, out _, TestContext.Current.CancellationToken);
        return new SpecRun(driver, compilation);
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
    public IReadOnlyList<Diagnostic> CompilerMessages() =>
        [.. Compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(d => d.Severity >= DiagnosticSeverity.Warning)];

    /// <summary>The generated code at work, after the compiler had nothing at all to say of it.</summary>
    public GeneratedAssembly Compiled()
    {
        Assert.Null(Result.Results.Single().Exception);
        Assert.Empty(CompilerMessages());
        return _loaded ??= Load();
    }

    private GeneratedAssembly Load()
    {
        using var image = new MemoryStream();
        var result = Compilation.Emit(image, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        image.Position = 0;
        return new GeneratedAssembly(new AssemblyLoadContext(null, isCollectible: true).LoadFromStream(image));
    }
}

/// <summary>Generated code at work.</summary>
internal sealed class GeneratedAssembly(Assembly assembly)
{
    public Type Type(string name) => assembly.GetType(name, throwOnError: true)!;

    /// <summary>The spec's reader.</summary>
    public QmpEventReader Reader(string @namespace = "Spec") =>
        (QmpEventReader)Type($"{@namespace}.QmpEvents").GetProperty("Reader")!.GetValue(null)!;
}
