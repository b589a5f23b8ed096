using Microsoft.Extensions.DependencyInjection;
using QmpGen.Testing;

namespace QmpGen.Hosting.Tests;

/// <summary>The machines of a folder come and go with their sockets.</summary>
public sealed class FolderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("qh").FullName;

    [Fact]
    public async Task A_machine_is_watched_from_the_time_its_socket_appears_until_it_is_gone()
    {
        await using var early = QmpTestServer.OnUnixSocketAt(Path.Combine(_folder, "early.sock"));
        File.WriteAllText(Path.Combine(_folder, "early.log"), "not a socket");
        await using var host = await TestHost.StartAsync(services =>
            services.AddQmpMonitorFolder(_folder, "*.sock", QmpEvents.Reader).Configure(Shortly.Reconnecting).AddHandler<FolderWatcher>());
        var monitors = host.Services.GetRequiredService<QmpMonitors>();

        var first = await early.SendAsync(new StopEvent()).InTime();
        Assert.Equal(("early", first), await host.Seen.NextAsync());
        QmpEvent second;
        await using (var late = QmpTestServer.OnUnixSocketAt(Path.Combine(_folder, "late.sock")))
        {
            second = await late.SendAsync(new StopEvent()).InTime();
            Assert.Equal(("late", second), await host.Seen.NextAsync());
            Assert.Equal(["early", "late"], monitors.All.Select(m => m.Name));
        }

        await Shortly.Until(() => monitors.All.Count == 1, "the monitor ends with its socket");
        Assert.Equal("early", Assert.Single(monitors.All).Name);
    }

    [Fact]
    public async Task A_folder_may_come_later_and_a_name_that_is_taken_leaves_the_others_alone()
    {
        var folder = Path.Combine(_folder, "vms");
        await using var other = QmpTestServer.InMemory();
        await using var host = await TestHost.StartAsync(services =>
        {
            services.AddQmpMonitor("a", other.Endpoint);
            services.AddQmpMonitorFolder(folder, "*/qmp.sock", QmpEvents.Reader).Configure(Shortly.Reconnecting)
                .AddHandler<FolderWatcher>();
        });
        Directory.CreateDirectory(Path.Combine(folder, "a"));
        Directory.CreateDirectory(Path.Combine(folder, "b"));
        await using var a = QmpTestServer.OnUnixSocketAt(Path.Combine(folder, "a", "qmp.sock"));
        await using var b = QmpTestServer.OnUnixSocketAt(Path.Combine(folder, "b", "qmp.sock"));

        var stop = await b.SendAsync(new StopEvent()).InTime();

        Assert.Equal(("b", stop), await host.Seen.NextAsync());
        Assert.Equal(["a", "b"], host.Services.GetRequiredService<QmpMonitors>().All.Select(m => m.Name));
        Assert.Equal(other.Endpoint, host.Monitor("a").Endpoint);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>A handler of a folder: the monitor is an ordinary constructor parameter.</summary>
    private sealed class FolderWatcher(QmpMonitor monitor, Seen seen) : QmpEventHandler
    {
        protected override Task OnStopAsync(StopEvent e, CancellationToken cancellationToken)
        {
            seen.Add(monitor.Name, e);
            return Task.CompletedTask;
        }
    }
}
