using QmpGen.Testing;
using QmpWatch.Tests.Support;

namespace QmpWatch.Tests.Recordings;

/// <summary>Sessions that are written down.</summary>
public sealed class RecordTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Recording => _folder.File("session.jsonl");

    [Fact]
    public async Task Both_directions_of_several_machines_go_into_one_file()
    {
        await using var first = QmpTestServer.OnUnixSocketAt(_folder.File("a"), Script());
        await using var second = QmpTestServer.OnUnixSocketAt(_folder.File("b"), Script());

        var outcome = await InProcess.RunAsync(_folder.File("a"), _folder.File("b"), "--record", Recording);

        Assert.True(outcome.ExitCode == 0, outcome.ToString());
        var lines = QmpRecording.Open(Recording).Lines.ToList();
        foreach (var vm in (string[])[$"unix:{_folder.File("a")}", $"unix:{_folder.File("b")}"])
        {
            Assert.Equal(
                ["connected", "QMP", "qmp_capabilities", "return", "query-status", "return", "STOP", "SHUTDOWN", "disconnected"],
                lines.Where(l => l.Vm == vm).Select(Word));
        }

        static QmpTestScript Script() => new QmpTestScript()
            .Negotiate().Expect("query-status").Return("""{"status": "running"}""").Event("STOP").Event("SHUTDOWN").Close();
    }

    [Fact]
    public async Task A_program_that_is_killed_loses_the_last_line_at_most()
    {
        await using var server = QmpTestServer.OnUnixSocket(Enumerable.Range(0, 100_000).Aggregate(
            new QmpTestScript().Negotiate(), (script, i) => script.Event("RTC_CHANGE", $$"""{"offset": {{i}}}""")));
        await using var process = QmpWatchProcess.Start(server.SocketPath, "--record", Recording, "--json");
        var shown = new List<string>();
        while (shown.Count < 200)
        {
            shown.Add(await process.ReadLineAsync() ?? throw new InvalidOperationException("The program ended too soon."));
        }

        process.Kill();
        await process.EndAsync();

        var recording = QmpRecording.Open(Recording);
        var offsets = recording.Lines.OfType<QmpRecordedMessage>().Select(m => m.ToString())
            .Where(m => m.Contains("RTC_CHANGE", StringComparison.Ordinal)).ToList();
        Assert.Equal(
            shown,
            offsets.Take(200).Select(o => o.Replace(": ", ":", StringComparison.Ordinal).Replace(", ", ",", StringComparison.Ordinal)));
        Assert.All(offsets, (o, i) => Assert.Contains($"\"offset\": {i}}}", o, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("last night's recording")]
    [InlineData("{\"qmpRecording\":1,\"started\":\"2026-11-23T20:28:08.123456Z\"}\n")]
    public async Task A_file_that_exists_is_not_overwritten(string content)
    {
        await File.WriteAllTextAsync(Recording, content, TestContext.Current.CancellationToken);

        var outcome = await InProcess.RunAsync("--record", Recording);

        Assert.Equal(2, outcome.ExitCode);
        Assert.Empty(outcome.Output);
        Assert.Equal(
            $"qmpwatch: The file '{Recording}' already exists: add --append to continue the recording in it, or --force to overwrite it.",
            Assert.Single(outcome.Messages));
        Assert.Equal(content, await File.ReadAllTextAsync(Recording, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task With_force_the_file_is_overwritten()
    {
        await File.WriteAllTextAsync(Recording, new string('x', 100_000), TestContext.Current.CancellationToken);

        var outcome = await InProcess.RunAsync("--record", Recording, "--force");

        Assert.True(outcome.ExitCode == 0, outcome.ToString());
        Assert.Equal(2, States(QmpRecording.Open(Recording)));
    }

    [Fact]
    public async Task With_append_the_recording_continues_and_can_be_played_as_one()
    {
        await InProcess.RunAsync("--record", Recording, "--append");
        var first = await File.ReadAllTextAsync(Recording, TestContext.Current.CancellationToken);
        await File.AppendAllTextAsync(Recording, """{"at":12,"vm":"cut o""", TestContext.Current.CancellationToken);

        var outcome = await InProcess.RunAsync("--record", Recording, "--append");

        Assert.True(outcome.ExitCode == 0, outcome.ToString());
        Assert.StartsWith(first, await File.ReadAllTextAsync(Recording, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(4, States(QmpRecording.Open(Recording)));
        var played = await InProcess.RunAsync("--play", Recording, "--speed", "max");
        Assert.True(played.ExitCode == 0, played.ToString());
        Assert.Equal(20, played.Output.Count);
    }

    [Fact]
    public async Task What_is_not_a_recording_is_not_continued()
    {
        await File.WriteAllTextAsync(Recording, "precious", TestContext.Current.CancellationToken);

        var outcome = await InProcess.RunAsync("--record", Recording, "--append");

        Assert.Equal(2, outcome.ExitCode);
        Assert.StartsWith(
            $"qmpwatch: The recording '{Recording}' cannot be continued: Line 1 ",
            Assert.Single(outcome.Messages),
            StringComparison.Ordinal);
        Assert.Equal("precious", await File.ReadAllTextAsync(Recording, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_file_that_cannot_be_written_is_named()
    {
        var outcome = await InProcess.RunAsync("--record", _folder.File("nowhere/session.jsonl"));

        Assert.Equal(2, outcome.ExitCode);
        Assert.StartsWith(
            $"qmpwatch: The recording '{_folder.File("nowhere/session.jsonl")}' cannot be written: ",
            Assert.Single(outcome.Messages),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_disk_that_is_full_does_not_end_the_session_but_is_no_success()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "this system has no device that is always full");

        var outcome = await InProcess.RunAsync("--record", "/dev/full");

        Assert.Equal(10, outcome.Output.Count);
        Assert.Equal(2, outcome.ExitCode);
        Assert.StartsWith("qmpwatch: The recording '/dev/full' stopped before the end: ", outcome.Messages[^1], StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static int States(QmpRecording recording) => recording.Lines.OfType<QmpRecordedState>().Count();

    private static string Word(QmpRecordedLine line) => line switch
    {
        QmpRecordedState state => state.State.ToString().ToLowerInvariant(),
        QmpRecordedMessage message => ((string[])["QMP", "return", "STOP", "SHUTDOWN", "qmp_capabilities", "query-status"])
            .First(w => message.ToString().Contains($"\"{w}\"", StringComparison.Ordinal)),
        _ => string.Empty,
    };
}
