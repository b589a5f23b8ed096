using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using QmpGen.Testing;

namespace QmpGen.Tests.Protocol;

/// <summary>Text that is JSON by its tokens and no Unicode, and a log that fails.</summary>
public sealed class OddTextTests
{
    [Theory]
    [InlineData("""{"QMP": {"version": {"qemu": "1", "package": "\ud800"}, "capabilities": []}}""")]
    [InlineData("""{"QMP": {"version": {"qemu": "ÿ", "package": ""}, "capabilities": []}}""")]
    [InlineData("""{"QMP": {"version": {}, "capabilities": ["ÿ"]}}""")]
    public async Task A_greeting_that_is_no_Unicode_is_a_fault_of_the_peer(string greeting)
    {
        await using var server = QmpTestServer.InMemory(new QmpTestScript().SendBytes(Encoding.Latin1.GetBytes(greeting)));

        var failure = await Assert.ThrowsAsync<QmpConnectionClosedException>(() => QmpClient.ConnectAsync(server.Connect()).InTime());

        Assert.Equal(QmpCloseKind.ProtocolViolation, failure.Reason.Kind);
        Assert.Contains("greeting", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"\ud800": 1, "event": "STOP"}""")]
    [InlineData("""{"event": "\ud800"}""")]
    [InlineData("""{"event": "ÿ"}""")]
    [InlineData("""{"event": "STOP", "data": {"\ud800": 1}}""")]
    [InlineData("""{"event": "NEW", "data": {"\ud800": "ÿ"}}""")]
    [InlineData("""{"event": "BLOCK_IO_ERROR", "data": {"\udc00": 1, "device": "ÿ"}}""")]
    [InlineData("""{"event": "BLOCK_IO_ERROR", "data": {"device": "\ud800"}}""")]
    [InlineData("""{"timestamp": {"\ud800": 1, "seconds": 1, "microseconds": 2}, "event": "STOP"}""")]
    [InlineData("""{"timestamp": {"seconds": 1267020223, "microseconds": 435656}, "event": "BLOCK_IO_ERROR", "data": {"device": "\ud800"}}""")]
    [InlineData("""{"timestamp": {"seconds": 1267020223, "microseconds": 435656}, "event": "BLOCK_IO_ERROR", "data": {"device": "ÿ"}}""")]
    [InlineData("""{"timestamp": {"seconds": 1267020223, "microseconds": 435656}, "\ud800": "BLOCK_IO_ERROR", "data": 1}""")]
    public void An_event_that_is_no_Unicode_is_read_or_refused_as_JSON(string text)
    {
        foreach (var reader in new[] { VmEvents.Reader, QmpEventReader.Untyped })
        {
            var failure = Record.Exception(() => reader.Read(Encoding.Latin1.GetBytes(text)));

            Assert.True(failure is null or JsonException, failure?.ToString());
        }
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

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
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
