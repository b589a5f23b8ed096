using QmpWatch.Tests.Support;

namespace QmpWatch.Tests.Terminal;

/// <summary>What happens when the output goes to a disk that is full.</summary>
public sealed class FullOutputTests
{
    [Theory]
    [InlineData("--lines")]
    [InlineData("--json")]
    [InlineData("--compare OLD NEW")]
    public async Task An_output_that_takes_no_more_gets_one_line_and_exit_code_1(string arguments)
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "this system has no device that is always full");
        using var folder = new TemporaryFolder();
        var words = arguments.Replace("OLD", Repository.Spec, StringComparison.Ordinal)
            .Replace("NEW", folder.Write("new.json", "{ 'event': 'STOP' }"), StringComparison.Ordinal);

        await using var shell = QmpWatchProcess.StartOther(
            "sh", "-c", $"'{QmpWatchProcess.Host}' '{QmpWatchProcess.Dll}' {words} > /dev/full");
        var outcome = await shell.EndAsync();

        Assert.True(outcome.ExitCode == 1, outcome.ToString());
        Assert.Equal("qmpwatch: Cannot write the output: No space left on device.", outcome.Messages[^1]);
        Assert.DoesNotContain(outcome.Messages, m => m.StartsWith("   at ", StringComparison.Ordinal));
    }
}
