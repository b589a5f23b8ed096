using QmpGen.Testing;
using QmpWatch.Tests.Support;

namespace QmpWatch.Tests.Commands;

/// <summary>The spec of the QEMU that is watched.</summary>
public sealed class WatchedSpecTests : IDisposable
{
    private const string Text = """
        LAMP_BROKEN
        -----------

        Emitted when a lamp breaks.

        Data:

        - "lamp": its name (json-string)

        Example:

        { "event": "LAMP_BROKEN",
            "data": { "lamp": "kitchen" },
            "timestamp": { "seconds": 1, "microseconds": 2 } }

        """;

    private const string Schema = """
        ##
        # @LAMP_BROKEN:
        #
        # Emitted when a lamp breaks.
        #
        # @lamp: its name
        #
        # Since: 1.0
        #
        # Example:
        #
        # -> { "execute": "break-lamp" }
        # <- { "event": "LAMP_BROKEN", "data": { "lamp": "kitchen" },
        #      "timestamp": { "seconds": 1, "microseconds": 2 } }
        ##
        { 'event': 'LAMP_BROKEN', 'data': { 'lamp': 'str' } }

        """;

    private readonly TemporaryFolder _folder = new();

    public WatchedSpecTests()
    {
        _folder.Write("lamps.txt", Text);
        _folder.Write("qapi/lamps.json", Schema);
    }

    [Theory]
    [InlineData("lamps.txt")]
    [InlineData("qapi")]
    [InlineData("qapi/*.json")]
    public async Task Its_events_are_the_known_ones(string name)
    {
        var spec = _folder.File(name);
        await using var server = QmpTestServer.OnUnixSocketAt(
            _folder.File("vm"), new QmpTestScript().Negotiate().Event("LAMP_BROKEN", """{"lamp": "kitchen"}""").Event("SHUTDOWN").Close());

        var outcome = await InProcess.RunAsync(
            _folder.File("vm"), "--spec", spec, "--event", "LAMP_BROKEN", "--event", "SHUTDOWN", "--event", "LAMP_BROKE");

        Assert.True(outcome.ExitCode == 0, outcome.ToString());
        Assert.EndsWith("LAMP_BROKEN         lamp=kitchen", outcome.Output[0], StringComparison.Ordinal);
        Assert.Equal(2, outcome.Output.Count);
        Assert.Equal(
            [
                $"qmpwatch: SHUTDOWN is not among the events of {spec}; qmpwatch waits for it anyway.",
                $"qmpwatch: LAMP_BROKE is not among the events of {spec}; did you mean LAMP_BROKEN?",
            ],
            outcome.Messages.Where(m => m.StartsWith("qmpwatch: ", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("lamps.txt")]
    [InlineData("qapi")]
    public async Task Without_an_address_its_examples_are_played(string name)
    {
        var outcome = await InProcess.RunAsync("--spec", _folder.File(name), "--json");

        Assert.Equal(
            ["""{"event":"LAMP_BROKEN","data":{"lamp":"kitchen"},"timestamp":{"seconds":1,"microseconds":2}}"""], outcome.Output);
    }

    [Fact]
    public async Task A_recording_is_played_with_it_too()
    {
        var recording = _folder.File("session.jsonl");
        await InProcess.RunAsync("--spec", _folder.File("qapi"), "--record", recording);

        var outcome = await InProcess.RunAsync(
            "--play", recording, "--speed", "max", "--spec", _folder.File("lamps.txt"), "--until", "LAMP_BROKEN");

        Assert.True(outcome.ExitCode == 0, outcome.ToString());
        Assert.Equal($"Playing the recording {recording}. Press Ctrl+C to stop.", outcome.Announcement);
        Assert.DoesNotContain(outcome.Messages, m => m.StartsWith("qmpwatch: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_error_in_it_is_named_before_anything_is_watched()
    {
        var spec = _folder.Write("broken.json", "{ 'event': 'LAMP_BROKEN', 'data': { 'lamp': 'lamp' } }");

        var outcome = await InProcess.RunAsync("unix:/nowhere/vm", "--spec", spec);

        Assert.Equal(2, outcome.ExitCode);
        Assert.StartsWith($"qmpwatch: {spec}(1,", Assert.Single(outcome.Messages), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();
}
