using Microsoft.CodeAnalysis;
using QmpGen.Generator.Tests.Support;

namespace QmpGen.Generator.Tests;

public sealed class CorpusTests
{
    [Fact]
    public void Every_published_text_compiles_without_a_warning()
    {
        Assert.SkipWhen(Repository.CorpusFiles.Count == 0, "the published texts are not beside the checkout");
        foreach (var file in Repository.CorpusFiles)
        {
            var run = SpecRun.Of(File.ReadAllText(file));
            Console.WriteLine($"{Path.GetFileName(file)}: {run.Files.Count}");
            foreach (var d in run.Diagnostics)
            {
                Console.WriteLine($"   {d}");
            }

            Assert.DoesNotContain(run.Diagnostics, d => d.Severity >= DiagnosticSeverity.Warning);
            run.Compiled();
        }
    }
}
