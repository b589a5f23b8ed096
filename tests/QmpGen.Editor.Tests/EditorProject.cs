using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using QmpGen.Generator;

namespace QmpGen.Editor.Tests;

/// <summary>A project as an editor has it open: a program, a spec, the generator, and what the build tells the compiler.</summary>
internal static class EditorProject
{
    public const string SpecPath = "/project/qmp-events.txt";

    /// <summary>What <c>ImplicitUsings</c> gives, and the namespace of the events.</summary>
    public const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    public static string Spec { get; } = File.ReadAllText(Path.Combine(Root, "spec", "qmp-events.txt"));

    /// <summary>The root of the checkout that these tests were built from.</summary>
    public static string Root => Path.GetFullPath(Path.Combine(ThisFolder(), "..", ".."));

    /// <summary>All that this test program has: the framework, the packages of this repository and what a host needs.</summary>
    public static ImmutableArray<MetadataReference> References { get; } =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(p => !Path.GetFileName(p).StartsWith("xunit", StringComparison.Ordinal))
            .Where(p => !Path.GetFileName(p).StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal))
            .Select(p => MetadataReference.CreateFromFile(p)),
    ];

    /// <summary>Opens a project with one file.</summary>
    public static Project Open(string program, string @namespace = "MyProject")
    {
        var workspace = new AdhocWorkspace();
        var project = workspace.AddProject(ProjectInfo.Create(
            ProjectId.CreateNewId(),
            VersionStamp.Default,
            "MyProject",
            "MyProject",
            LanguageNames.CSharp,
            compilationOptions: new CSharpCompilationOptions(
                OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable),
            metadataReferences: References,
            analyzerReferences: [new GeneratorReference()]));
        return project
            .AddAnalyzerConfigDocument(".globalconfig", SourceText.From($"""
                is_global = true
                build_property.RootNamespace = {@namespace}
                [{SpecPath}]
                build_metadata.AdditionalFiles.SourceItemGroup = QmpSpec
                """), filePath: "/project/.globalconfig").Project
            .AddAdditionalDocument("qmp-events.txt", Spec, filePath: SpecPath).Project
            .AddDocument("Usings.cs", Usings, filePath: "/project/Usings.cs").Project
            .AddDocument("Program.cs", program, filePath: "/project/Program.cs").Project;
    }

    /// <summary>The same project after the spec was edited, saved or not.</summary>
    public static Project WithSpec(this Project project, string spec) =>
        project.Solution.WithAdditionalDocumentText(project.AdditionalDocumentIds.Single(), SourceText.From(spec)).GetProject(project.Id)!;

    private static string ThisFolder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;

    private sealed class GeneratorReference : AnalyzerReference
    {
        // The workspace finds what a generator made by the generator itself: always the same one.
        private readonly ImmutableArray<ISourceGenerator> _generators = [new QmpEventsGenerator().AsSourceGenerator()];

        public override string FullPath => typeof(QmpEventsGenerator).Assembly.Location;

        public override object Id => FullPath;

        public override ImmutableArray<DiagnosticAnalyzer> GetAnalyzers(string language) => [];

        public override ImmutableArray<DiagnosticAnalyzer> GetAnalyzersForAllLanguages() => [];

        public override ImmutableArray<ISourceGenerator> GetGenerators(string language) => _generators;
    }
}
