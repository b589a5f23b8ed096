using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using QmpGen.Testing;

namespace QmpGen.Tests.Diagnostics;

public sealed class TelemetryTests
{
    [Theory]
    [InlineData(LogLevel.Trace, true)]
    [InlineData(LogLevel.Debug, false)]
    public async Task What_goes_over_the_wire_is_logged_at_the_level_Trace_only(LogLevel level, bool expected)
    {
        using var provider = new FakeLoggerProvider();
        using var factory = LoggerFactory.Create(builder => builder.SetMinimumLevel(level).AddProvider(provider));
        await using (var session = await TestSession.NegotiatedAsync(
            script => script.Event("STOP", """{"secret": "hush"}""").Expect("set_password").Return("\"hush\"").Send("hush").Event("BLOCK_IO_ERROR", """{"device": {"hush": 1}}""").Event("BLOCK_IO_ERROR", """{"device": "d", "nospace": "hush"}""").Close(),
            new QmpClientOptions { LoggerFactory = factory, EventReader = VmEvents.Reader }))
        {
            await session.Client.ExecuteAsync("set_password", """{"password": "hush"}""").InTime();
            await session.Client.Completion.InTime();
        }

        var log = provider.Collector.GetSnapshot();
        Assert.NotEmpty(log);
        Assert.Equal(expected, log.Any(r => r.Message.Contains("hush", StringComparison.Ordinal)));
        Assert.All(log.Where(r => r.Message.Contains("hush", StringComparison.Ordinal)), r => Assert.Equal(LogLevel.Trace, r.Level));
    }

    [Fact]
    public async Task States_failures_and_the_end_are_logged()
    {
        using var provider = new FakeLoggerProvider();
        using var factory = LoggerFactory.Create(builder => builder.SetMinimumLevel(LogLevel.Debug).AddProvider(provider));
        await using (var session = await TestSession.NegotiatedAsync(
            script => script.Event("BLOCK_IO_ERROR", "{}").Send("nonsense").Expect("a").Send("""{"error": {"class": "GenericError", "desc": "x"}}""").Close(),
            new QmpClientOptions { LoggerFactory = factory, EventReader = VmEvents.Reader }))
        {
            await Assert.ThrowsAsync<QmpCommandException>(() => session.Client.ExecuteAsync("a").InTime());
            await session.Client.Completion.InTime();
        }

        var log = provider.Collector.GetSnapshot().Select(r => $"{r.Level}: {r.Message}").ToArray();
        Assert.Equal(
            ["Debug: Session with a stream: Greeting", "Debug: Session with a stream: Negotiating", "Debug: Session with a stream: "
                + "Connected"],
            log.Take(3));
        Assert.Contains("Warning: Could not read the event BLOCK_IO_ERROR at $.data.device", log);
        Assert.Contains("Warning: Skipped a message of 10 bytes that is not valid QMP or answers a command that was never sent", log);
        Assert.Contains("Error: Failed all 1 commands in flight because of a reply of kind Error without an id", log);
        Assert.Contains("Information: Session with a stream ended, ClosedByPeer: The peer closed the connection.", log);
    }

    [Fact]
    public async Task A_connection_is_one_line_with_QEMUs_version_and_a_failed_command_one_that_says_why()
    {
        using var provider = new FakeLoggerProvider();
        using var factory = LoggerFactory.Create(builder => builder.SetMinimumLevel(LogLevel.Debug).AddProvider(provider));
        await using var session = await TestSession.NegotiatedAsync(
            script => script.Expect("cont").Fail("GenericError", "no medium"),
            new QmpClientOptions { LoggerFactory = factory, EventReader = VmEvents.Reader });

        await Assert.ThrowsAsync<QmpCommandException>(() => session.Client.ExecuteAsync("cont").InTime());

        var log = provider.Collector.GetSnapshot().ToList();
        var connected = Assert.Single(log, r => r.Level == LogLevel.Information);
        Assert.Equal($"Connected to a stream (QEMU {session.Client.Version})", connected.Message);
        var failed = Assert.Single(log, r => r.Message.StartsWith("The command cont failed", StringComparison.Ordinal));
        Assert.Contains("no medium", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_command_is_an_activity_that_tells_of_its_failure()
    {
        using var parent = new Activity("test").Start();
        var seen = new List<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "QmpGen",
            Sample = (ref ActivityCreationOptions<ActivityContext> o) =>
                o.Parent.TraceId == parent.TraceId ? ActivitySamplingResult.AllDataAndRecorded : ActivitySamplingResult.None,
            ActivityStopped = activity =>
            {
                lock (seen)
                {
                    seen.Add(activity);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        await using var session = await TestSession.NegotiatedAsync(
            script => script.Expect("stop").Return().Expect("cont").Fail("GenericError", "no"));

        await session.Client.ExecuteAsync("stop").InTime();
        await Assert.ThrowsAsync<QmpCommandException>(() => session.Client.ExecuteAsync("cont").InTime());

        Assert.Equal(["qmp stop", "qmp cont"], seen.Select(a => a.OperationName));
        Assert.Equal([ActivityStatusCode.Unset, ActivityStatusCode.Error], seen.Select(a => a.Status));
        Assert.Equal("stop", seen[0].GetTagItem("rpc.method"));
    }

    [Fact]
    public async Task Events_commands_and_what_was_lost_are_measured()
    {
        await using var server = QmpTestServer.OnUnixSocket(new QmpTestScript().Negotiate()
            .Event("STOP").Event("STOP").Event("BLOCK_IO_ERROR", "{}").Send("nonsense")
            .Expect("stop").Return());
        var address = $"unix:{server.SocketPath}";
        var sums = new Dictionary<string, double>();
        using var listener = new MeterListener { InstrumentPublished = (instrument, l) => Enable(instrument, l) };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, 1, tags));
        listener.Start();

        await using (var client = await QmpClient.ConnectAsync(
            QmpEndpoint.Parse(address), new QmpClientOptions { EventReader = VmEvents.Reader, EventCapacity = 2 }).InTime())
        {
            await client.ExecuteAsync("stop").InTime();
        }

        Assert.Equal(3, sums["qmp.client.events"]);
        Assert.Equal(1, sums["qmp.client.events.dropped"]);
        Assert.Equal(1, sums["qmp.client.events.unreadable"]);
        Assert.Equal(1, sums["qmp.client.messages.skipped"]);
        Assert.Equal(0, sums["qmp.client.commands.in_flight"]);
        Assert.Equal(1, sums["qmp.client.command.duration"]);

        static void Enable(Instrument instrument, MeterListener listener)
        {
            if (instrument.Meter.Name == "QmpGen")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        }

        void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            // Other tests measure too: only this test's socket counts.
            if (tags[0].Value as string == address)
            {
                lock (sums)
                {
                    sums[instrument.Name] = sums.GetValueOrDefault(instrument.Name) + value;
                }
            }
        }
    }
}
