using Microsoft.Extensions.Time.Testing;
using QmpGen.Testing;

namespace QmpGen.Tests.Acceptance;

/// <summary>Losing the connection and making it again.</summary>
public sealed class ReconnectTests
{
    private static readonly QmpReconnectOptions AtOnce = new() { InitialDelay = TimeSpan.Zero, MaxDelay = TimeSpan.Zero };

    [Fact]
    [Trait("Rule", "16")]
    public async Task A_client_that_reconnects_negotiates_again_and_puts_a_gap_into_every_subscription()
    {
        var lose = new TaskCompletionSource();
        await using var server = QmpTestServer.OnUnixSocket(
            new QmpTestScript().Negotiate().Event("STOP").WaitFor(lose.Task).Reset(),
            new QmpTestScript().Negotiate().Expect("query-status").Return("2").Event("RESUME"));
        await using var client = await QmpClient.ConnectAsync(
            QmpEndpoint.Unix(server.SocketPath), new QmpClientOptions { Reconnect = AtOnce }).InTime();
        using var filtered = client.Subscribe(new QmpSubscriptionOptions { Filter = QmpEventFilter.Named("RESUME") });
        Assert.Equal("STOP", (await client.Events.NextAsync()).EventName);

        lose.SetResult();
        var gap = Assert.IsType<ConnectionGapEvent>(await client.Events.NextAsync());
        var result = await client.ExecuteAsync("query-status").InTime();

        Assert.False(gap.Reason.IsNormal && gap.Reason.Kind == QmpCloseKind.Disposed);
        Assert.True(gap.Timestamp.IsPresent);
        Assert.Equal(2, result.GetInt32());
        Assert.Equal("RESUME", (await client.Events.NextAsync()).EventName);
        Assert.IsType<ConnectionGapEvent>(await filtered.NextAsync());
        Assert.Equal("RESUME", (await filtered.NextAsync()).EventName);
        Assert.False(client.Completion.IsCompleted);
    }

    [Fact]
    [Trait("Rule", "3 16")]
    public async Task The_gap_stands_before_events_that_come_before_the_new_greeting()
    {
        await using var server = QmpTestServer.OnUnixSocket(
            new QmpTestScript().Negotiate().Event("BEFORE").Close(),
            new QmpTestScript().Event("AFTER").Negotiate());
        await using var client = await QmpClient.ConnectAsync(
            QmpEndpoint.Unix(server.SocketPath), new QmpClientOptions { Reconnect = AtOnce }).InTime();

        Assert.Equal("BEFORE", (await client.Events.NextAsync()).EventName);
        Assert.IsType<ConnectionGapEvent>(await client.Events.NextAsync());
        Assert.Equal("AFTER", (await client.Events.NextAsync()).EventName);
    }

    [Fact]
    public async Task A_gap_is_told_when_commands_are_possible_however_early_an_event_comes()
    {
        var negotiate = new TaskCompletionSource();
        await using var server = QmpTestServer.OnUnixSocket(
            new QmpTestScript().Negotiate().Close(),
            new QmpTestScript().Event("AFTER").WaitFor(negotiate.Task).Negotiate().Expect("query-status").Return());
        await using var client = await QmpClient.ConnectAsync(
            QmpEndpoint.Unix(server.SocketPath), new QmpClientOptions { Reconnect = AtOnce }).InTime();

        var gap = client.Events.NextAsync();
        negotiate.SetResult();
        Assert.IsType<ConnectionGapEvent>(await gap);
        await client.ExecuteAsync("query-status").InTime();

        Assert.Equal("AFTER", (await client.Events.NextAsync()).EventName);
    }

    [Theory]
    [InlineData(QmpOverflowPolicy.DropOldest)]
    [InlineData(QmpOverflowPolicy.DropNewest)]
    public async Task A_gap_is_told_even_if_the_buffer_is_full(QmpOverflowPolicy overflow)
    {
        await using var server = QmpTestServer.OnUnixSocket(
            new QmpTestScript().Negotiate().Expect("a").Return().Event("ONE").Event("TWO").Close(),
            new QmpTestScript().Negotiate().Event("THREE").Event("FOUR").Expect("b").Return());
        await using var client = await QmpClient.ConnectAsync(
            QmpEndpoint.Unix(server.SocketPath), new QmpClientOptions { Reconnect = AtOnce }).InTime();
        using var small = client.Subscribe(new QmpSubscriptionOptions { Capacity = 1, Overflow = overflow });
        using var gaps = client.Subscribe(new QmpSubscriptionOptions { Filter = QmpEventFilter.Named("NEVER") });

        await client.ExecuteAsync("a").InTime();
        Assert.IsType<ConnectionGapEvent>(await gaps.NextAsync());
        await client.ExecuteAsync("b").InTime();

        Assert.True(small.TryRead(out var first));
        Assert.IsType<ConnectionGapEvent>(first);
        Assert.True(small.TryRead(out var kept));
        Assert.Equal(overflow == QmpOverflowPolicy.DropOldest ? "FOUR" : "ONE", kept.EventName);
        Assert.Equal(3, small.DroppedCount);
    }

