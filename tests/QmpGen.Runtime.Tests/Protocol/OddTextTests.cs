using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using QmpGen.Testing;

namespace QmpGen.Tests.Protocol;

/// <summary>Text that is JSON by its tokens and is not Unicode: one rule everywhere. And a log that fails.</summary>
public sealed class OddTextTests
{
    [Theory]
    [InlineData("""{"QMP": {"version": {"qemu": "1", "package": "\ud800"}, "capabilities": []}}""")]
    [InlineData("""{"QMP": {"version": {"qemu": "1", "package": "ÿ"}, "capabilities": []}}""")]
    public async Task In_a_greeting_it_is_replaced(string greeting)
    {
        await using var server = QmpTestServer.InMemory(
            new QmpTestScript().SendBytes(Encoding.Latin1.GetBytes(greeting)).Expect("qmp_capabilities").Return(),
            new QmpTestScript().SendBytes(
                Encoding.Latin1.GetBytes(
                    """{"QMP": {"\udc00": 1, "version": {}, "capabilities": ["ÿ", "oob"]}}""")).Expect("qmp_capabilities").Return());

        await using var client = await QmpClient.ConnectAsync(server.Connect()).InTime();
        await using var other = await QmpClient.ConnectAsync(server.Connect()).InTime();

        Assert.Equal("\uFFFD", client.Version!.Package);
        Assert.Equal(["\uFFFD", "oob"], other.Capabilities);
    }

    [Theory]
    [InlineData("\"aÿb\"", "a\uFFFDb")]
    [InlineData("\"a\\ud800b\"", "a\uFFFDb")]
    [InlineData("\"a\\udc00\\ud83d\\ude00\"", "a\uFFFD\uD83D\uDE00")]
    [InlineData("\"\\ud83d\\u0041\"", "\uFFFDA")]
    [InlineData("\"\\\\ud800\"", "\\ud800")]
    public async Task In_a_reply_it_is_replaced(string result, string expected)
    {
        await using var session = await TestSession.NegotiatedAsync(script =>
        {
            script.Expect("a", out _).SendBytes(
                Encoding.Latin1.GetBytes($$$"""{"\ud800": 1, "return": {"name": {{{result}}}}, "id": 2}"""));
            script.Expect("b", out _).SendBytes(
                Encoding.Latin1.GetBytes($$$"""{"return": {"running": true, "\ud800": {{{result}}}}, "id": 3}"""));
            script.Expect("c", out _).SendBytes(
                Encoding.Latin1.GetBytes($$$"""{"id": 4, "error": {"class": "GenericError", "desc": {{{result}}}, "\udfff": 1}}"""));
        });

        var reply = await session.Client.ExecuteAsync("a").InTime();
        var typed = await session.Client.ExecuteAsync(new QmpCommand("b"), TestJson.Default.Status).InTime();
        var failure = await Assert.ThrowsAsync<QmpCommandException>(() => session.Client.ExecuteAsync("c").InTime());

        Assert.Equal(expected, reply.GetProperty("name").GetString());
        Assert.True(typed!.Running);
        Assert.Equal(expected, failure.Description);
    }

