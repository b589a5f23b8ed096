using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using QmpGen.Testing;
using QmpGen.Tests.Stress;

namespace QmpGen.Tests.Diagnostics;

/// <summary>The peer does not decide how much is logged, whatever it sends. Alone, because it keeps every core busy.</summary>
[Collection(nameof(StressTests))]
public sealed class LogVolumeTests
{
    [Theory]
    [InlineData("{}\n", 20)]
    [InlineData("{x}\n", 4)]
    [InlineData("[1]", 4)]
    [InlineData("x{}", 4)]
    [InlineData("{\"return\": {}}\n", 4)]
    [InlineData("{\"error\": {\"class\": \"GenericError\", \"desc\": \"no\"}}\n", 4)]
    [InlineData("{\"return\": {}, \"id\": 99}\n", 4)]
    [InlineData("{\"return\": {}, \"id\": 1}\n", 4)]
    [InlineData("{\"event\": \"BLOCK_IO_ERROR\"}\n", 0.2)]
    [InlineData("{\"event\": \"BLOCK_IO_ERROR\", \"data\": {\"device\": x}}\n", 0.2)]
    public async Task Megabytes_of_junk_are_a_few_lines_of_log_that_say_how_much_there_was(string junk, double megabytes)
    {
        var burst = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(junk, 100_000 / junk.Length)));
        using var log = new CountingLog();
        var script = new QmpTestScript().Negotiate();
        for (var sent = 0; sent < megabytes * 1_000_000; sent += burst.Length)
        {
            script.SendBytes(burst);
        }

        await using (var session = await TestSession.PlayAsync(
            script.Event("RESUME"), new QmpClientOptions { EventReader = VmEvents.Reader, LoggerFactory = log }))
        {
            await ReadUntilAsync(session.Client.Events, "RESUME").InTime();
        }

        Assert.InRange(log.Size, 1, 10_000);
        Assert.Contains(
            log.Lines,
            line => line.Contains(" more ", StringComparison.Ordinal) || line.Contains("Dropped ", StringComparison.Ordinal));
        Assert.DoesNotContain(log.Lines, line => line.Contains(" all 0 ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_goes_on_is_told_of_once_per_interval_with_its_number()
    {
        var time = new FakeTimeProvider();
        using var log = new CountingLog();
        var go = new TaskCompletionSource();
        await using (var session = await TestSession.PlayAsync(
            new QmpTestScript().Negotiate().Send("{}").Send("{}").Send("{}").Expect("a").Return()
                .Expect("b").Send("{}").Return().Expect("c").Send("{}").Return(),
            new QmpClientOptions { LoggerFactory = log, TimeProvider = time }))
        {
            await session.Client.ExecuteAsync("a").InTime();
            Assert.Equal(["Skipped a message of 2 bytes that is not valid QMP or answers a command that was never sent"], Warnings(log));
            time.Advance(TimeSpan.FromSeconds(10));
            await session.Client.ExecuteAsync("b").InTime();
            Assert.StartsWith("Skipped 3 more messages", Warnings(log)[1], StringComparison.Ordinal);
            await session.Client.ExecuteAsync("c").InTime();
            Assert.Equal(2, Warnings(log).Length);
            Assert.Equal(5, session.Client.SkippedMessageCount);
        }

        Assert.StartsWith("Skipped 1 more messages", Warnings(log)[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_of_events_are_logged_in_part_if_they_are_long()
    {
        using var log = new CountingLog();
        var name = new string('N', 1_000_000);
        await using var session = await TestSession.NegotiatedAsync(
            script => script.Send($$"""{"event": "{{name}}", "data": x}""").Expect("stop").Return(),
            new QmpClientOptions { LoggerFactory = log });

        await session.Client.ExecuteAsync("stop").InTime();

        Assert.InRange(log.Size, 1, 1000);
        Assert.Contains("NNN…", Assert.Single(Warnings(log)), StringComparison.Ordinal);
    }

    private static async Task ReadUntilAsync(QmpSubscription events, string name)
    {
        await foreach (var e in events)
        {
            if (e.EventName == name)
            {
                break;
            }
        }
    }

    private static string[] Warnings(CountingLog log) =>
        [
            .. log.Lines.Where(
                line => line.StartsWith("Skipped", StringComparison.Ordinal) || line.StartsWith("Could", StringComparison.Ordinal)),
        ];

    private sealed class CountingLog : ILoggerFactory, ILogger
    {
        private readonly List<string> _lines = [];

        public long Size { get; private set; }

        /// <summary>The first lines.</summary>
        public string[] Lines
        {
            get
            {
                lock (_lines)
                {
                    return [.. _lines];
                }
            }
        }

        public ILogger CreateLogger(string categoryName) => this;

        public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel > LogLevel.Trace;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var line = formatter(state, exception);
            lock (_lines)
            {
                Size += line.Length;
                if (_lines.Count < 1000)
                {
                    _lines.Add(line);
                }
            }
        }

        public void Dispose()
        {
        }
    }
}
