using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using QmpGen.Testing;

namespace QmpGen.Hosting.Tests;

/// <summary>What operators see.</summary>
public sealed class HealthAndMetricsTests
{
    [Fact]
    public async Task Health_follows_the_connections()
    {
        await using var server = QmpTestServer.InMemory();
        await using var host = await TestHost.StartAsync(services =>
        {
            services.AddQmpMonitor("vm1", server.Endpoint);
            services.AddQmpMonitor("vm2", "unix:/nowhere/at.all");
            services.AddHealthChecks().AddCheck<QmpHealthCheck>("qemu", HealthStatus.Unhealthy);
        });
        await host.Monitor("vm1").GetClientAsync().InTime();

        var sick = await CheckAsync(host);
        await host.Services.GetRequiredService<QmpMonitors>().StopAsync("vm2").InTime();
        var well = await CheckAsync(host);

        Assert.Equal(HealthStatus.Unhealthy, sick.Status);
        Assert.Equal("1 of 2 not connected: vm2", sick.Description);
        Assert.Equal("connected", sick.Data["vm1"]);
        Assert.Equal((HealthStatus.Healthy, "1 connected"), (well.Status, well.Description));
    }

    [Fact]
    public async Task A_machine_that_was_shut_down_is_no_failure()
    {
        await using var server = QmpTestServer.InMemory(new QmpTestScript().Negotiate().Event(new ShutdownEvent()).Close());
        await using var host = await TestHost.StartAsync(services =>
        {
            services.AddQmpMonitor("vm1", server.Endpoint, QmpEvents.Reader)
                .Configure(o => o with { Reconnect = new QmpReconnectOptions() }).AddHandler<Watcher>();
            services.AddHealthChecks().AddCheck<QmpHealthCheck>("qemu");
        });
        var client = await host.Monitor("vm1").GetClientAsync().InTime();
        await client.Completion.InTime();
        await Shortly.Until(() => host.Monitor("vm1").HasShutDown, "the monitor notices the shutdown");

        Assert.Equal(HealthStatus.Degraded, (await CheckAsync(host)).Status);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_machine_that_was_shut_down_and_is_waited_for_is_no_failure(bool hasHandler)
    {
        await using var server = QmpTestServer.InMemory(new QmpTestScript().Negotiate().Event(new ShutdownEvent()).Close());
        await using var host = await TestHost.StartAsync(services =>
        {
            var monitor = services.AddQmpMonitor("vm1", server.Endpoint, QmpEvents.Reader);
            _ = hasHandler ? monitor.AddHandler<Watcher>() : monitor;
            services.AddHealthChecks().AddCheck<QmpHealthCheck>("qemu");
        });
        await host.Monitor("vm1").GetClientAsync().InTime();

        await Shortly.Until(() => host.Monitor("vm1").HasShutDown, "the monitor notices the shutdown");

        Assert.Equal("QEMU has shut down.", host.Monitor("vm1").LastError);
        Assert.Equal(HealthStatus.Degraded, (await CheckAsync(host)).Status);
    }

    [Fact]
    public async Task A_machine_that_lived_on_after_its_SHUTDOWN_and_was_lost_is_a_failure()
    {
        await using var server = QmpTestServer.InMemory(
            new QmpTestScript().Negotiate().Event(new ShutdownEvent()).Event(new ResumeEvent()).Close());
        await using var host = await TestHost.StartAsync(services =>
        {
            services.AddQmpMonitor("vm1", server.Endpoint, QmpEvents.Reader);
            services.AddHealthChecks().AddCheck<QmpHealthCheck>("qemu", HealthStatus.Unhealthy);
        });
        var client = await host.Monitor("vm1").GetClientAsync().InTime();
        await Shortly.Until(() => client.LastDisconnectReason is not null, "the connection is lost");

        Assert.False(host.Monitor("vm1").HasShutDown);
        Assert.Equal(HealthStatus.Unhealthy, (await CheckAsync(host)).Status);
    }

    [Fact]
    public async Task A_machine_that_gives_no_sign_of_life_is_a_failure_and_health_says_why()
    {
        await using var server = QmpTestServer.InMemory(new QmpTestScript().Negotiate().Expect("query-version"), new QmpTestScript());
        await using var host = await TestHost.StartAsync(services =>
        {
            services.AddQmpMonitor("vm1", server.Endpoint, QmpEvents.Reader)
                .Configure(
                    o => o with { KeepAliveInterval = TimeSpan.FromMilliseconds(20), KeepAliveTimeout = TimeSpan.FromMilliseconds(50) });
            services.AddHealthChecks().AddCheck<QmpHealthCheck>("qemu", HealthStatus.Unhealthy);
        });
        var client = await host.Monitor("vm1").GetClientAsync().InTime();
        await Shortly.Until(() => client.LastDisconnectReason is not null, "the silence is noticed");

        var health = await CheckAsync(host);

        Assert.Equal(HealthStatus.Unhealthy, health.Status);
        Assert.Contains("QEMU is stopped or hangs", Assert.IsType<string>(health.Data["vm1"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_monitor_asks_for_a_sign_of_life_by_default_and_can_be_told_not_to()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        await using var asked = QmpTestServer.InMemory();
        await using var other = QmpTestServer.InMemory();
        await using var host = await TestHost.StartAsync(services =>
        {
            services.AddSingleton<TimeProvider>(time);
            services.AddQmpMonitor("vm1", asked.Endpoint);
            services.AddQmpMonitor("vm2", other.Endpoint).Configure(o => o with { KeepAliveInterval = Timeout.InfiniteTimeSpan });
        });
        await host.Monitor("vm1").GetClientAsync().InTime();
        await host.Monitor("vm2").GetClientAsync().InTime();

        await Shortly.Until(
            () =>
            {
                time.Advance(QmpMonitors.DefaultKeepAliveInterval / 10);
                return asked.Commands.Any(c => c.Name == "query-version");
            },
            "the monitor asks");

        Assert.DoesNotContain(other.Commands, c => c.Name == "query-version");
    }

    [Fact]
    public async Task Monitors_are_measured()
    {
        await using var server = QmpTestServer.InMemory();
        await using var host = await TestHost.StartAsync(services =>
        {
            services.AddMetrics();
            services.AddQmpMonitor("vm1", server.Endpoint, QmpEvents.Reader).AddHandler<Watcher>();
        });
        var meters = host.Services.GetRequiredService<IMeterFactory>();
        using var failures = new MetricCollector<long>(meters, "QmpGen.Hosting", "qmp.monitor.handler.failures");
        using var durations = new MetricCollector<double>(meters, "QmpGen.Hosting", "qmp.monitor.handler.duration");
        using var connected = new MetricCollector<int>(meters, "QmpGen.Hosting", "qmp.monitor.connected");

        await server.SendAsync(new ResetEvent()).InTime();
        await server.SendAsync(new StopEvent()).InTime();
        await durations.WaitForMeasurementsAsync(2, Within.Limit);
        connected.RecordObservableInstruments();

        Assert.Equal("RESET", Assert.Single(failures.GetMeasurementSnapshot()).Tags["qmp.event.name"]);
        Assert.All(durations.GetMeasurementSnapshot(), m => Assert.Equal("vm1", m.Tags["qmp.monitor.name"]));
        Assert.Equal(1, connected.LastMeasurement?.Value);
    }

    private static async Task<HealthReportEntry> CheckAsync(TestHost host) =>
        (await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync().InTime("the health check")).Entries["qemu"];
}
