using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;
using QmpGen.Testing;

namespace QmpGen.Hosting.Tests;

/// <summary>A monitor lives as long as the host, whatever becomes of the machine.</summary>
public sealed class MonitorTests
{
    [Fact]
    public async Task A_handler_from_the_container_gets_the_events_of_its_machine()
    {
        await using var one = QmpTestServer.OnUnixSocket();
        await using var two = QmpTestServer.InMemory();
        await using var host = await TestHost.StartAsync(services =>
        {
            services.AddQmpMonitor("vm1", $"unix:{one.SocketPath}", QmpEvents.Reader).AddHandler<Watcher>();
            services.AddQmpMonitor("vm2", two.Endpoint, QmpEvents.Reader).AddHandler<Watcher>();
        });

        var first = await one.SendAsync(new StopEvent()).InTime();
        Assert.Equal(("vm1", first), await host.Seen.NextAsync());
        var second = await two.SendAsync(new StopEvent()).InTime();
        Assert.Equal(("vm2", second), await host.Seen.NextAsync());
    }

    [Fact]
    public async Task A_handler_may_run_commands()
    {
        await using var server = QmpTestServer.InMemory();
        await using var host = await TestHost.StartAsync(services =>
            services.AddQmpMonitor("vm1", server.Endpoint, QmpEvents.Reader).AddHandler<Watcher>());

        await server.SendAsync(
            new BlockIoErrorEvent { Device = "d", Operation = BlockIoErrorOperation.Read, Action = BlockIoErrorAction.Stop }).InTime();

        Assert.IsType<BlockIoErrorEvent>((await host.Seen.NextAsync()).Event);
        await server.WaitForCommandAsync("cont").InTime();
    }

    [Fact]
    public async Task The_client_is_had_from_the_container_under_the_name()
    {
        await using var server = QmpTestServer.InMemory().Answer("query-status", "7");
        await using var host = await TestHost.StartAsync(services => services.AddQmpMonitor("vm1", server.Endpoint));
        var monitor = host.Monitor("vm1");

        var status = await monitor.ExecuteAsync("query-status").InTime();

        Assert.Equal(7, status.GetInt32());
        Assert.True(monitor.IsConnected);
        Assert.Null(monitor.LastError);
        Assert.Same(monitor.Client, await monitor.GetClientAsync().InTime());
        Assert.Same(monitor, host.Services.GetRequiredService<QmpMonitors>().Find("vm1"));
        Assert.Equal("vm1 (a test server in memory)", monitor.ToString());
    }

    [Fact]
    public async Task A_machine_that_is_not_there_keeps_no_host_from_starting_and_is_connected_when_it_comes()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        await using var host = await TestHost.StartAsync(services =>
            services.AddQmpMonitor("vm1", $"unix:{path}", QmpEvents.Reader).Configure(Shortly.Reconnecting).AddHandler<Watcher>());
        await Shortly.Until(() => host.Monitor("vm1").LastError is not null, "the first attempt fails");
        Assert.False(host.Monitor("vm1").IsConnected);

        await using var server = QmpTestServer.OnUnixSocketAt(path);
        var stop = await server.SendAsync(new StopEvent()).InTime();

