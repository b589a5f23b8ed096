using QmpGen.Testing;
using QmpGen.Tests.Shared;
using QmpWatch.Tests.Support;

namespace QmpWatch.Tests.Terminal;

/// <summary>Text of a peer, a spec, a recording or a file's name controls no terminal and forges no line, whatever is asked for.</summary>
public sealed class HostileTextTests : IDisposable
{
    private static readonly string Json = HostileText.Json(HostileText.Whole);
    private static readonly string Inner = Json[1..^1];

    private readonly TemporaryFolder _folder = new();

    // What a file's name may be: no NUL, no slash, and not too long.
    public static TheoryData<string> FileNames =>
        [.. HostileText.All.Select(t => HostileText.InUtf8(t).Replace("\0", string.Empty, StringComparison.Ordinal))];

    [Theory]
    [InlineData("--lines")]
    [InlineData("--json")]
    [InlineData("--lines", "--event", "*", "--until", "S*")]
    [InlineData("--json", "--where", "x!=1")]
    public async Task From_a_machine(params string[] options)
    {
        await using var server = QmpTestServer.OnUnixSocket(new QmpTestScript()
            .Greet($$$"""{"QMP": {"version": {"qemu": {{{Json}}}, "package": {{{Json}}}}, "capabilities": [{{{Json}}}]}}""")
            .Expect("qmp_capabilities").Return()
            .Event(Inner, Json).Event(Inner, $$"""{"{{Inner}}": {{Json}}}""")
            .Event("BLOCK_IO_ERROR", $$"""{"device": {{Json}}, "operation": {{Json}}, "action": {{Json}}, "{{Inner}}": {{Json}}}""")
            .Event("RTC_CHANGE", $$"""{"offset": {{Json}}}""")
            .Event("SHUTDOWN", $$"""{"{{Inner}}": [{{Json}}]}""")
            .Close());

        AssertHarmless(await InProcess.RunAsync([server.SocketPath, .. options]));
    }

    [Fact]
    public async Task From_a_machine_that_does_not_follow_QMP()
    {
        foreach (var text in HostileText.All.Select(t => t + "\n").Append($$$"""{"QMP": {{{Json}}}}""").Append($$"""{"{{Inner}}": 1}"""))
        {
            var bytes = System.Text.Encoding.UTF8.GetBytes(text);
            await using var server = QmpTestServer.OnUnixSocket(
                [.. Enumerable.Range(0, 3).Select(_ => new QmpTestScript().SendBytes(bytes).Close())]);

            var outcome = await InProcess.RunAsync(server.SocketPath, "--connect-timeout", "1s");

            Assert.Equal(1, outcome.ExitCode);
            AssertHarmless(outcome);
        }
    }

    [Fact]
    public async Task From_a_schema()
    {
        var spec = _folder.Write("lamp.json", "{ 'event': 'STOP', 'data': { 'a': 'A', 'b': 'str' } }\n{ 'enum': 'A', 'data': [ 'x' ] }");
        var schema = $$$"""
            [{"name": {{{Json}}}, "meta-type": "event", "arg-type": "0"}, {"name": "STOP", "meta-type": "event", "arg-type": "0"},
             {"name": "0", "meta-type": "object", "members": [{"name": {{{Json}}}, "type": {{{Json}}}}, {"name": "a", "type": {{{Json}}}}]},
             {"name": {{{Json}}}, "meta-type": "enum", "values": [{{{Json}}}]}]
            """;

        var drift = await DriftAsync(schema, spec);
        var malformed = await DriftAsync($$"""[{"name": {{Json}}, "meta-type": {{Json}}}]""", spec);

        Assert.Equal(3, drift.ExitCode);
        AssertHarmless(drift);
        Assert.Equal(1, malformed.ExitCode);
        Assert.Empty(malformed.Output);
        Assert.Single(malformed.Messages);
        AssertHarmless(malformed);
    }

