using System.Text;
using QmpGen.Tests.Shared;
using QmpWatch.Tests.Support;

namespace QmpWatch.Tests.Recordings;

/// <summary>Whatever is wrong with a recording, it is one line and exit code 2, or it is played; never a stack trace.</summary>
public sealed class DamagedRecordingTests : IDisposable
{
    private const string Good = """
        {"qmpRecording": 1, "started": "2026-11-23T20:28:08.123456Z"}
        {"at": 0, "vm": "a", "state": "connected"}
        {"at": 1, "vm": "a", "from": "qemu", "message": {"QMP": {"version": {"qemu": "7.2.22", "package": ""}, "capabilities": []}}}
        {"at": 2, "vm": "a", "from": "client", "message": {"execute": "qmp_capabilities", "id": 1}}
        {"at": 3, "vm": "a", "from": "qemu", "message": {"return": {}, "id": 1}}
        {"at": 4, "vm": "a", "from": "client", "message": {"execute": "query-status", "id": 2}}
        {"at": 5, "vm": "a", "from": "qemu", "message": {"return": {"running": true, "status": "running"}, "id": 2}}
        {"at": 6, "vm": "a", "from": "qemu", "message": {"timestamp": {"seconds": 1795465688, "microseconds": 1}, "event": "STOP"}}
        {"at": 7, "vm": "b7", "from": "qemu", "message": {"timestamp": {}, "event": "RTC_CHANGE", "data": {"offset": 5}}}
        {"at": 8, "vm": "a", "state": "dropped", "detail": "12"}
        {"at": 9, "vm": "a", "from": "qemu", "message": "not \u00e9 JSON"}
        {"at": 10, "vm": "a", "state": "disconnected", "detail": "end of stream"}

        """;

