using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using QmpGen.Hosting.Configuration;

namespace QmpGen.Hosting;

/// <summary>Configures a registered monitor.</summary>
public sealed class QmpMonitorBuilder
{
    private readonly MonitorDefinition _definition;

    internal QmpMonitorBuilder(IServiceCollection services, MonitorDefinition definition)
    {
        Services = services;
        _definition = definition;
    }

    /// <summary>The services that the monitor is registered with.</summary>
    public IServiceCollection Services { get; }

    /// <summary>The monitor's name, which is the key of its services.</summary>
    public string Name => _definition.Name;

    /// <summary>Changes the client's options.</summary>
    /// <param name="change">Returns the changed options: <c>o => o with { CommandTimeout = TimeSpan.FromSeconds(5) }</c>.</param>
    /// <returns>This builder.</returns>
    public QmpMonitorBuilder Configure(Func<QmpClientOptions, QmpClientOptions> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        _definition.Options = change(_definition.Options);
        return this;
    }

    /// <summary>
    /// Changes the client's options from a configuration, such as a section of appsettings.json: a value for each property of
    /// <see cref="QmpClientOptions"/> that is a time, a number or a Boolean, and a section <c>Reconnect</c> for
    /// <see cref="QmpReconnectOptions"/>. Times are written as <c>00:00:30</c> (hh:mm:ss), or <c>Infinite</c> for no limit. Works without
    /// reflection.
    /// </summary>
    /// <param name="configuration">The section: <c>builder.Configuration.GetSection("Qmp:Client")</c>.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="FormatException">A name is not that of an option, or a value is not valid.</exception>
    public QmpMonitorBuilder Configure(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return Configure(options => ConfiguredOptions.Bind(options, configuration));
    }

    /// <summary>
    /// Adds an event handler. The container creates an instance for this monitor; a constructor parameter
    /// <c>[FromKeyedServices] QmpMonitor</c> receives this monitor.
    /// </summary>
    /// <typeparam name="THandler">The handler's type, usually derived from a spec's <c>QmpEventHandler</c>.</typeparam>
    /// <returns>This builder.</returns>
    public QmpMonitorBuilder AddHandler<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THandler>()
        where THandler : class, IQmpEventHandler
    {
        Services.AddKeyedSingleton<THandler>(Name);
        return AddHandler(services => services.GetRequiredKeyedService<THandler>(Name));
    }

    /// <summary>Adds an event handler from a factory.</summary>
    /// <param name="make">Creates the handler, or resolves it from the container, when the host starts.</param>
    /// <returns>This builder.</returns>
    public QmpMonitorBuilder AddHandler(Func<IServiceProvider, IQmpEventHandler> make)
    {
        ArgumentNullException.ThrowIfNull(make);
        _definition.Handlers.Add(make);
        return this;
    }
}
