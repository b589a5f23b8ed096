using Microsoft.CodeAnalysis;

namespace QmpGen.Generator.Tests.Qapi;

/// <summary>All commands of QEMUs that exist compile, and in how many lines.</summary>
public sealed class PublishedCommandsTests
{
    private const int MostLines = 25_000;

    [Theory]
    [InlineData("2.8")]
    [InlineData("4.2")]
    [InlineData("5.2")]
    [InlineData("7.2")]
    [InlineData("9.1")]
    [InlineData("10.0")]
    [InlineData("10.2")]
    public void All_commands_compile_without_a_warning(string version)
    {
        var run = PublishedCommands.Of(version);

        Assert.Empty(run.Diagnostics.Where(d => d.Severity > DiagnosticSeverity.Info));
        Assert.NotEmpty(run.Compiled().Reader().Events);
        var files = run.Files.Where(f => f.Key.StartsWith("Spec.QmpCommands", StringComparison.Ordinal)).ToList();
        var lines = files.Sum(f => f.Value.Count(c => c == '\n'));
        Console.WriteLine($"The commands of QEMU {version}: {lines} lines in {files.Count} files");
        Assert.InRange(lines, 1, MostLines);
    }
}
