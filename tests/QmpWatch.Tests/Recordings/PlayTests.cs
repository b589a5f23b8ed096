using System.Globalization;
using QmpGen.Testing;
using QmpWatch.Tests.Support;

namespace QmpWatch.Tests.Recordings;

/// <summary>Recordings that are played back through the real client.</summary>
public sealed class PlayTests : IDisposable
{
    private const string Header = """{"qmpRecording": 1, "started": "2026-11-23T20:28:08.123456Z"}""";
    private const string Greeting =
        """{"at": 1, "vm": "a", "from": "qemu", "message": {"QMP": {"version": """
        + """{"qemu": {"micro": 22, "minor": 2, "major": 7}, "package": ""}, "capabilities": []}}}""";

    private const string Negotiation = """
        {"at": 1, "vm": "a", "from": "client", "message": {"execute": "qmp_capabilities", "id": 1}}
        {"at": 1, "vm": "a", "from": "qemu", "message": {"return": {}, "id": 1}}
        """;

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task What_was_recorded_is_seen_again()
    {
        var recording = _folder.File("session.jsonl");
        var live = await InProcess.RunAsync("--record", recording);

        var played = await InProcess.RunAsync("--play", recording, "--speed", "max");

        Assert.True(played.ExitCode == 0, played.ToString());
        Assert.Equal(10, played.Output.Count);
        Assert.Equal(live.Output, played.Output);
        Assert.Equal("10 events of 10 kinds.", played.Messages[^1]);
    }

    [Fact]
    public async Task Each_connection_of_each_machine_is_played_and_a_lost_one_is_a_thing_of_the_past()
    {
        var recording = Write(
            """{"at": 0, "vm": "a", "state": "connected"}""", Greeting, Negotiation, Event(2, "a", "STOP"),
            """{"at": 3, "vm": "a", "state": "disconnected", "detail": "end of stream"}""",
            """{"at": 4, "vm": "a", "state": "connected"}""", Later(Greeting), Later(Negotiation), Event(6, "a", "RESUME"),
            Event(7, "b", "RESET"),
            """{"at": 8, "vm": "a", "state": "disconnected", "detail": "closed by the client"}""");

        var outcome = await InProcess.RunAsync("--play", recording, "--speed", "max", "--json");

        Assert.True(outcome.ExitCode == 0, outcome.ToString());
        Assert.Equal(["STOP", "RESUME"], outcome.Output.Where(l => l.StartsWith("{\"vm\":\"a\"", StringComparison.Ordinal)).Select(Name));
        Assert.Equal(["RESET"], outcome.Output.Where(l => l.StartsWith("{\"vm\":\"b\"", StringComparison.Ordinal)).Select(Name));
        Assert.Contains(
            outcome.Messages,
            m => m.StartsWith("qmpwatch: Lost a: the connection ended without a SHUTDOWN event.", StringComparison.Ordinal));
        Assert.Contains("a: The recording ends here.", outcome.Messages);
        Assert.Contains("b: The recording ends here.", outcome.Messages);

        static string Name(string line) => line.Split("\"event\":\"")[1].Split('"')[0];
    }

    [Fact]
    public async Task Filters_and_the_awaited_event_work_on_a_recording()
    {
        var recording = Write(Greeting, Negotiation, Event(2, "a", "STOP"), Event(3, "a", "RESUME"), Event(4, "a", "RESET"));

        var seen = await InProcess.RunAsync("--play", recording, "--speed", "max", "--event", "STOP", "--until", "RESUME");
        var notSeen = await InProcess.RunAsync("--play", recording, "--speed", "max", "--until", "WATCHDOG");

        Assert.Equal((0, 2), (seen.ExitCode, seen.Output.Count));
        Assert.Equal("a sent RESUME, as expected. 2 events of 2 kinds.", seen.Messages[^1]);
        Assert.Equal(4, notSeen.ExitCode);
    }

    [Fact]
    public async Task At_full_speed_nothing_is_lost()
    {
        const int events = 150_000;
        var recording = Write([Greeting, Negotiation, .. Enumerable.Repeat(Event(2, "a", "RESET"), events), Event(3, "a", "SHUTDOWN")]);

        var outcome = await InProcess.RunAsync("--play", recording, "--speed", "max");

        Assert.True(outcome.ExitCode == 0, outcome.ToString());
        Assert.Equal(events + 1, outcome.Output.Count);
        Assert.Equal($"{events + 1} events of 2 kinds.", outcome.Messages[^1]);
    }

