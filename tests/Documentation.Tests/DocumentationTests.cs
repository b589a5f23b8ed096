using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Documentation.Tests;

/// <summary>
/// All code in the documents compiles: against the events of the document that this repository has, or against those of
/// <c>schema.json</c>, which stands for a QEMU of today, where it uses <c>My.Qemu</c>.
/// </summary>
public sealed partial class DocumentationTests
{
    // What a document's blocks speak of without declaring it.
    private const string Context = """
        namespace Documents;

        public static class Context
        {
            public static QmpGen.QmpClient vm => throw null!;
            public static QmpGen.QmpClientOptions options => throw null!;
            public static QmpGen.Testing.QmpTestServer server => throw null!;
            public static MyProject.QmpEventDispatcher dispatcher => throw null!;
            public static QmpGen.QmpEvent e => throw null!;
            public static IServiceCollection services => throw null!;
            public static string line => throw null!;
            public static string path => throw null!;
        }
        """;

    private const string SchemaPath = "/project/schema.json";

    private const string Usings = """
        global using Documents;
        global using QmpGen;
        global using QmpGen.Hosting;
        global using QmpGen.Testing;
        global using Microsoft.Extensions.DependencyInjection;
        global using Microsoft.Extensions.Hosting;
        global using Microsoft.Extensions.Logging;
        global using System.Text.Json;
        global using static Documents.Context;
        """;

    public static TheoryData<string, int> Blocks =>
        [.. from file in Documents.Files from block in Documents.Blocks(file).Index() select (file, block.Index + 1)];

    public static TheoryData<string, string> Calls =>
        [.. from file in Documents.Files from call in Documents.Calls(file) select (file, call)];

    private static readonly Project WithSchema = EditorProject.Open(string.Empty)
        .AddAnalyzerConfigDocument("schema.globalconfig", SourceText.From($"""
            is_global = true
            [{SchemaPath}]
            build_metadata.AdditionalFiles.SourceItemGroup = QmpSpec
            build_metadata.AdditionalFiles.Namespace = My.Qemu
            build_metadata.AdditionalFiles.Commands = *
            """), filePath: "/project/schema.globalconfig").Project
        .AddAdditionalDocument("schema.json", Repository.Read("tests/Documentation.Tests/schema.json"), filePath: SchemaPath).Project
        .AddDocument("Context.cs", Context).Project
        .AddDocument("DocumentUsings.cs", Usings).Project;

    private static readonly Project WithDocument = WithSchema.AddDocument("MyProject.cs", "global using MyProject;").Project;

    [Theory]
    [MemberData(nameof(Blocks))]
    public Task Block_compiles(string file, int number) => AssertCompilesAsync(Documents.Blocks(file).ElementAt(number - 1));

    [Theory]
    [MemberData(nameof(Calls))]
    public Task Call_in_a_table_compiles(string file, string call)
    {
        Assert.NotEmpty(file);
        return AssertCompilesAsync($"_ = {call};");
    }

    [Fact]
    public void Links_lead_somewhere() =>
        Assert.All(Documents.Files, file => Assert.All(Documents.Links(file), link =>
            Assert.True(Path.Exists(Path.Combine(Repository.Root, link)), $"{file} links to {link}, which is not there")));

    [Fact]
    public void There_is_code_to_compile()
    {
        Assert.Contains(Blocks, b => b.Data.Item1 == "README.md");
        Assert.Contains(Calls, c => c.Data.Item1 == "README.md");
    }

    /// <summary>Code as it stands, except for what an ellipsis leaves to the reader.</summary>
    private static async Task AssertCompilesAsync(string code)
    {
        // What all blocks have in common is compiled once.
        var project = code.Contains("My.Qemu", StringComparison.Ordinal) ? WithSchema : WithDocument;
        await project.GetCompilationAsync(TestContext.Current.CancellationToken);
        var complete = ArgumentsLeftOut().Replace(BodyLeftOut().Replace(code, "=> { }"), "null!)");
        var document = project.AddDocument("Block.cs", complete);
        var compilation = await document.Project.GetCompilationAsync(TestContext.Current.CancellationToken);
        var errors = compilation!.GetDiagnostics(TestContext.Current.CancellationToken).Where(d => d.Severity == DiagnosticSeverity.Error);

        Assert.True(!errors.Any(), $"{complete}\n\n{string.Join('\n', errors)}");
    }

    [GeneratedRegex("=> …")]
    private static partial Regex BodyLeftOut();

    [GeneratedRegex("…\\)")]
    private static partial Regex ArgumentsLeftOut();
}
