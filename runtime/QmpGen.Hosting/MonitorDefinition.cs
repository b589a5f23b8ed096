namespace QmpGen.Hosting;

/// <summary>A monitor as it was added to the services.</summary>
internal sealed class MonitorDefinition(string name, QmpEndpoint endpoint, QmpClientOptions options)
{
    public string Name { get; } = name;

    public QmpEndpoint Endpoint { get; } = endpoint;

    public QmpClientOptions Options { get; set; } = options;

    public List<Func<IServiceProvider, IQmpEventHandler>> Handlers { get; } = [];
}
