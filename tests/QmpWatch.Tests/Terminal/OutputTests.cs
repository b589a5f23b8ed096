using QmpWatch.Tests.Support;

namespace QmpWatch.Tests.Terminal;

/// <summary>What takes the output may fail: a disk is full, or the program behind the pipe has ended.</summary>
public sealed class OutputTests
{
    private const string Start = """
        {"qmpRecording": 1, "started": "2026-11-23T20:28:08Z"}
        {"at": 1, "vm": "a", "from": "qemu", "message": {"QMP": {"version": {"qemu": {"micro": 22, "minor": 2, "major": 7}, "package": ""}, "capabilities": []}}}
        {"at": 1, "vm": "a", "from": "client", "message": {"execute": "qmp_capabilities", "id": 1}}
        {"at": 1, "vm": "a", "from": "qemu", "message": {"return": {}, "id": 1}}
        """;

    [Theory]
    [InlineData("")]
    [InlineData("--json")]
    [InlineData("--compare SPEC SPEC")]
    [InlineData("completion bash")]
    public async Task An_output_that_takes_no_more_gets_one_line_and_exit_code_1(string arguments)
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "this system has no device that is always full");
        using var folder = new TemporaryFolder();
        var other = folder.Write("other.json", "{ 'event': 'STOP' }");

        var outcome = await RunAsync(arguments.Replace("SPEC SPEC", $"{Repository.Spec} {other}", StringComparison.Ordinal), "> /dev/full");

        Assert.True(outcome.ExitCode == 1, outcome.ToString());
        Assert.Equal("qmpwatch: The output cannot be written: No space left on device. What follows would be lost, so this is the end.", outcome.Messages[^1]);
        Assert.DoesNotContain(outcome.Messages, m => m.Contains("   at ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task When_the_reader_of_a_pipe_ends_it_ends_too()
    {
        using var folder = new TemporaryFolder();
        var code = folder.File("code");

        // A recording of an hour: had it gone on, the bound of the wait would say so.
        var events = Enumerable.Range(1, 400).Select(i => i * 100_000L).Append(3_600_000_000).Select(at =>
            $$$"""{"at": {{{at}}}, "vm": "a", "from": "qemu", "message": {"timestamp": {"seconds": 1, "microseconds": 2}, "event": "STOP"}}""");
        var recording = folder.Write("hour.jsonl", $"{Start}\n{string.Join('\n', events)}\n");

        await RunAsync($"--play {recording}", $"; echo $? > {code}; }} | head -n 1", "{ ");

        Assert.Equal("1", (await File.ReadAllTextAsync(code, TestContext.Current.CancellationToken)).Trim());
    }

    private static async Task<Outcome> RunAsync(string arguments, string after, string before = "")
    {
        await using var shell = QmpWatchProcess.StartOther("sh", "-c", $"{before}'{QmpWatchProcess.Host}' '{QmpWatchProcess.Dll}' {arguments} {after}");
        return await shell.EndAsync();
    }
}
