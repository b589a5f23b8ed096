using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using QmpGen;
using QmpGen.Hosting;

// Where everybody looks for what can be added to services.
namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers monitors with a host's services.</summary>
public static class QmpMonitorServices
{
    /// <summary>
    /// Registers a monitor that runs as long as the host. It connects as soon as the machine is available and reconnects when the
    /// connection is lost. Resolve it as a keyed <see cref="QmpMonitor"/>, with its name as the key.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="name">A unique name.</param>
    /// <param name="address">
    /// <c>unix:/path</c>, <c>tcp:host:port</c> or <c>tcp:[v6 address]:port</c>. The machine need not be running yet.
    /// </param>
    /// <param name="eventReader">
    /// <c>QmpEvents.Reader</c> of a generated spec. If omitted, every event is an <see cref="UnknownEvent"/>.
    /// </param>
    /// <returns>A builder that configures the monitor, for example its handlers.</returns>
    /// <exception cref="FormatException">The address is not valid.</exception>
    /// <exception cref="ArgumentException">A monitor with that name is already registered.</exception>
    public static QmpMonitorBuilder AddQmpMonitor(
        this IServiceCollection services, string name, string address, QmpEventReader? eventReader = null) =>
        services.AddQmpMonitor(name, QmpEndpoint.Parse(address), eventReader);

    /// <summary>Registers a monitor that runs as long as the host.</summary>
    /// <param name="services">The services.</param>
    /// <param name="name">A unique name.</param>
    /// <param name="endpoint">The monitor's endpoint. The machine need not be running yet.</param>
    /// <param name="eventReader">
    /// <c>QmpEvents.Reader</c> of a generated spec. If omitted, every event is an <see cref="UnknownEvent"/>.
    /// </param>
    /// <returns>A builder that configures the monitor, for example its handlers.</returns>
    /// <exception cref="ArgumentException">A monitor with that name is already registered.</exception>
    public static QmpMonitorBuilder AddQmpMonitor(
        this IServiceCollection services, string name, QmpEndpoint endpoint, QmpEventReader? eventReader = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(endpoint);
        if (services.Any(s => s.ServiceType == typeof(QmpMonitor) && Equals(s.ServiceKey, name)))
        {
            throw new ArgumentException($"The monitor '{name}' is already registered. Use a unique name for each monitor.", nameof(name));
        }

        var definition = new MonitorDefinition(
            name, endpoint, eventReader is null ? new QmpClientOptions() : new QmpClientOptions { EventReader = eventReader });
        services.AddQmpMonitors();
        services.AddSingleton(definition);
        services.AddKeyedSingleton(
            name, (provider, _) => provider.GetRequiredService<QmpMonitors>().Add(name, endpoint, definition.Options));
        return new QmpMonitorBuilder(services, definition);
    }

    /// <summary>Registers <see cref="QmpMonitors"/> without any monitor, for a host that starts monitors at run time.</summary>
    /// <param name="services">The services.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddQmpMonitors(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddSingleton(provider => new QmpMonitors(provider));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, MonitorHost>());
        return services;
    }
}
