using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using QmpGen.Hosting.Configuration;
using QmpGen.Hosting.Folders;

namespace QmpGen.Hosting;

/// <summary>Configures the monitors of a folder of sockets.</summary>
public sealed class QmpMonitorFolderBuilder
{
    private readonly FolderDefinition _definition;

    internal QmpMonitorFolderBuilder(IServiceCollection services, FolderDefinition definition)
    {
        Services = services;
        _definition = definition;
    }

    /// <summary>The services that the folder is registered with.</summary>
    public IServiceCollection Services { get; }

    /// <summary>Changes the options of each client.</summary>
    /// <param name="change">Returns the changed options: <c>o => o with { CommandTimeout = TimeSpan.FromSeconds(5) }</c>.</param>
    /// <returns>This builder.</returns>
    public QmpMonitorFolderBuilder Configure(Func<QmpClientOptions, QmpClientOptions> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        _definition.Options = change(_definition.Options);
        return this;
    }

    /// <summary>Changes the options of each client from a configuration.</summary>
    /// <param name="configuration">The section: <c>builder.Configuration.GetSection("Qmp:Client")</c>.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="FormatException">A name is not that of an option, or a value is not valid.</exception>
    /// <seealso cref="QmpMonitorBuilder.Configure(IConfiguration)"/>
    public QmpMonitorFolderBuilder Configure(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return Configure(options => ConfiguredOptions.Bind(options, configuration));
    }

    /// <summary>
    /// Adds an event handler. Each monitor gets its own instance: a constructor parameter of type <see cref="QmpMonitor"/> receives
    /// the monitor, and the others come from a scope of the container. The instance is disposed of with its monitor.
    /// </summary>
    /// <typeparam name="THandler">The handler's type, usually derived from a spec's <c>QmpEventHandler</c>.</typeparam>
    /// <returns>This builder.</returns>
    public QmpMonitorFolderBuilder AddHandler<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THandler>()
        where THandler : class, IQmpEventHandler
    {
        _definition.Handlers.Add(
            new HandlerSource(static (services, monitor) => HandlerOf<THandler>(services, monitor), IsOwned: true));
        return this;
    }

    /// <summary>Adds an event handler from a factory.</summary>
    /// <param name="make">
    /// Returns the handler of one monitor. The services are a scope that ends with the monitor. A handler that the factory creates,
    /// instead of resolving it, is not disposed of.
    /// </param>
    /// <returns>This builder.</returns>
    public QmpMonitorFolderBuilder AddHandler(Func<IServiceProvider, QmpMonitor, IQmpEventHandler> make)
    {
        ArgumentNullException.ThrowIfNull(make);
        _definition.Handlers.Add(new HandlerSource(make, IsOwned: false));
        return this;
    }

    /// <summary>The monitor is only passed to a constructor that asks for it; a handler may do without.</summary>
    private static THandler HandlerOf<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THandler>(
        IServiceProvider services, QmpMonitor monitor) =>
        typeof(THandler).GetConstructors().Any(c => c.GetParameters().Any(p => p.ParameterType == typeof(QmpMonitor)))
            ? ActivatorUtilities.CreateInstance<THandler>(services, monitor)
            : ActivatorUtilities.CreateInstance<THandler>(services);
}
