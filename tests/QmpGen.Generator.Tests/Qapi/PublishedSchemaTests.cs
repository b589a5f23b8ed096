using Microsoft.CodeAnalysis;
using QmpGen.Generator.Tests.Support;

namespace QmpGen.Generator.Tests.Qapi;

/// <summary>The schemas of QEMUs that exist, which stand beside the checkout and are not the repository's to hold.</summary>
public sealed class PublishedSchemaTests
{
    [Theory]
    [InlineData("qapi")]
    [InlineData("qapi-10.2")]
    public void All_events_compile_without_a_warning(string folder)
    {
        var path = Path.Combine(Repository.Root, "..", "shared", folder);
        Assert.SkipUnless(Directory.Exists(path), $"the schema {folder} is not beside the checkout");
        var run = SpecRun.Of(Directory.GetFiles(path, "*.json").Select(f => new SpecText(f, File.ReadAllText(f))));

        Assert.Empty(run.Diagnostics.Where(d => d.Severity > DiagnosticSeverity.Info));
        Assert.NotEmpty(run.Compiled().Reader().Events);
    }
}
