using QmpGen;

namespace QmpWatch.Watching;

/// <summary>A virtual machine to watch.</summary>
/// <param name="Name">What it is called on screen and in recordings: its address, or its place in the folder it was found in.</param>
/// <param name="Endpoint">Where its monitor is.</param>
internal sealed record Vm(string Name, QmpEndpoint Endpoint)
{
    /// <summary>The endpoint in a form that all ways to write it share: a socket can be named by a relative path too.</summary>
    public string Place => Endpoint.ToString() is var address && address.StartsWith("unix:", StringComparison.Ordinal) && !address.StartsWith("unix:@", StringComparison.Ordinal)
        ? Path.GetFullPath(address["unix:".Length..])
        : address;

    /// <summary>How a connection comes about; by default the endpoint is dialled.</summary>
    public Func<QmpClientOptions, CancellationToken, Task<QmpClient>>? Open { get; init; }

    /// <summary>What to do with it besides watching.</summary>
    public Func<QmpClient, CancellationToken, Task>? Drive { get; init; }

    /// <summary>Whether there is anything to connect to; null where only trying tells.</summary>
    public Func<bool>? IsThere { get; init; }

    /// <summary>How many connections there are to follow; null where nobody knows.</summary>
    public int? Connections { get; init; }

    /// <summary>What the end of a connection means; by default what it means for a QEMU that is alive.</summary>
    public Func<QmpCloseReason, DateTimeOffset, VmEnded>? Judge { get; init; }

    public VmEnded End(QmpCloseReason reason, DateTimeOffset at) =>
        Judge?.Invoke(reason, at) ?? new VmEnded(this, at, reason.Message, EndOfSession.Judge(this, reason));

    public Task<QmpClient> OpenAsync(QmpClientOptions options, CancellationToken cancellation) =>
        Open?.Invoke(options, cancellation) ?? QmpClient.ConnectAsync(Endpoint, options, cancellation);
}
