using QmpGen;

namespace QmpWatch.Watching;

/// <summary>A virtual machine to watch.</summary>
/// <param name="Name">What it is called on screen and in recordings: its address, or its place in the folder it was found in.</param>
/// <param name="Endpoint">Where its monitor is.</param>
internal sealed record Vm(string Name, QmpEndpoint Endpoint)
{
    /// <summary>How a connection comes about; by default the endpoint is dialled.</summary>
    public Func<QmpClientOptions, CancellationToken, Task<QmpClient>>? Open { get; init; }

    /// <summary>What to do with it besides watching.</summary>
    public Func<QmpClient, CancellationToken, Task>? Drive { get; init; }

    public Task<QmpClient> OpenAsync(QmpClientOptions options, CancellationToken cancellation) =>
        Open?.Invoke(options, cancellation) ?? QmpClient.ConnectAsync(Endpoint, options, cancellation);
}