    [Theory]
    [InlineData("7")]
    [InlineData("[{}]")]
    [InlineData("[1, 2]")]
    [InlineData("""[{"name": "X", "meta-type": "event"}]""")]
    [InlineData("""[{"name": "X", "meta-type": "event", "arg-type": "Y"}]""")]
    [InlineData("""[{"name": "X", "meta-type": "object", "members": [{"name": 1}]}]""")]
    [InlineData("""[{"name": "X", "meta-type": "lamp"}]""")]
    [InlineData("""[{"name": "X", "meta-type": "array"}]""")]
    [InlineData("""[{"name": "X", "meta-type": "enum", "values": ["a"]}, {"name": "X", "meta-type": "enum", "values": ["a"]}]""")]
    public async Task A_schema_that_is_none_is_one_line(string schema)
    {
        var outcome = await DriftAsync(schema, _folder.Write("lamp.json", "{ 'event': 'STOP' }"));

        Assert.Equal(1, outcome.ExitCode);
        Assert.Empty(outcome.Output);
        Assert.StartsWith(
            "qmpwatch: The reply to the command 'query-qmp-schema' is not a schema. ",
            Assert.Single(outcome.Messages),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task From_specs()
    {
        const string Text = "X\n-\n\nData:\n\n- \"m\": one of the following (json-string):\n  \"a\", \"@\"\n- \"@\": n (json-int)\n";
        foreach (var hostile in HostileText.All.Select(HostileText.InUtf8))
        {
            var old = _folder.Write("old.txt", "X\n-\n\nData:\n\n- \"m\": one of the following (json-string):\n  \"a\", \"b\"\n");
            var @new = _folder.Write("new.txt", Text.Replace("@", hostile, StringComparison.Ordinal));
            var heading = _folder.Write("heading.txt", $"{hostile}\n---------\n\nData: None.\n");
            var schema = _folder.Write("s.json", $"{{ 'event': 'STOP{hostile}', '{hostile}': 1 }}");

            foreach (var spec in new[] { @new, heading, schema })
            {
                AssertHarmless(await InProcess.RunAsync("--compare", old, spec));
                AssertHarmless(await InProcess.RunAsync("--compare", spec, old));
                AssertHarmless(await InProcess.RunAsync("--reference", _folder.File("r.html"), "--spec", spec));
            }
        }
    }

    [Theory]
    [MemberData(nameof(FileNames))]
    public async Task From_names_of_files_and_from_the_command_line(string name)
    {
        var path = _folder.File(name);

        foreach (var arguments in new string[][]
        {
            ["--compare", path, path],
            ["--compare", $"@{path}", path],
            ["--reference", path, "--spec", path],
            ["--reference", Path.Combine(path, "x.html")],
            ["--play", path],
            ["--record", Path.Combine(path, "x"), "unix:/nowhere"],
            [$"unix:{path}"],
            [path],
            ["--drift", $"unix:{path}"],
            ["--until", name, "unix:/nowhere"],
            ["--event", name, "unix:/nowhere"],
            ["--where", name, "unix:/nowhere"],
            ["--timeout", name],
            ["--speed", name, "--play", path],
            [$"tcp:{name}:1"],
            [$"--{name}"],
        })
        {
            AssertHarmless(await InProcess.RunAsync(arguments));
        }
    }

    [Fact]
    public async Task From_names_of_sockets_in_a_folder()
    {
        var path = _folder.File("vm\u001b[2J\u202e\n.sock");
        await using var listener = Listener.OnUnix(path, serve: null);

        var outcome = await InProcess.RunAsync(_folder.Root, "--timeout", "500ms", "--connect-timeout", "100ms");

        Assert.NotEmpty(outcome.Messages);
        AssertHarmless(outcome);
    }

    [Fact]
    public async Task From_a_recording()
    {
        var name = HostileText.Json(HostileText.InUtf8(HostileText.Whole));
        var good = $$$$"""
            {"qmpRecording": 1, "started": "2026-11-23T20:28:08Z"}
            {"at": 1, "vm": {{{{name}}}}, "state": "connected"}
            {"at": 2, "vm": "b", "from": "qemu", "message": {"QMP": {"version": {}, "capabilities": []}}}
            {"at": 3, "vm": "b", "state": "disconnected", "detail": "x"}

            """;
        var damaged = good.Replace("\"x\"", Json, StringComparison.Ordinal);
        foreach (var lines in new[] { good, damaged, $"{HostileText.InUtf8(HostileText.Whole)}\n", $"{{\"{Inner}\": {Json}}}\n" })
        {
            var recording = _folder.Write("r.jsonl", lines);

            AssertHarmless(await InProcess.RunAsync("--play", recording, "--speed", "max"));
            AssertHarmless(await InProcess.RunAsync("--play", recording, "--timeline", _folder.File("t.html")));
        }
    }

    public void Dispose() => _folder.Dispose();

    private static async Task<Outcome> DriftAsync(string schema, string spec)
    {
        await using var server = QmpTestServer.OnUnixSocket(
            new QmpTestScript().Negotiate().Expect("query-qmp-schema").Return(schema).Close());
        return await InProcess.RunAsync("--drift", server.SocketPath, "--spec", spec);
    }

    private static void AssertHarmless(Outcome outcome)
    {
        var lines = outcome.Output.Concat(outcome.Messages).ToList();
        Assert.All(lines, line => Assert.True(HostileText.LeftIn(line).Length == 0, $"{HostileText.LeftIn(line)}is left in {outcome}"));
        Assert.DoesNotContain(lines, line => line.StartsWith("qmpwatch: forged", StringComparison.Ordinal));
    }
}
