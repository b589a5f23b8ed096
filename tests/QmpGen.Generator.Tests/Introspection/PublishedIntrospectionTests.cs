using Microsoft.CodeAnalysis;
using QmpGen.Generator.Introspection;
using QmpGen.Generator.Tests.Support;

namespace QmpGen.Generator.Tests.Introspection;

/// <summary>What real QEMUs say of themselves, as it is kept in the repository.</summary>
public sealed class PublishedIntrospectionTests
{
    public static TheoryData<string> Versions => ["5.2", "7.2", "10.0", "11.1"];

    [Theory]
    [MemberData(nameof(Versions))]
    public void Everything_compiles_without_a_warning(string version)
    {
        var run = SpecRun.Of([new SpecText($"qemu-{version}.json", TextOf(version)) { Commands = "*" }]);

        Assert.Empty(run.Diagnostics.Where(d => d.Severity > DiagnosticSeverity.Info));
        Assert.NotEmpty(run.Compiled().Reader().Events);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void An_export_of_an_export_is_the_same_export(string version)
    {
        var text = TextOf(version);
        var (again, problem) = SchemaText.Export(text, "x", string.Empty);

        Assert.Null(problem);
        Assert.Equal(FromBuild(text), FromBuild(again!));
    }

    // The build is told by what follows it; before it stand the version and the package.
    private static string FromBuild(string file) => file[file.IndexOf("\"build\"", StringComparison.Ordinal)..];

    internal static string TextOf(string version) => File.ReadAllText(Path.Combine(Repository.Root, "spec", $"qemu-{version}.json"));
}
