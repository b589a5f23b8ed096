using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;

namespace QmpGen.Hosting;

/// <summary>Says more of a monitor that was added to the services.</summary>
public sealed class QmpMonitorBuilder
{
    private readonly MonitorDefinition _definition;

    internal QmpMonitorBuilder(IServiceCollection services, MonitorDefinition definition)
    {
        Services = services;
        _definition = definition;
    }

    /// <summary>The services that the monitor was added to.</summary>
    public IServiceCollection Services { get; }

    /// <summary>The monitor's name, which is the key of its services.</summary>
    public string Name => _definition.Name;

    /// <summary>Changes how the client connects and behaves.</summary>
    /// <param name="change">Gives the changed options: <c>o => o with { CommandTimeout = TimeSpan.FromSeconds(5) }</c>.</param>
    /// <returns>The builder.</returns>
    public QmpMonitorBuilder Configure(Func<QmpClientOptions, QmpClientOptions> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        _definition.Options = change(_definition.Options);
        return this;
    }

    /// <summary>
    /// Adds a class that handles events. The container makes one for this monitor; where its constructor asks for
    /// <c>[FromKeyedServices] QmpMonitor</c>, it gets this one.
    /// </summary>
    /// <typeparam name="THandler">The class, mostly one derived from a spec's <c>QmpEventHandler</c>.</typeparam>
    /// <returns>The builder.</returns>
    public QmpMonitorBuilder AddHandler<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THandler>()
        where THandler : class, IQmpEventHandler
    {
        Services.AddKeyedSingleton<THandler>(Name);
        return AddHandler(services => services.GetRequiredKeyedService<THandler>(Name));
    }

    /// <summary>Adds what handles events.</summary>
    /// <param name="make">Makes it, or finds it in the container, when the host starts.</param>
    /// <returns>The builder.</returns>
    public QmpMonitorBuilder AddHandler(Func<IServiceProvider, IQmpEventHandler> make)
    {
        ArgumentNullException.ThrowIfNull(make);
        _definition.Handlers.Add(make);
        return this;
    }
}