    [Theory]
    [InlineData("""{"\ud800": 1, "event": "STOP"}""")]
    [InlineData("""{"event": "\ud800"}""")]
    [InlineData("""{"event": "ÿ"}""")]
    [InlineData("""{"event": "STOP", "data": {"\ud800": 1}}""")]
    [InlineData("""{"event": "NEW", "data": "ÿ"}""")]
    [InlineData("""{"event": "NEW", "data": {"\ud800": "ÿ"}}""")]
    [InlineData("""{"event": "BLOCK_IO_ERROR", "data": {"\udc00": 1, "device": "ÿ", "operation": "\ud800", "action": "stop"}}""")]
    [InlineData("""{"timestamp": {"\ud800": 1, "seconds": 1, "microseconds": 2}, "event": "STOP"}""")]
    [InlineData("""{"timestamp": {"seconds": 1267020223, "microseconds": 435656}, "event": "BLOCK_IO_ERROR", "data": {"device": "\ud800", "operation": "write", "action": "stop"}}""")]
    [InlineData("""{"timestamp": {"seconds": 1267020223, "microseconds": 435656}, "event": "BLOCK_IO_ERROR", "data": {"device": "ÿ", "operation": "write", "action": "stop"}}""")]
    [InlineData("""{"timestamp": {"seconds": 1267020223, "microseconds": 435656}, "event": "BLOCK_IO_ERROR", "data": {"device": "d", "operation": "write", "action": "stop", "\ud800": "ÿ"}}""")]
    [InlineData("""{"timestamp": {"seconds": 1267020223, "microseconds": 435656}, "event": "NEW", "data": {"a": "\udfff"}}""")]
    public async Task In_an_event_it_is_replaced_and_nothing_fails_later(string text)
    {
        foreach (var reader in new[] { VmEvents.Reader, QmpEventReader.Untyped })
        {
            await using var session = await TestSession.NegotiatedAsync(
                script => script.SendBytes(Encoding.Latin1.GetBytes(text + "\r\n")), new QmpClientOptions { EventReader = reader });

            var received = await session.Client.Events.NextAsync();

            Assert.IsNotType<UnreadableEvent>(received);
            var json = received.ToJson();
            Assert.DoesNotContain("\uFFFD\uFFFD", received.ToString(), StringComparison.Ordinal);
            Assert.Equal(received, reader.Read(json));
            Assert.Equal(received.GetHashCode(), reader.Read(json).GetHashCode());
        }
    }

    [Theory]
    [InlineData("""{"timestamp": {"seconds": 1267020223, "microseconds": 435656}, "\ud800": "BLOCK_IO_ERROR", "data": 1}""")]
    [InlineData("""{"event": "BLOCK_IO_ERROR", "data": {"\ud800": 1}}""")]
    public void What_is_wrong_with_an_event_besides_is_told_as_ever(string text) =>
        Assert.Throws<JsonException>(() => VmEvents.Reader.Read(Encoding.Latin1.GetBytes(text)));

    [Theory]
    [InlineData(900, true)]
    [InlineData(1000, true)]
    [InlineData(1022, true)]
    [InlineData(1100, false)]
    [InlineData(100_000, false)]
    public async Task Data_nested_deeply_can_be_written_again_or_is_not_readable_from_the_start(int depth, bool isReadable)
    {
        var data = $"{new string('[', depth)}{new string(']', depth)}";
        await using var session = await TestSession.NegotiatedAsync(
            script => script.Send($$"""{"event": "NEW", "data": {{data}}}""").Event("STOP"));

        var received = await session.Client.Events.NextAsync();

        if (isReadable)
        {
            Assert.Equal(received, QmpEventReader.Untyped.Read(received.ToJson()));
            Assert.Contains(data, received.ToString(), StringComparison.Ordinal);
        }
        else
        {
            Assert.IsType<JsonException>(Assert.IsType<UnreadableEvent>(received).Error, exactMatch: false);
            Assert.NotEmpty(received.ToString());
        }

        Assert.Equal("STOP", (await session.Client.Events.NextAsync()).EventName);
    }

    [Fact]
    public async Task A_log_that_fails_keeps_no_client_from_ending()
    {
        await using var server = QmpTestServer.InMemory();
        using var log = new FailingLog();
        var client = await QmpClient.ConnectAsync(server.Connect(), new QmpClientOptions { LoggerFactory = log }).InTime();

        log.Fails = true;
        await client.DisposeAsync().InTime();

        Assert.Equal(QmpCloseKind.Disposed, (await client.Completion).Kind);
        Assert.Empty(await client.Events.NamesAsync().InTime());
    }

    private sealed class FailingLog : ILoggerFactory, ILogger
    {
        public bool Fails { get; set; }

        public ILogger CreateLogger(string categoryName) => this;

        public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (Fails)
            {
                throw new IOException("the log's disk is full");
            }
        }

        public void Dispose()
        {
        }
    }
}
