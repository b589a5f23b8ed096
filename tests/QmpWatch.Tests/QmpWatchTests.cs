using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using QmpWatch.Tests.Support;

namespace QmpWatch.Tests;

public sealed class QmpWatchTests
{
    [Fact]
    public async Task Without_arguments_it_plays_every_example_of_the_spec_and_ends()
    {
        var outcome = await QmpWatchProcess.RunAsync();

        Assert.True(outcome.ExitCode == 0, outcome.ToString());
        Assert.Equal(
            ["BLOCK_IO_ERROR", "RESET", "RESUME", "RTC_CHANGE", "SHUTDOWN", "STOP",
                "VNC_CONNECTED", "VNC_DISCONNECTED", "VNC_INITIALIZED", "WATCHDOG"],
            outcome.Output.Select(l => l.Split("  ", StringSplitOptions.RemoveEmptyEntries)[1]));
        Assert.Equal("Playing the examples of the built-in spec, without a QEMU. Press Ctrl+C to stop.", outcome.Announcement);
        Assert.Contains("write error on 'ide0-hd1': the machine stops", outcome.Output[0], StringComparison.Ordinal);
        Assert.Contains("The document's example of STOP shows the event SHUTDOWN; STOP is played instead.", outcome.Messages);
        Assert.Contains(outcome.Messages, m => m.Contains("10 events of 10 kinds", StringComparison.Ordinal));
    }

    [Fact]
    public async Task In_a_pipe_it_writes_neither_colours_nor_anything_but_events()
    {
        var outcome = await QmpWatchProcess.RunAsync();

        Assert.Equal(10, outcome.Output.Count);
        Assert.DoesNotContain(outcome.Output, l => l.Contains('\e', StringComparison.Ordinal));
    }

    [Fact]
    public async Task With_json_each_line_is_the_event_in_its_wire_form()
    {
        var outcome = await QmpWatchProcess.RunAsync("--json");

        using var first = JsonDocument.Parse(outcome.Output[0]);
        using var expected = JsonDocument.Parse(
            """{"timestamp":{"seconds":1265044230,"microseconds":450486},"event":"BLOCK_IO_ERROR","data":"""
            + """{"device":"ide0-hd1","operation":"write","action":"stop"}}""");
        Assert.True(JsonElement.DeepEquals(expected.RootElement, first.RootElement), outcome.Output[0]);
        Assert.Equal(10, outcome.Output.Count);
    }

    [Theory]
    [InlineData(
        "somewhere",
        "'somewhere' is not a valid address: expected unix:/path, tcp:host:port, tcp:[v6 address]:port, the path of a socket or of a "
            + "folder of sockets, or a pattern")]
    [InlineData("tcp:localhost", "'tcp:localhost' is not a valid address")]
    [InlineData("--colour", "There is no option '--colour'.")]
    [InlineData("--where action", "'action' is not a condition: expected MEMBER=VALUE or MEMBER!=VALUE")]
    [InlineData("--timeout soon", "'soon' is not a valid time: expected a number with ms, s, m or h, such as 30s.")]
    [InlineData("--drift unix:/a unix:/b", "--drift needs the address of one QEMU")]
    [InlineData("--drift somewhere", "--drift needs the address of one QEMU")]
    [InlineData("--drift /tmp", "--drift needs the address of one QEMU")]
    [InlineData("--compare a", "--compare")]
    [InlineData("--compare a b unix:/a", "--compare takes two specs and no address")]
    [InlineData("--spec /nowhere/spec.txt unix:/a", "The spec '/nowhere/spec.txt' does not exist")]
    [InlineData("--spec a --compare b c", "--compare takes its two specs itself: leave out --spec.")]
    [InlineData("unix:/a --append", "--append needs a recording to write: give --record FILE.")]
    [InlineData("unix:/a --force", "--force needs a recording to write: give --record FILE.")]
    [InlineData("unix:/a --record x --append --force", "--append continues a recording and --force overwrites it: give one of them.")]
    [InlineData("unix:/a --qemu", "An address and --qemu cannot be combined")]
    public async Task A_wrong_command_line_gets_one_line_and_exit_code_2(string arguments, string expected)
    {
        var outcome = await QmpWatchProcess.RunAsync(arguments.Split(' '));

        Assert.True(outcome.ExitCode == 2, outcome.ToString());
        Assert.Contains(expected, Assert.Single(outcome.Messages), StringComparison.Ordinal);
        Assert.Empty(outcome.Output);
    }

