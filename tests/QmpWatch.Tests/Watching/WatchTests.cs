using QmpGen.Testing;
using QmpWatch.Tests.Support;

namespace QmpWatch.Tests.Watching;

/// <summary>What is watched, until when, and what the exit code says of it.</summary>
public sealed class WatchTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Several_machines_are_told_apart()
    {
        await using var first = Serve("a", Events("STOP", "SHUTDOWN").Close());
        await using var second = Serve("b", Events("RESUME", "SHUTDOWN").Close());

        var outcome = await InProcess.RunAsync(_folder.File("a"), _folder.File("b"));

        Assert.True(outcome.ExitCode == 0, outcome.ToString());
        Assert.Contains(outcome.Output, l => l.Contains($"unix:{_folder.File("a")}  STOP ", StringComparison.Ordinal));
        Assert.Contains(outcome.Output, l => l.Contains($"unix:{_folder.File("b")}  RESUME ", StringComparison.Ordinal));
        Assert.Equal("4 events of 3 kinds from 2 virtual machines.", outcome.Messages[^1]);
    }

    [Fact]
    public async Task One_that_cannot_be_watched_does_not_end_the_others_but_is_no_success()
    {
        await using var server = Serve("a", Events("STOP", "SHUTDOWN").Close());

        var outcome = await InProcess.RunAsync(_folder.File("a"), _folder.File("none"));

        Assert.Equal(1, outcome.ExitCode);
        Assert.Equal(2, outcome.Output.Count);
        Assert.Contains(outcome.Messages, m => m.Contains("the socket does not exist", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_folder_is_watched_and_json_says_which_machine()
    {
        await using var first = Serve("a", Events("STOP"));
        await using var second = Serve("b", Events("RESET"));

        var outcome = await InProcess.RunAsync(_folder.Root, "--json", "--until", "RESET");

        Assert.True(outcome.ExitCode == 0, outcome.ToString());
        Assert.StartsWith("{\"vm\":\"b\",", outcome.Output[^1], StringComparison.Ordinal);
        Assert.Contains("\"event\":\"RESET\"", outcome.Output[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_awaited_event_ends_it_with_0()
    {
        await using var server = Serve("a", Events("STOP", "RESET", "RESUME"));

        var outcome = await InProcess.RunAsync(_folder.File("a"), "--until", "RESET");

        Assert.True(outcome.ExitCode == 0, outcome.ToString());
        Assert.Equal(2, outcome.Output.Count);
        Assert.Equal($"unix:{_folder.File("a")} sent RESET, as expected. 2 events of 2 kinds.", outcome.Messages[^1]);
    }

    [Fact]
    public async Task An_awaited_event_that_does_not_come_in_time_ends_it_with_4()
    {
        await using var server = Serve("a", Events("STOP"));

        var outcome = await InProcess.RunAsync(_folder.File("a"), "--until", "SHUTDOWN", "--timeout", "300ms");

        Assert.Equal(4, outcome.ExitCode);
        Assert.StartsWith("SHUTDOWN did not arrive within 0.3 s.", outcome.Messages[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_awaited_event_that_no_longer_can_come_ends_it_with_4()
    {
        await using var server = Serve("a", Events("SHUTDOWN").Close());

        var outcome = await InProcess.RunAsync(_folder.File("a"), "--until", "RESET");

        Assert.Equal(4, outcome.ExitCode);
        Assert.Equal("All machines ended before RESET arrived. 1 event of 1 kind.", outcome.Messages[^1]);
    }

    [Fact]
    public async Task An_interruption_is_not_taken_for_the_awaited_event()
    {
        await using var server = Serve("a", Events("STOP"));
        await using var process = QmpWatchProcess.Start(_folder.File("a"), "--until", "RESET");
        await process.ReadLineAsync();

        process.Interrupt();
        var outcome = await process.EndAsync();

        Assert.Equal(4, outcome.ExitCode);
        Assert.Equal("Stopped watching; the connected virtual machine is not affected. 1 event of 1 kind.", outcome.Messages[^1]);
    }

    [Fact]
    public async Task What_is_watched_is_said_before_anything_answers()
    {
        await using var held = Listener.OnUnix(_folder.File("a"), serve: null);
        await using var process = QmpWatchProcess.Start(_folder.File("a"), _folder.File("*.sock"), "--reconnect");
        await process.MessageAsync($"Watching unix:{_folder.File("a")}, {_folder.File("*.sock")}. Press Ctrl+C to stop.");

        process.Interrupt();
        var outcome = await process.EndAsync();

        Assert.True(outcome.ExitCode == 0, outcome.ToString());
        Assert.Equal(
            "Stopped watching; no virtual machine was connected. 0 events of 0 kinds from 0 virtual machines.",
            Assert.Single(outcome.Messages));
    }

    [Fact]
    public async Task A_machine_that_has_shut_down_is_not_said_to_be_connected()
    {
        await using var server = Serve("a", Events("SHUTDOWN").Close());
        await using var process = QmpWatchProcess.Start(_folder.File("a"), "--reconnect");
        await process.MessageAsync("QEMU has shut down.");

        process.Interrupt();
        var outcome = await process.EndAsync();

        Assert.Equal("Stopped watching; no virtual machine was connected. 1 event of 1 kind.", outcome.Messages[^1]);
    }

    [Fact]
    public async Task A_time_limit_alone_is_no_failure()
    {
        await using var server = Serve("a", Events());

        var outcome = await InProcess.RunAsync(_folder.File("a"), "--timeout", "300ms");

        Assert.Equal(0, outcome.ExitCode);
        Assert.Equal("Stopped watching after 0.3 s. 0 events of 0 kinds.", outcome.Messages[^1]);
    }

    [Fact]
    public async Task A_monitor_that_was_not_reached_in_time_is_no_success()
    {
        await using var held = Listener.OnUnix(_folder.File("a"), serve: null);

        var outcome = await InProcess.RunAsync(_folder.File("a"), "--timeout", "300ms");

        Assert.Equal(1, outcome.ExitCode);
        Assert.StartsWith(
            $"qmpwatch: Could not watch unix:{_folder.File("a")}: no QMP greeting arrived within 0.3 s",
            Assert.Single(outcome.Messages),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_of_several_that_was_not_reached_in_time_is_named_and_no_success()
    {
        await using var server = Serve("a", Events());
        await using var held = Listener.OnUnix(_folder.File("b"), serve: null);

        var outcome = await InProcess.RunAsync(_folder.File("a"), _folder.File("b"), _folder.File("none"), "--timeout", "300ms");

        Assert.Equal(1, outcome.ExitCode);
        Assert.Single(outcome.Messages, m => m.Contains(_folder.File("b"), StringComparison.Ordinal));
        Assert.Single(outcome.Messages, m => m.Contains(_folder.File("none"), StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_awaited_event_of_a_monitor_that_was_not_reached_ends_it_with_4_and_says_so()
    {
        await using var held = Listener.OnUnix(_folder.File("a"), serve: null);

        var outcome = await InProcess.RunAsync(_folder.File("a"), "--until", "SHUTDOWN", "--timeout", "300ms");

        Assert.Equal(4, outcome.ExitCode);
        Assert.Contains("no QMP greeting arrived within 0.3 s", outcome.Messages[0], StringComparison.Ordinal);
        Assert.StartsWith("SHUTDOWN did not arrive within 0.3 s.", outcome.Messages[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_monitor_that_is_waited_for_may_not_come_within_the_time_limit()
    {
        await using var held = Listener.OnUnix(_folder.File("a"), serve: null);

        var outcome = await InProcess.RunAsync(_folder.File("a"), "--reconnect", "--timeout", "300ms");

        Assert.Equal(0, outcome.ExitCode);
        Assert.StartsWith("Stopped watching after 0.3 s.", outcome.Messages[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--until", "SHUTDWN", "SHUTDWN is not among the events that qmpwatch knows; did you mean SHUTDOWN?")]
    [InlineData("--event", "STOP,RESMUE", "RESMUE is not among the events that qmpwatch knows; did you mean RESUME?")]
    [InlineData(
        "--event", "LAMP_BROKEN", "LAMP_BROKEN is not among the events that qmpwatch knows; qmpwatch waits for it anyway.")]
    [InlineData("--event", "LAMP_*", "LAMP_* is not among the events that qmpwatch knows; qmpwatch waits for it anyway.")]
    public async Task A_name_that_no_document_has_gets_a_note(string option, string name, string expected)
    {
        await using var server = Serve("a", Events("SHUTDOWN").Close());

        var outcome = await InProcess.RunAsync(_folder.File("a"), option, name);

        Assert.NotEqual(2, outcome.ExitCode);
        Assert.Equal($"qmpwatch: {expected}", Assert.Single(outcome.Messages, m => m.Contains("is not among", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("SHUTDOWN")]
    [InlineData("shutdown")]
    [InlineData("VNC_*,RESET")]
    public async Task A_name_that_a_document_has_gets_none(string name)
    {
        await using var server = Serve("a", Events("SHUTDOWN").Close());

        var outcome = await InProcess.RunAsync(_folder.File("a"), "--event", name);

        Assert.DoesNotContain(outcome.Messages, m => m.Contains("is not among", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Reconnecting_waits_for_a_monitor_that_is_not_there_yet()
    {
        await using var process = QmpWatchProcess.Start(_folder.File("a"), "--reconnect", "--until", "RESET");
        await process.MessageAsync("qmpwatch: Could not connect");

        await using var server = Serve("a", Events("STOP").Close(), Events("RESET"));
        var outcome = await process.EndAsync();

        Assert.True(outcome.ExitCode == 0, outcome.ToString());
        Assert.Equal(["STOP", "RESET"], outcome.Output.Select(l => l.Split("  ", StringSplitOptions.RemoveEmptyEntries)[1]));
    }

    public void Dispose() => _folder.Dispose();

    private static QmpTestScript Events(params string[] names) =>
        names.Aggregate(new QmpTestScript().Negotiate(), (script, name) => script.Event(name));

    private QmpTestServer Serve(string name, params QmpTestScript[] scripts) => QmpTestServer.OnUnixSocketAt(_folder.File(name), scripts);
}
