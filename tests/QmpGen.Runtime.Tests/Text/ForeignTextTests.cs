using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using QmpGen.Testing;
using QmpGen.Tests.Shared;

namespace QmpGen.Tests.Text;

/// <summary>What a peer sends reaches messages and logs only in a form that controls nothing.</summary>
public sealed class ForeignTextTests
{
    private static readonly string Hostile = HostileText.Json(HostileText.Whole);

    public static TheoryData<string> Peers =>
    [
        $$$"""{"QMP": {{{Hostile}}}}""",
        $$$"""{"hello": {{{Hostile}}}}""",
        HostileText.Whole,
        $$$"""{"error": {"class": {{{Hostile}}}, "desc": {{{Hostile}}}}}""",
    ];

    [Theory]
    [InlineData("plain ASCII, ~!", "plain ASCII, ~!")]
    [InlineData("Grüße 中文 😀 é", "Grüße 中文 😀 é")]
    [InlineData("", "")]
    [InlineData("\u001b[2J", @"\u{1b}[2J")]
    [InlineData("a\nb", @"a\u{a}b")]
    [InlineData("\u202e\U000E0041", @"\u{202e}\u{e0041}")]
    [InlineData("\ue000\u0378", @"\u{e000}\u{378}")]
    public void A_character_is_seen_or_escaped(string text, string expected) => Assert.Equal(expected, ForeignText.OnOneLine(text));

    [Fact]
    public void Half_a_pair_is_escaped() => Assert.Equal(@"\u{de00}x\u{d83d}", ForeignText.OnOneLine("\ude00x\ud83d"));

    [Fact]
    public void Of_all_characters_nothing_is_left_that_does_something()
    {
        for (var value = 0; value <= 0x10FFFF; value++)
        {
            var text = value is >= 0xD800 and <= 0xDFFF ? ((char)value).ToString() : char.ConvertFromUtf32(value);

            Assert.Empty(HostileText.LeftIn(ForeignText.OnOneLine($"a{text}b")));
        }
    }

    [Theory]
    [MemberData(nameof(Peers))]
    public async Task A_connection_that_fails_says_so_on_one_line(string said)
    {
        await using var server = QmpTestServer.InMemory(
            new QmpTestScript().SendBytes(Encoding.UTF8.GetBytes(said)).Close(),
            new QmpTestScript().Greet().Expect("qmp_capabilities").SendBytes(Encoding.UTF8.GetBytes(said)).Close());

        for (var i = 0; i < 2; i++)
        {
            var failure = await Assert.ThrowsAsync<QmpConnectionClosedException>(() => QmpClient.ConnectAsync(server.Connect()).InTime());

            Assert.Empty(HostileText.LeftIn(failure.Message));
            Assert.Empty(HostileText.LeftIn(failure.Reason.ToString()));
        }
    }

    [Fact]
    public async Task A_command_that_fails_says_so_on_one_line_and_keeps_what_QEMU_said()
    {
        await using var session = await TestSession.NegotiatedAsync(script => script
            .Expect("a").Reply($$$"""{"error": {"class": {{{Hostile}}}, "desc": {{{HostileText.Json("a\nb")}}}}, "id": $id}""")
            .Expect("b").Send($$$"""{"error": {"class": "GenericError", "desc": {{{Hostile}}}}}""")
            .Expect("c").Send($$$"""{"return": {{{Hostile}}}}""")
            .Expect("query-qmp-schema").Reply(
                $$$"""{"return": [{"name": {{{Hostile}}}, "meta-type": {{{Hostile}}}}], "id": $id}"""));

        var first = await Assert.ThrowsAsync<QmpCommandException>(() => session.Client.ExecuteAsync("a").InTime());
        var second = await Assert.ThrowsAsync<QmpCommandException>(() => session.Client.ExecuteAsync("b").InTime());
        var third = await Assert.ThrowsAsync<QmpProtocolException>(() => session.Client.ExecuteAsync("c").InTime());
        var fourth = await Assert.ThrowsAsync<QmpProtocolException>(() => session.Client.CheckSchemaAsync(QmpEvents.Schema).InTime());

        Assert.All(
            [first.Message, second.Message, third.Message, fourth.Message], message => Assert.Empty(HostileText.LeftIn(message)));
        Assert.Equal("a\nb", first.Description);
    }

    [Fact]
    public async Task Logs_and_versions_are_lines_too()
    {
        using var provider = new FakeLoggerProvider();
        using var factory = LoggerFactory.Create(builder => builder.SetMinimumLevel(LogLevel.Trace).AddProvider(provider));
        var name = HostileText.Json(HostileText.Whole)[1..^1];
        var endpoint = QmpEndpoint.FromStream($"vm\u001b[2J\n", _ => throw new IOException(HostileText.Whole));
        var options = new QmpClientOptions { LoggerFactory = factory, EventReader = VmEvents.Reader };
        await using (var session = await TestSession.PlayAsync(
            new QmpTestScript()
                .Greet($$$"""{"QMP": {"version": {"qemu": {{{Hostile}}}, "package": {{{Hostile}}}}, "capabilities": []}}""")
                .Expect("qmp_capabilities").Return()
                .Event("BLOCK_IO_ERROR", $$$"""{"device": {"{{{name}}}": 1}}""").Event(name, Hostile)
                .Send(HostileText.Whole).Close(),
            options))
        {
            await session.Client.Completion.InTime();
            Assert.Empty(HostileText.LeftIn(session.Client.Version!.ToString()));
        }

        var attempts = new QmpReconnectOptions { WaitForFirstConnection = true, MaxAttempts = 2, InitialDelay = TimeSpan.Zero };
        await Assert.ThrowsAnyAsync<QmpException>(() => QmpClient.ConnectAsync(endpoint, options with { Reconnect = attempts }).InTime());

        var lines = provider.Collector.GetSnapshot().Select(r => r.Message).ToList();
        Assert.True(lines.Any(l => l.StartsWith("Connecting to vm", StringComparison.Ordinal)), string.Join('\n', lines));
        Assert.Contains(lines, l => l.StartsWith("Received", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.StartsWith("Could not read", StringComparison.Ordinal));
        Assert.All(lines, line => Assert.Empty(HostileText.LeftIn(line)));
    }

    [Theory]
    [InlineData("{\"event\": \"BLOCK_IO_ERROR\", \"data\": {\"@\": {\"@\": 1}}}")]
    [InlineData("{\"event\": \"BLOCK_IO_ERROR\", \"data\": {\"device\": \"@\", \"operation\": {\"@\": 1}}}")]
    [InlineData("{\"event\": \"BLOCK_IO_ERROR\", \"data\": \"@\"}")]
    [InlineData("{\"event\": {\"@\": 1}}")]
    [InlineData("{\"event\": \"STOP\", \"timestamp\": {\"@\": \"@\"}}")]
    [InlineData("@")]
    public void Events_that_cannot_be_read_are_told_on_one_line(string text)
    {
        var json = text.Replace("@", HostileText.Json(HostileText.Whole)[1..^1], StringComparison.Ordinal);

        var failure = Record.Exception(() => VmEvents.Reader.Read(json));

        Assert.True(failure is null or System.Text.Json.JsonException, failure?.ToString());
        Assert.Empty(HostileText.LeftIn(failure?.Message ?? string.Empty));
    }
}
