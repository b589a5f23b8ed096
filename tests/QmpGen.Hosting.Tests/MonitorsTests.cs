using Microsoft.Extensions.DependencyInjection;
using QmpGen.Testing;

namespace QmpGen.Hosting.Tests;

/// <summary>Machines that come and go while the host runs.</summary>
public sealed class MonitorsTests
{
    [Fact]
    public async Task A_machine_is_followed_from_its_start_to_its_stop()
    {
        await using var server = QmpTestServer.InMemory();
        await using var host = await TestHost.StartAsync(services => services.AddQmpMonitors());
        var monitors = host.Services.GetRequiredService<QmpMonitors>();
        var options = new QmpClientOptions { EventReader = QmpEvents.Reader };

        var monitor = monitors.Start("vm1", server.Endpoint, options, m => new Watcher(m, host.Seen));
        await server.SendAsync(new StopEvent()).InTime();
        Assert.Equal("vm1", (await host.Seen.NextAsync()).Vm);
        Assert.Equal([monitor], monitors.All);
        Assert.StartsWith(
            "The monitor 'vm1' already exists",
            Assert.Throws<ArgumentException>(() => monitors.Start("vm1", server.Endpoint)).Message,
            StringComparison.Ordinal);

        Assert.True(await monitors.StopAsync("vm1").InTime());
        Assert.False(await monitors.StopAsync("vm1").InTime());
        Assert.Empty(monitors.All);
        Assert.Null(monitors.Find("vm1"));
        Assert.False(monitor.IsConnected);
    }

    [Fact]
    public async Task A_handler_may_stop_its_own_monitor()
    {
        await using var server = QmpTestServer.InMemory(new QmpTestScript().Negotiate().Event(new StopEvent()).ExpectClose());
        await using var host = await TestHost.StartAsync(services => services.AddQmpMonitors());
        var monitors = host.Services.GetRequiredService<QmpMonitors>();

        monitors.Start(
            "vm1", server.Endpoint, new QmpClientOptions { EventReader = QmpEvents.Reader }, _ => new Stopper(monitors, host.Seen));

        Assert.Equal("vm1", (await host.Seen.NextAsync()).Vm);
        await server.Completion.InTime();
        Assert.Empty(monitors.All);
    }

    [Fact]
    public async Task A_machine_that_could_not_be_started_is_not_there()
    {
        await using var host = await TestHost.StartAsync(services => services.AddQmpMonitors());
        var monitors = host.Services.GetRequiredService<QmpMonitors>();

        Assert.Throws<NotSupportedException>(
            () => monitors.Start("vm1", QmpEndpoint.Unix("/a"), options: null, _ => throw new NotSupportedException()));

        Assert.Empty(monitors.All);
    }

    private sealed class Stopper(QmpMonitors monitors, Seen seen) : QmpEventHandler
    {
        protected override async Task OnStopAsync(StopEvent e, CancellationToken cancellationToken)
        {
            await monitors.StopAsync("vm1");
            seen.Add("vm1", e);
        }
    }
}
