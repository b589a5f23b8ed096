using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using QmpGen;
using QmpGen.Hosting;
using QmpGen.Hosting.Configuration;
using QmpGen.Hosting.Folders;

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

        var definition = new MonitorDefinition(name, endpoint, OptionsFor(eventReader));
        services.AddQmpMonitors();
        services.AddSingleton(definition);
        services.AddKeyedSingleton(
            name, (provider, _) => provider.GetRequiredService<QmpMonitors>().Add(name, endpoint, definition.Options));
        return new QmpMonitorBuilder(services, definition);
    }

    /// <summary>
    /// Registers the monitors of a configuration, such as appsettings.json. The section has a member for each monitor, with its name:
    /// <c>"vm1": { "Address": "unix:/run/vm1.sock", "Client": { "CommandTimeout": "00:00:10" } }</c>, or <c>"vm1":
    /// "unix:/run/vm1.sock"</c>. <c>Client</c> has the options of <see cref="QmpMonitorBuilder.Configure(IConfiguration)"/>.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configuration">
    /// The section: <c>builder.Configuration.GetSection("Monitors")</c>. It is read once, now. A section that does not exist has no
    /// monitors.
    /// </param>
    /// <param name="eventReader">
    /// <c>QmpEvents.Reader</c> of a generated spec. If omitted, every event is an <see cref="UnknownEvent"/>.
    /// </param>
    /// <param name="configure">
    /// Configures each monitor, for example its handlers. Options of the section are set afterwards, and so replace those of this
    /// function.
    /// </param>
    /// <returns>The services.</returns>
    /// <exception cref="FormatException">A name or a value is not valid; the message has its path.</exception>
    /// <exception cref="ArgumentException">A monitor with one of the names is already registered.</exception>
    public static IServiceCollection AddQmpMonitors(
        this IServiceCollection services,
        IConfiguration configuration,
        QmpEventReader? eventReader = null,
        Action<QmpMonitorBuilder>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddQmpMonitors();
        foreach (var monitor in ConfiguredMonitor.ReadAll(configuration))
        {
            var builder = services.AddQmpMonitor(monitor.Name, monitor.Endpoint, eventReader);
            configure?.Invoke(builder);
            _ = monitor.Client is null ? builder : builder.Configure(monitor.Client);
        }

        return services;
    }

    /// <summary>
    /// Registers monitors that come and go with the sockets of a folder, for machines that are started and stopped while the host
    /// runs. When a socket appears, its monitor starts. When it is gone, the monitor ends with its connection, after its handlers
    /// have received the last events. <see cref="QmpMonitors"/> has the current monitors.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="folder">The folder, such as <c>/run/vms</c>. It need not exist yet.</param>
    /// <param name="pattern">
    /// Which files of the folder are monitors: <c>*.sock</c>, or <c>*/monitor.sock</c> for folders below it. As in a shell, a
    /// wildcard does not match a dot at the start of a name. A monitor's name is the socket's path in the folder without what follows
    /// the last wildcard: <c>vm1</c> for <c>vm1.sock</c> and for <c>vm1/monitor.sock</c>.
    /// </param>
    /// <param name="eventReader">
    /// <c>QmpEvents.Reader</c> of a generated spec. If omitted, every event is an <see cref="UnknownEvent"/>.
    /// </param>
    /// <returns>A builder that configures the monitors, for example their handlers.</returns>
    /// <remarks>
    /// A socket whose name is already that of another monitor is not followed; the log says so. A monitor that is stopped with
    /// <see cref="QmpMonitors.StopAsync"/> starts again when its socket has gone and come back.
    /// </remarks>
    public static QmpMonitorFolderBuilder AddQmpMonitorFolder(
        this IServiceCollection services, string folder, string pattern, QmpEventReader? eventReader = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentException.ThrowIfNullOrEmpty(pattern);
        var definition = new FolderDefinition(folder, pattern, OptionsFor(eventReader));
        services.AddQmpMonitors();
        services.AddSingleton<IHostedService>(
            provider => new FolderHost(definition, provider.GetRequiredService<QmpMonitors>(), provider));
        return new QmpMonitorFolderBuilder(services, definition);
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

    private static QmpClientOptions OptionsFor(QmpEventReader? eventReader) =>
        eventReader is null ? new QmpClientOptions() : new QmpClientOptions { EventReader = eventReader };
}
