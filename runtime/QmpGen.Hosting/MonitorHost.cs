using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace QmpGen.Hosting;

/// <summary>Starts the monitors with the host and stops them with it.</summary>
internal sealed class MonitorHost(
    QmpMonitors monitors, IEnumerable<MonitorDefinition> definitions, IServiceProvider services) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var definition in definitions)
        {
            var monitor = services.GetRequiredKeyedService<QmpMonitor>(definition.Name);
            monitor.Start([.. definition.Handlers.Select(make => make(services))]);
        }

        return Task.CompletedTask;
    }

    /// <summary>Waits for the handlers that are at work, as long as the host does.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => monitors.StopAllAsync().WaitAsync(cancellationToken);
}