        Assert.Equal(("vm1", stop), await host.Seen.NextAsync());
    }

    [Fact]
    public async Task A_machine_that_restarts_is_followed_and_the_gap_is_told()
    {
        await using var server = QmpTestServer.InMemory(
            new QmpTestScript().Negotiate().Event(new StopEvent()).Event(new ShutdownEvent()).Close(),
            new QmpTestScript().Negotiate().Event(new StopEvent()));
        await using var host = await TestHost.StartAsync(services =>
            services.AddQmpMonitor("vm1", server.Endpoint, QmpEvents.Reader).Configure(Shortly.Reconnecting).AddHandler<Watcher>());

        Assert.IsType<StopEvent>((await host.Seen.NextAsync()).Event);
        Assert.IsType<ConnectionGapEvent>((await host.Seen.NextAsync()).Event);
        Assert.IsType<StopEvent>((await host.Seen.NextAsync()).Event);
    }

    [Fact]
    public async Task An_event_that_a_handler_cannot_cope_with_or_nobody_can_read_ends_nothing()
    {
        await using var server = QmpTestServer.InMemory();
        await using var host = await TestHost.StartAsync(services =>
            services.AddQmpMonitor("vm1", server.Endpoint, QmpEvents.Reader).AddHandler<Watcher>());

        await server.SendAsync(new ResetEvent()).InTime();
        await server.SendTextAsync("""{"event": "RTC_CHANGE", "data": {"offset": "none"}}""").InTime();
        await server.SendAsync(new StopEvent()).InTime();

        Assert.IsType<UnreadableEvent>((await host.Seen.NextAsync()).Event);
        Assert.IsType<StopEvent>((await host.Seen.NextAsync()).Event);
        var failure = Assert.Single(host.Services.GetRequiredService<FakeLogCollector>().GetSnapshot(), r => r.Level == LogLevel.Error);
        Assert.Equal("The handler Watcher failed to handle the event RESET of the monitor vm1 (a test server in memory)", failure.Message);
        Assert.False(host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested);
    }

    [Fact]
    public async Task Stopping_the_host_closes_the_connection_and_stops_a_handler_at_work()
    {
        var atWork = new TaskCompletionSource<CancellationToken>();
        await using var server = QmpTestServer.InMemory(new QmpTestScript().Negotiate().Event(new StopEvent()).ExpectClose());
        await using var host = await TestHost.StartAsync(services =>
            services.AddQmpMonitor("vm1", server.Endpoint, QmpEvents.Reader).AddHandler(_ => new Sleeper(atWork)));
        var token = await atWork.Task.InTime("the handler");
        var monitor = host.Monitor("vm1");

        await host.StopAsync();

        Assert.True(token.IsCancellationRequested);
        await server.Completion.InTime();
        Assert.False(monitor.IsConnected);
        Assert.Equal("The monitor was stopped.", monitor.LastError);
    }

    [Fact]
    public async Task Who_waits_for_a_machine_that_never_came_is_told_when_the_host_stops()
    {
        await using var host = await TestHost.StartAsync(services => services.AddQmpMonitor("vm1", "unix:/nowhere/at.all"));
        var waiting = host.Monitor("vm1").ExecuteAsync("query-status");

        await host.StopAsync();

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => waiting.InTime());
        Assert.Equal("The monitor vm1 (unix:/nowhere/at.all) was stopped before it connected.", failure.Message);
    }

    [Fact]
    public async Task A_command_waits_for_a_machine_that_never_came_as_long_as_one_attempt_may_take()
    {
        var time = new FakeTimeProvider();
        await using var host = await TestHost.StartAsync(services =>
        {
            services.AddSingleton<TimeProvider>(time);
            services.AddQmpMonitor("vm1", "unix:/nowhere/at.all").Configure(o => o with { ConnectTimeout = TimeSpan.FromSeconds(4) });
        });
        var monitor = host.Monitor("vm1");
        await Shortly.Until(() => monitor.LastError is not null, "the first attempt fails");
        var waiting = monitor.ExecuteAsync("query-status");

        time.Advance(TimeSpan.FromSeconds(4));

        var failure = await Assert.ThrowsAsync<QmpTimeoutException>(() => waiting.InTime());
        Assert.Equal((QmpTimeoutKind.Connect, TimeSpan.FromSeconds(4)), (failure.Kind, failure.Timeout));
        Assert.StartsWith(
            "Timed out after 4 s waiting for the first connection of the monitor vm1 (unix:/nowhere/at.all). The last attempt "
                + "failed: Could not connect to unix:/nowhere/at.all: the socket does not exist.",
            failure.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_that_waits_for_a_machine_ends_with_its_token()
    {
        await using var host = await TestHost.StartAsync(services => services.AddQmpMonitor("vm1", "unix:/nowhere/at.all")
            .Configure(o => o with { ConnectTimeout = Timeout.InfiniteTimeSpan }));
        using var cancellation = new CancellationTokenSource();
        var waiting = host.Monitor("vm1").ExecuteAsync("query-status", cancellation.Token);

        await cancellation.CancelAsync();

        var cancelled = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.InTime());
        Assert.Equal(cancellation.Token, cancelled.CancellationToken);
    }

    [Fact]
    public async Task A_monitor_may_give_up()
    {
        await using var host = await TestHost.StartAsync(services => services.AddQmpMonitor("vm1", "unix:/nowhere/at.all")
            .Configure(o => o with { Reconnect = new QmpReconnectOptions { InitialDelay = TimeSpan.Zero, MaxAttempts = 3 } }));

        await Assert.ThrowsAsync<QmpConnectException>(() => host.Monitor("vm1").GetClientAsync().InTime());

        Assert.StartsWith(
            "Could not connect to unix:/nowhere/at.all: the socket does not exist.",
            host.Monitor("vm1").LastError,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Failed_attempts_are_passed_on_to_whoever_the_options_name()
    {
        var attempts = new List<QmpFailedAttempt>();
        await using var host = await TestHost.StartAsync(services => services.AddQmpMonitor("vm1", "unix:/nowhere/at.all")
            .Configure(
                o => o with
                {
                    Reconnect =
                    new QmpReconnectOptions { InitialDelay = TimeSpan.Zero, MaxAttempts = 2, OnAttemptFailed = attempts.Add }
                }));

        await Assert.ThrowsAsync<QmpConnectException>(() => host.Monitor("vm1").GetClientAsync().InTime());

        Assert.Equal([1, 2], attempts.Select(a => a.Attempt));
    }

    [Fact]
    public async Task A_cause_that_changes_is_a_warning_again_and_one_that_stays_is_not()
    {
        var causes = new[] { "it is dark", "it is dark", "permission denied", "permission denied", "it is dark" };
        var attempts = 0;
        var endpoint = QmpEndpoint.FromStream("a tunnel", _ => throw new IOException(causes[Math.Min(attempts++, causes.Length - 1)]));
        await using var host = await TestHost.StartAsync(
            services => services.AddQmpMonitor("vm1", endpoint).Configure(Shortly.Reconnecting));

        await Shortly.Until(() => Volatile.Read(ref attempts) > 2 * causes.Length, "some attempts fail");

        var log = host.Services.GetRequiredService<FakeLogCollector>().GetSnapshot();
        Assert.Equal(
            ["it is dark", "permission denied", "it is dark"],
            log.Where(r => r.Level == LogLevel.Warning).Select(r => causes.First(c => r.Message.Contains(c, StringComparison.Ordinal))));
    }

    [Fact]
    public void What_cannot_work_is_refused_when_it_is_added()
    {
        var services = new ServiceCollection();
        services.AddQmpMonitor("vm1", "unix:/a");

        Assert.Throws<FormatException>(() => services.AddQmpMonitor("vm2", "/run/vm.sock"));
        Assert.StartsWith(
            "The monitor 'vm1' is already registered",
            Assert.Throws<ArgumentException>(() => services.AddQmpMonitor("vm1", "unix:/b")).Message,
            StringComparison.Ordinal);
    }

    private sealed class Sleeper(TaskCompletionSource<CancellationToken> atWork) : QmpEventHandler
    {
        protected override Task OnStopAsync(StopEvent e, CancellationToken cancellationToken)
        {
            atWork.SetResult(cancellationToken);
            return Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        }
    }
}