    [Fact]
    public async Task A_monitor_that_is_not_there_is_named()
    {
        var outcome = await QmpWatchProcess.RunAsync("unix:/nowhere/monitor");

        Assert.True(outcome.ExitCode == 1, outcome.ToString());
        Assert.Contains("unix:/nowhere/monitor", Assert.Single(outcome.Messages), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_tells_of_every_way_to_start_it()
    {
        var outcome = await QmpWatchProcess.RunAsync("--help");

        Assert.True(outcome.ExitCode == 0, outcome.ToString());
        var help = string.Join('\n', outcome.Output);
        Assert.All(["unix:/path", "tcp:host:port", "--qemu", "--json"], option => Assert.Contains(option, help, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_QEMU_it_says_how_to_install_it()
    {
        await using var process = QmpWatchProcess.Start(["--qemu"], path: "/nowhere");

        var outcome = await process.EndAsync();

        Assert.True(outcome.ExitCode == 2, outcome.ToString());
        Assert.Contains("apt-get install qemu-system-x86", Assert.Single(outcome.Messages), StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_a_QEMU_of_its_own_it_shows_every_event_of_the_spec_and_leaves_nothing_behind()
    {
        Assert.SkipUnless(QemuIsInstalled, "QEMU: qemu-system-x86_64 is not installed");
        var outcome = await QmpWatchProcess.RunAsync("--qemu");

        Assert.True(outcome.ExitCode == 0, outcome.ToString());
        Assert.Equal(
            ["BLOCK_IO_ERROR", "VNC_CONNECTED", "VNC_INITIALIZED", "VNC_DISCONNECTED", "RTC_CHANGE", "RESUME",
                "WATCHDOG", "STOP", "RESET", "SHUTDOWN"],
            outcome.Output.Select(l => l.Split("  ", StringSplitOptions.RemoveEmptyEntries)[1]));
        Assert.False(Directory.Exists(outcome.FolderOfMonitor), outcome.ToString());
    }

    [Fact]
    public async Task Attached_to_a_monitor_it_follows_until_interrupted()
    {
        using var monitor = new OneEventMonitor();
        var serving = monitor.ServeAsync(TestContext.Current.CancellationToken);
        await using var process = QmpWatchProcess.Start($"unix:{monitor.Path}");
        Assert.Contains("the machine is paused", await process.ReadLineAsync(), StringComparison.Ordinal);

        process.Interrupt();
        var outcome = await process.EndAsync();
        await serving;

        Assert.True(outcome.ExitCode == 0, outcome.ToString());
        Assert.Contains(outcome.Messages, m => m.Contains("Stopped watching", StringComparison.Ordinal));
    }

    private static bool QemuIsInstalled =>
        Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Any(p => File.Exists(Path.Combine(p, "qemu-system-x86_64")));

    /// <summary>A monitor that sends one STOP and then waits for its client to leave.</summary>
    private sealed class OneEventMonitor : IDisposable
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("qmp-");
        private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);

        public OneEventMonitor()
        {
            Path = System.IO.Path.Combine(_folder.FullName, "m");
            _listener.Bind(new UnixDomainSocketEndPoint(Path));
            _listener.Listen();
        }

        public string Path { get; }

        public async Task ServeAsync(CancellationToken cancellation)
        {
            using var socket = await _listener.AcceptAsync(cancellation);
            await SendAsync("""{"QMP": {"version": {"qemu": {"micro": 0, "minor": 2, "major": 7}, "package": ""}, "capabilities": []}}""");
            var buffer = new byte[1024];
            var count = await socket.ReceiveAsync(buffer, cancellation);
            using var command = JsonDocument.Parse(buffer.AsMemory(0, count));
            await SendAsync($$"""{"return": {}, "id": {{command.RootElement.GetProperty("id").GetRawText()}}}""");
            await SendAsync("""{"timestamp": {"seconds": 1, "microseconds": 2}, "event": "STOP"}""");
            while (await socket.ReceiveAsync(buffer, cancellation) > 0)
            {
            }

            ValueTask<int> SendAsync(string line) => socket.SendAsync(Encoding.UTF8.GetBytes(line + "\r\n"), cancellation);
        }

        public void Dispose()
        {
            _listener.Dispose();
            _folder.Delete(recursive: true);
        }
    }
}