    private static readonly string[] Pieces =
    [
        "9223372036854775807", "-1", "1e300", "99999999999999999999999", "0.5", "null", "true", "[]", "{}", "\"\"", "\"x\"", "\"\\ud800\"",
        "{\"\\udc00\": 1}", "{\"execute\": 7, \"id\": {}}", "{\"execute\": \"\\ud800\"}", "{\"return\": 1, \"id\": \"\\udfff\"}",
        "{\"event\": \"\\ud800\"}", "{\"event\": 1}", "\n", "\0", "\u001b[2J", "\"", "{", "}", ",", ":", "\"vm\": \"\"",
        "\"started\": \"0001-01-01T00:00:00Z\"", "\"started\": \"9999-12-31T23:59:59Z\"", "\"at\": 922337203685477580",
        "\"state\": \"connected\"", "\"from\": \"client\"", "\"detail\": \"9223372036854775807\"", "253402300799000000",
    ];

    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("", 1, "the recording is empty.")]
    [InlineData("\n", 1, "expected a JSON object; the line is not valid JSON")]
    [InlineData("\0\0\0", 1, "expected a JSON object; the line is not valid JSON")]
    [InlineData("[]", 1, "expected a JSON object; found [].")]
    [InlineData("{\"qmpRecording\": 2}", 1, "the format's version is 2, expected 1")]
    [InlineData("{\"qmpRecording\": 1}", 1, "'started' must be a time")]
    [InlineData("{\"qmpRecording\": 1, \"started\": \"\\ud800\"}", 1, "the line has a string that is not Unicode text.")]
    [InlineData("@7", 2, "expected a JSON object; found 7.")]
    [InlineData("@{}", 2, "'at' must be an integer, the microseconds since the start; found nothing.")]
    [InlineData("@{\"at\": -1}", 2, "'at' must be an integer, the microseconds since the start; found -1.")]
    [InlineData("@{\"at\": 1e30}", 2, "'at' must be an integer, the microseconds since the start; found 1e30.")]
    [InlineData(
        "@{\"at\": 922337203685477580, \"vm\": \"a\", \"state\": \"connected\"}", 2, "'at' is 922337203685477580 microseconds after")]
    [InlineData("@{\"at\": 1, \"vm\": 7}", 2, "'vm' must be a string, the monitor's name or address; found 7.")]
    [InlineData("@{\"at\": 1, \"vm\": \"\"}", 2, "'vm' must be a string, the monitor's name or address; found \"\".")]
    [InlineData("@{\"at\": 1, \"vm\": \"\\udc00\", \"state\": \"connected\"}", 2, "the line has a string that is not Unicode text.")]
    [InlineData("@{\"\\ud800\": 1, \"at\": 1, \"vm\": \"a\"}", 2, "the line has a string that is not Unicode text.")]
    [InlineData("@{\"at\": 1, \"vm\": \"a\", \"from\": \"qemu\"}", 2, "'message' is missing in")]
    [InlineData("@{\"at\": 1, \"vm\": \"a\", \"from\": \"qemu\", \"message\": 7}", 2, "'message' must be a JSON object")]
    [InlineData(
        "@{\"at\": 1, \"vm\": \"a\", \"from\": \"qemu\", \"message\": \"\\ud800\"}", 2, "the line has a string that is not Unicode text.")]
    [InlineData(
        "@{\"at\": 1, \"vm\": \"a\", \"from\": \"qemu\", \"message\": {\"a\": \"\\ud800\"}}", 2, "'message' has a string that is not")]
    [InlineData(
        "@{\"at\": 1, \"vm\": \"a\", \"from\": \"x\", \"message\": {}}", 2, "'from' must be one of \"qemu\", \"client\"; found \"x\".")]
    [InlineData("@{\"at\": 1, \"vm\": \"a\", \"state\": \"x\"}", 2, "'state' must be one of")]
    [InlineData(
        "@{\"at\": 1, \"vm\": \"a\", \"state\": \"connected\", \"detail\": []}", 2, "'detail' must be a string or a number; found [].")]
    public async Task What_is_wrong_is_one_line_that_names_it(string text, int line, string expected)
    {
        var content = text.Replace("@", "{\"qmpRecording\": 1, \"started\": \"2026-11-23T20:28:08Z\"}\n", StringComparison.Ordinal);
        var path = _folder.Write("r.jsonl", text.Length == 0 ? text : content + "\n");

        foreach (var arguments in new string[][] { ["--speed", "max"], ["--timeline", _folder.File("t.html")] })
        {
            var outcome = await InProcess.RunAsync(["--play", path, .. arguments]);

            Assert.Equal(2, outcome.ExitCode);
            Assert.Empty(outcome.Output);
            Assert.StartsWith(
                $"qmpwatch: {path}: Line {line} of the recording: {expected}", Assert.Single(outcome.Messages), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_is_no_recording_at_all_is_not_read_to_its_end()
    {
        Assert.SkipUnless(File.Exists("/dev/zero"), "this system has no device without an end");

        var outcome = await InProcess.RunAsync("--play", "/dev/zero");

        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("the line has more than 65536 bytes", Assert.Single(outcome.Messages), StringComparison.Ordinal);
    }

    [Fact]
    public async Task At_any_speed_it_is_played_or_waited_for()
    {
        var path = _folder.Write(
            "r.jsonl",
            Good.Replace("\"at\": 10,", "\"at\": 251000000000000000,", StringComparison.Ordinal)
                .Replace("2026-11-23T", "0001-01-01T", StringComparison.Ordinal));

        foreach (var speed in new[] { "0.0000000001", "1", "999999999" })
        {
            var outcome = await InProcess.RunAsync("--play", path, "--speed", speed, "--timeout", "300ms");

            Assert.True(outcome.ExitCode == 0, outcome.ToString());
        }
    }

    [Fact]
    public async Task Whatever_is_done_to_a_recording_ends_in_a_page_or_one_line()
    {
        var random = new Random(20_261_127);
        var refused = 0;
        for (var run = 0; run < 1_500; run++)
        {
            var bytes = Encoding.UTF8.GetBytes(Good).ToList();
            for (var changes = random.Next(1, 4); changes > 0; changes--)
            {
                Damage(bytes, random);
            }

            var path = _folder.File("r.jsonl");
            await File.WriteAllBytesAsync(path, [.. bytes], TestContext.Current.CancellationToken);
            string[] form = run % 3 == 0 ? ["--speed", "max"] : ["--timeline", _folder.File("t.html")];

            var outcome = await InProcess.RunAsync(["--play", path, .. form]);

            if (outcome.ExitCode == 2)
            {
                refused++;
                Assert.Empty(outcome.Output);
                Assert.Single(outcome.Messages);
            }

            // A damaged end of a connection is a lost machine.
            Assert.True(outcome.ExitCode is 0 or 1 or 2, $"run {run}: {outcome}\n{Encoding.UTF8.GetString([.. bytes])}");
            Assert.DoesNotContain(outcome.Messages, m => m.Contains("Exception", StringComparison.Ordinal));
            Assert.All(outcome.Messages.Concat(outcome.Output), l => Assert.Empty(HostileText.LeftIn(l)));
        }

        Assert.InRange(refused, 500, 1_490);
    }

    public void Dispose() => _folder.Dispose();

    private static void Damage(List<byte> bytes, Random random)
    {
        var place = random.Next(bytes.Count);
        var length = Math.Min(random.Next(1, 30), bytes.Count - place);
        switch (random.Next(7))
        {
            case 0:
                bytes[place] ^= (byte)(1 << random.Next(8));
                break;
            case 1:
                bytes.RemoveRange(place, length);
                break;
            case 2:
                bytes.InsertRange(place, bytes.GetRange(place, length));
                break;
            case 3:
                bytes.RemoveRange(place, bytes.Count - place);
                bytes.Add((byte)'\n');
                break;
            case 4:
                bytes.InsertRange(place, Encoding.UTF8.GetBytes(Pieces[random.Next(Pieces.Length)]));
                break;
            default:
                ReplaceValue(bytes, random);
                break;
        }
    }

    /// <summary>Puts something else in the place of what stands behind a colon.</summary>
    private static void ReplaceValue(List<byte> bytes, Random random)
    {
        var colons = Enumerable.Range(0, bytes.Count).Where(i => bytes[i] == ':').ToList();
        if (colons.Count == 0)
        {
            return;
        }

        var start = colons[random.Next(colons.Count)] + 1;
        var end = start;
        while (end < bytes.Count && bytes[end] is not ((byte)',' or (byte)'}' or (byte)'\n'))
        {
            end++;
        }

        bytes.RemoveRange(start, end - start);
        bytes.InsertRange(start, Encoding.UTF8.GetBytes(Pieces[random.Next(Pieces.Length)]));
    }
}