    [Fact]
    public async Task Commands_fail_at_once_while_there_is_no_connection_and_run_again_afterwards()
    {
        var greet = new TaskCompletionSource();
        await using var server = QmpTestServer.OnUnixSocket(
            new QmpTestScript().Negotiate().Expect("a").Close(),
            new QmpTestScript().WaitFor(greet.Task).Negotiate().Expect("c").Return());
        await using var client = await QmpClient.ConnectAsync(
            QmpEndpoint.Unix(server.SocketPath), new QmpClientOptions { Reconnect = AtOnce }).InTime();

        await Assert.ThrowsAsync<QmpConnectionClosedException>(() => client.ExecuteAsync("a").InTime());
        await Assert.ThrowsAsync<QmpConnectionClosedException>(() => client.ExecuteAsync("b").InTime());
        greet.SetResult();
        Assert.IsType<ConnectionGapEvent>(await client.Events.NextAsync());
        await client.ExecuteAsync("c").InTime();

        await server.Completion.InTime();
    }

    [Fact]
    public async Task Attempts_wait_longer_each_time_and_end_after_the_last_with_its_reason()
    {
        var time = new FakeTimeProvider();
        var server = QmpTestServer.OnUnixSocket(new QmpTestScript().Negotiate().Close());
        var options = new QmpClientOptions
        {
            TimeProvider = time,
            Reconnect = new QmpReconnectOptions
            {
                InitialDelay =
                TimeSpan.FromSeconds(1),
                MaxDelay = TimeSpan.FromSeconds(3),
                Jitter = 0,
                MaxAttempts = 3
            },
        };
        await using var client = await QmpClient.ConnectAsync(QmpEndpoint.Unix(server.SocketPath), options).InTime();
        await server.DisposeAsync();

        await time.AdvanceUntil(client.Completion);

        var reason = await client.Completion;
        Assert.Equal(QmpCloseKind.ConnectionLost, reason.Kind);
        Assert.IsType<QmpConnectException>(reason.Exception);
        await Assert.ThrowsAsync<QmpConnectionClosedException>(() => client.Events.NamesAsync().InTime());
    }

    [Fact]
    public void Delays_double_up_to_the_longest_and_leave_a_part_to_chance()
    {
        var options = new QmpReconnectOptions { InitialDelay = TimeSpan.FromSeconds(1), MaxDelay = TimeSpan.FromSeconds(10), Jitter = 0.5 };

        Assert.Equal([1, 2, 4, 8, 10, 10], Enumerable.Range(0, 6).Select(failures => options.DelayAfter(failures, chance: 0).TotalSeconds));
        Assert.Equal([0.5, 1, 2, 4, 5, 5], Enumerable.Range(0, 6).Select(failures => options.DelayAfter(failures, chance: 1).TotalSeconds));
        Assert.Equal(TimeSpan.FromSeconds(10), options.DelayAfter(5000, chance: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new QmpReconnectOptions { Jitter = 1.1 });
    }

    [Fact]
    public async Task An_announced_shutdown_is_the_end_unless_the_client_is_told_to_wait_for_the_next_start()
    {
        await using var server = QmpTestServer.OnUnixSocket(
            new QmpTestScript().Negotiate().Expect("quit").Return().Close(),
            new QmpTestScript().Negotiate().Expect("quit").Return().Close(),
            new QmpTestScript().Negotiate());
        await using (var ending = await QmpClient.ConnectAsync(
            QmpEndpoint.Unix(server.SocketPath), new QmpClientOptions { Reconnect = AtOnce }).InTime())
        {
            await ending.ExecuteAsync("quit").InTime();
            Assert.Equal(QmpCloseKind.Shutdown, (await ending.Completion.InTime()).Kind);
        }

        await using var staying = await QmpClient.ConnectAsync(
            QmpEndpoint.Unix(server.SocketPath),
            new QmpClientOptions { Reconnect = AtOnce with { AfterShutdown = true } }).InTime();
        await staying.ExecuteAsync("quit").InTime();
        Assert.Equal(QmpCloseKind.Shutdown, Assert.IsType<ConnectionGapEvent>(await staying.Events.NextAsync()).Reason.Kind);
    }

    [Fact]
    public async Task Disposing_ends_the_waiting_for_the_next_attempt()
    {
        var server = QmpTestServer.OnUnixSocket(new QmpTestScript().Negotiate().Close());
        var client = await QmpClient.ConnectAsync(
            QmpEndpoint.Unix(server.SocketPath),
            new QmpClientOptions { TimeProvider = new FakeTimeProvider(), Reconnect = new QmpReconnectOptions() }).InTime();
        await server.DisposeAsync();

        await client.DisposeAsync().InTime();

        Assert.Equal(QmpCloseKind.Disposed, (await client.Completion.InTime()).Kind);
        Assert.Empty(await client.Events.NamesAsync().InTime());
    }

    [Fact]
    public async Task A_client_that_says_it_is_running_takes_commands_at_once()
    {
        await using var server = QmpTestServer.OnUnixSocket(
            new QmpTestScript().Negotiate().Close(),
            new QmpTestScript().Negotiate().Expect("a").Return());
        QmpClient? client = null;
        Task? command = null;
        using var log = new SignallingLog(": Connected", () =>
        {
            if (client is { State: QmpClientState.Connected, LastDisconnectReason: not null })
            {
                command = client.ExecuteAsync("a");
            }
        });
        await using var connected = client = await QmpClient.ConnectAsync(
            QmpEndpoint.Unix(server.SocketPath), new QmpClientOptions { Reconnect = AtOnce, LoggerFactory = log }).InTime();

        Assert.IsType<ConnectionGapEvent>(await client.Events.NextAsync());

        Assert.NotNull(command);
        await command.InTime();
    }

    [Fact]
    public async Task A_stream_cannot_be_connected_again()
    {
        await using var session = await TestSession.NegotiatedAsync(script => script.Close(), new QmpClientOptions { Reconnect = AtOnce });

        Assert.Equal(QmpCloseKind.ClosedByPeer, (await session.Client.Completion.InTime()).Kind);
    }
}
