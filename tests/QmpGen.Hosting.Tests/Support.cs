using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace QmpGen.Hosting.Tests;

/// <summary>Shows the test what a handler got, in its order.</summary>
internal sealed class Seen
{
    private readonly Channel<(string Vm, QmpEvent Event)> _events = Channel.CreateUnbounded<(string, QmpEvent)>();

    public void Add(string vm, QmpEvent e) => _events.Writer.TryWrite((vm, e));

    public Task<(string Vm, QmpEvent Event)> NextAsync() => _events.Reader.ReadAsync().InTime("the next event that a handler gets");
}

/// <summary>A handler as users write them: from the container, for the machine it was added to.</summary>
internal sealed class Watcher([FromKeyedServices] QmpMonitor monitor, Seen seen) : QmpEventHandler
{
    protected override Task OnStopAsync(StopEvent e, CancellationToken cancellationToken)
    {
        seen.Add(monitor.Name, e);
        return Task.CompletedTask;
    }

    protected override Task OnResetAsync(ResetEvent e, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("This handler cannot cope with a reset.");

    protected override async Task OnBlockIoErrorAsync(BlockIoErrorEvent e, CancellationToken cancellationToken)
    {
        await monitor.ExecuteAsync("cont", cancellationToken);
        seen.Add(monitor.Name, e);
    }

    protected override Task HandleUnknownAsync(QmpEvent e, CancellationToken cancellationToken)
    {
        seen.Add(monitor.Name, e);
        return Task.CompletedTask;
    }
}

/// <summary>A host with what a test adds to it, stopped at the end.</summary>
internal sealed class TestHost(IHost host) : IAsyncDisposable
{
    public IServiceProvider Services => host.Services;

    public Seen Seen => Services.GetRequiredService<Seen>();

    public QmpMonitor Monitor(string name) => Services.GetRequiredKeyedService<QmpMonitor>(name);

    public static async Task<TestHost> StartAsync(Action<IServiceCollection> configure)
    {
        var host = Build(configure);
        await host.Services.GetRequiredService<IHost>().StartAsync().InTime("starting the host");
        return host;
    }

    public static TestHost Build(Action<IServiceCollection> configure)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddSingleton<Seen>();
        builder.Services.AddFakeLogging();
        configure(builder.Services);
        return new TestHost(builder.Build());
    }

    public Task StopAsync() => host.StopAsync().InTime("stopping the host");

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await ((IAsyncDisposable)host).DisposeAsync().InTime("disposing of the host");
    }
}

internal static class Shortly
{
    /// <summary>At once, so that no test waits for a delay.</summary>
    public static QmpClientOptions Reconnecting(QmpClientOptions options) =>
        options with
        {
            Reconnect =
            QmpMonitors.DefaultReconnect with { InitialDelay = TimeSpan.FromMilliseconds(1), MaxDelay = TimeSpan.FromMilliseconds(10) }
        };

    /// <summary>Waits for what a monitor tells nobody, only shows.</summary>
    public static async Task Until(Func<bool> condition, string what)
    {
        for (var watch = System.Diagnostics.Stopwatch.StartNew(); !condition(); await Task.Yield())
        {
            Assert.True(watch.Elapsed < Within.Limit, $"This did not come about within {Within.Limit.TotalSeconds} s: {what}");
        }
    }
}