    [Theory]
    [InlineData("max")]
    [InlineData("1000")]
    public async Task Machines_are_played_in_the_recorded_order(string speed)
    {
        // The second has no greeting, the third a second connection.
        string[] vms = ["a", "b", "c"];
        var lines = new List<string> { Greeting, Negotiation, Of("c", Greeting), Of("c", Negotiation) };
        var events = new List<(string Vm, string Event)>();
        for (var i = 0; i < 600; i++)
        {
            var vm = vms[i * 7 % 5 % vms.Length];
            lines.Add(Event(i + 2, vm, $"E{i}"));
            events.Add((vm, $"E{i}"));
            if (i == 300)
            {
                lines.Add("""{"at": 302, "vm": "c", "state": "disconnected", "detail": "end of stream"}""");
                lines.Add("""{"at": 302, "vm": "c", "state": "connected"}""");
                lines.Add(Of("c", Greeting).Replace("\"at\": 1", "\"at\": 302", StringComparison.Ordinal));
                lines.Add(Of("c", Negotiation).Replace("\"at\": 1", "\"at\": 302", StringComparison.Ordinal));
            }
        }

        var recording = Write([.. lines]);
        var outcome = await InProcess.RunAsync("--play", recording, "--speed", speed);
        var until = await InProcess.RunAsync("--play", recording, "--speed", speed, "--until", "E450");

        Assert.True(outcome.ExitCode == 0, outcome.ToString());
        Assert.Equal(events, outcome.Output.Select(VmAndEvent));
        Assert.Equal(events.Take(451), until.Output.Select(VmAndEvent));

        static string Of(string vm, string lines) => lines.Replace("\"vm\": \"a\"", $"\"vm\": \"{vm}\"", StringComparison.Ordinal);

        static (string Vm, string Event) VmAndEvent(string line) =>
            line.Split("  ", StringSplitOptions.RemoveEmptyEntries) is [_, var vm, var name, ..] ? (vm, name.Trim()) : (line, line);
    }

    [Theory]
    [InlineData(1, "{}", "Line 1 of the recording: expected a recording, which starts with")]
    [InlineData(
        3, "{\"at\": 1, \"vm\": \"a\"}", "Line 3 of the recording: expected either 'from' with 'message' or 'state'; found neither")]
    [InlineData(
        3, "{\"at\": 0, \"vm\": \"a\", \"state\": \"gone\"}", "Line 3 of the recording: 'at' is 0, less than the 1 of an earlier line")]
    [InlineData(3, "{\"at\": 1, \"vm\": ", "Line 3 of the recording: expected a JSON object; the line is not valid JSON")]
    public async Task A_damaged_recording_is_named_with_the_line_and_what_is_wrong_with_it(int line, string text, string expected)
    {
        var lines = new List<string> { Header, Greeting, Event(2, "a", "STOP"), Event(3, "a", "STOP") };
        lines[line - 1] = text;
        var recording = _folder.Write("damaged.jsonl", string.Join('\n', lines) + "\n");

        var outcome = await InProcess.RunAsync("--play", recording, "--speed", "max");

        Assert.Equal(2, outcome.ExitCode);
        Assert.Empty(outcome.Output);
        Assert.StartsWith($"qmpwatch: {recording}: {expected}", Assert.Single(outcome.Messages), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_last_line_that_a_crash_cut_off_is_left_out_and_said()
    {
        var recording = _folder.Write(
            "cut.jsonl", $"{Header}\n{Greeting}\n{Negotiation}\n{Event(2, "a", "STOP")}\n{Event(3, "a", "RESUME")[..40]}");

        var outcome = await InProcess.RunAsync("--play", recording, "--speed", "max");

        Assert.True(outcome.ExitCode == 0, outcome.ToString());
        Assert.Single(outcome.Output);
        Assert.StartsWith(
            $"qmpwatch: {recording}: The last line is incomplete and was skipped. Line 6 of the recording:",
            outcome.Messages[0],
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_recording_that_is_not_there_is_named()
    {
        var outcome = await InProcess.RunAsync("--play", _folder.File("none.jsonl"));

        Assert.Equal(2, outcome.ExitCode);
        Assert.StartsWith(
            $"qmpwatch: The recording '{_folder.File("none.jsonl")}' cannot be read: ",
            Assert.Single(outcome.Messages),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--play a unix:/b", "--play takes its machines from the recording")]
    [InlineData("--play a --qemu", "--play takes its machines from the recording")]
    [InlineData("--speed 2", "--speed needs a recording: give --play FILE.")]
    [InlineData("--play a --speed 0", "'0' is not a valid speed: expected a number above 0, such as 10 or 0.5, or max.")]
    [InlineData("--play a --speed fast", "'fast' is not a valid speed")]
    public async Task What_does_not_go_together_is_said(string arguments, string expected)
    {
        var outcome = await InProcess.RunAsync(arguments.Split(' '));

        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains(expected, Assert.Single(outcome.Messages), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static string Later(string lines) => lines.Replace("\"at\": 1", "\"at\": 5", StringComparison.Ordinal);

    private static string Event(int at, string vm, string name) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $$$"""{"at": {{{at}}}, "vm": "{{{vm}}}", "from": "qemu", "message": {{{QmpTestScript.EventText(name)}}}}""");

    private string Write(params string[] lines) => _folder.Write("session.jsonl", $"{Header}\n{string.Join('\n', lines)}\n");
}
