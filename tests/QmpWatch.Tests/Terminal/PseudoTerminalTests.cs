using QmpGen.Testing;
using QmpWatch.Tests.Support;

namespace QmpWatch.Tests.Terminal;

/// <summary>The program on a terminal, which <c>script</c> of util-linux plays.</summary>
public sealed class PseudoTerminalTests
{
    [Fact]
    public async Task On_a_terminal_it_shows_a_table_that_stays_when_it_ends()
    {
        await using var server = QmpTestServer.OnUnixSocket(new QmpTestScript()
            .Negotiate().Expect("query-status").Return("""{"status": "prelaunch", "running": false}""")
            .Event("RESUME").Event("RTC_CHANGE", """{"offset": 78}""").Event("SHUTDOWN").Close());

        var outcome = await OnTerminalAsync(server.SocketPath);

        Assert.True(outcome.ExitCode == 0, outcome.ToString());
        var screen = string.Join('\n', outcome.Output);
        Assert.Contains("\e[", screen, StringComparison.Ordinal);
        Assert.Contains("STATE", screen, StringComparison.Ordinal);
        Assert.Contains("the guest set its clock +78 s from the host's", screen, StringComparison.Ordinal);
        var last = screen[screen.LastIndexOf("STATE", StringComparison.Ordinal)..];
        Assert.Contains("gone", last, StringComparison.Ordinal);
        Assert.Contains("SHUTDOWN", last, StringComparison.Ordinal);
        Assert.Contains("3 events of 3 kinds.", last, StringComparison.Ordinal);
        Assert.EndsWith("\e[?25h", ControlSequences(screen), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_had_no_room_in_the_table_is_said_when_it_ends()
    {
        await using var server = QmpTestServer.OnUnixSocket(new QmpTestScript().Negotiate().Event("STOP").Close());

        var outcome = await OnTerminalAsync(server.SocketPath);

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains(
            outcome.Output,
            l => l.Contains("the connection ended without a SHUTDOWN event. QEMU was killed or crashed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Lines_can_be_had_on_a_terminal_too()
    {
        var outcome = await OnTerminalAsync("--lines");

        Assert.True(outcome.ExitCode == 0, outcome.ToString());
        Assert.Contains(outcome.Output, l => l.Contains("BLOCK_IO_ERROR", StringComparison.Ordinal));
        Assert.DoesNotContain(outcome.Output, l => l.Contains("STATE", StringComparison.Ordinal));
    }

    private static async Task<Outcome> OnTerminalAsync(params string[] arguments)
    {
        var command = string.Join(' ', ((string[])[QmpWatchProcess.Host, QmpWatchProcess.Dll, .. arguments]).Select(a => $"'{a}'"));
        await using var process = QmpWatchProcess.StartOther(
            "script", "--quiet", "--return", "--flush", "--command", $"stty cols 120 rows 30; TERM=xterm-256color {command}", "/dev/null");
        return await process.EndAsync();
    }

    // Whether the cursor was hidden and shown again, in order.
    private static string ControlSequences(string screen) =>
        string.Concat(System.Text.RegularExpressions.Regex.Matches(screen, "\e\\[\\?25[hl]").Select(m => m.Value));
}
