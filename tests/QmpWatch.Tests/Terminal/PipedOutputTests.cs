using QmpGen.Testing;
using QmpWatch.Events;
using QmpWatch.Tests.Support;

namespace QmpWatch.Tests.Terminal;

/// <summary>What happens when the reader of the output goes, as <c>head</c> does.</summary>
public sealed class PipedOutputTests
{
    [Theory]
    [InlineData("--json")]
    [InlineData("--lines")]
    public async Task The_first_event_that_nobody_reads_ends_the_watching(string form)
    {
        await using var server = QmpTestServer.OnUnixSocket(new QmpTestScript().Negotiate().Event("STOP"));
        await using var process = QmpWatchProcess.Start($"unix:{server.SocketPath}", form);
        Assert.Contains("STOP", await process.ReadLineAsync(), StringComparison.Ordinal);

        process.CloseOutput();
        await server.SendAsync(new ResumeEvent(), TestContext.Current.CancellationToken);

        // Said once the connections are closed: the monitor is free for the next.
        await process.MessageAsync("Stopped watching; the connected virtual machine is not affected.");
        Assert.Equal(141, await process.ExitAsync());
    }

    [Fact]
    public async Task Help_that_nobody_reads_ends_in_silence()
    {
        await using var process = QmpWatchProcess.StartOther(
            "bash", "-c", "exec 3> >(exit); wait $!; \"$0\" \"$1\" --help >&3", QmpWatchProcess.Host, QmpWatchProcess.Dll);

        var outcome = await process.EndAsync();

        Assert.Equal(141, outcome.ExitCode);
        Assert.Empty(outcome.Messages);
    }
}
