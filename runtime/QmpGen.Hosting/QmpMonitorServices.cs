using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using QmpGen;
using QmpGen.Hosting;

// Where everybody looks for what can be added to services.
namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds monitors to a host's services.</summary>
public static class QmpMonitorServices
{
    /// <summary>
    /// Adds a monitor that lives as long as the host: connected as soon as the machine is there, and again whenever it was
    /// lost. <see cref="QmpMonitor"/> can be had from the container under the monitor's name as its key.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="name">A name that no other monitor has.</param>
    /// <param name="address"><c>unix:/path</c>, <c>tcp:host:port</c> or <c>tcp:[v6 address]:port</c>; nothing needs to be there yet.</param>
    /// <param name="eventReader"><c>QmpEvents.Reader</c> of a generated spec; without it every event is an <see cref="UnknownEvent"/>.</param>
    /// <returns>What more can be said of the monitor, such as its handlers.</returns>
    /// <exception cref="FormatException">The address is not valid.</exception>
    /// <exception cref="ArgumentException">A monitor of that name has been added already.</exception>
    public static QmpMonitorBuilder AddQmpMonitor(this IServiceCollection services, string name, string address, QmpEventReader? eventReader = null) =>
        services.AddQmpMonitor(name, QmpEndpoint.Parse(address), eventReader);

    /// <summary>Adds a monitor that lives as long as the host.</summary>
    /// <param name="services">The services.</param>
    /// <param name="name">A name that no other monitor has.</param>
    /// <param name="endpoint">Where the monitor is; nothing needs to be there yet.</param>
    /// <param name="eventReader"><c>QmpEvents.Reader</c> of a generated spec; without it every event is an <see cref="UnknownEvent"/>.</param>
    /// <returns>What more can be said of the monitor, such as its handlers.</returns>
    /// <exception cref="ArgumentException">A monitor of that name has been added already.</exception>
    public static QmpMonitorBuilder AddQmpMonitor(this IServiceCollection services, string name, QmpEndpoint endpoint, QmpEventReader? eventReader = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(endpoint);
        if (services.Any(s => s.ServiceType == typeof(QmpMonitor) && Equals(s.ServiceKey, name)))
        {
            throw new ArgumentException($"A monitor '{name}' has been added already; give each a name of its own.", nameof(name));
        }

        var definition = new MonitorDefinition(name, endpoint, eventReader is null ? new QmpClientOptions() : new QmpClientOptions { EventReader = eventReader });
        services.AddQmpMonitors();
        services.AddSingleton(definition);
        services.AddKeyedSingleton(name, (provider, _) => provider.GetRequiredService<QmpMonitors>().Add(name, endpoint, definition.Options));
        return new QmpMonitorBuilder(services, definition);
    }

    /// <summary>Adds <see cref="QmpMonitors"/>, for a host that learns only while it runs which machines there are.</summary>
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
