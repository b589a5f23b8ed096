using QmpGen;

namespace QmpWatch.Watching;

/// <summary>A virtual machine to watch.</summary>
/// <param name="Name">What it is called on screen and in recordings: its address, or its place in the folder it was found in.</param>
/// <param name="Endpoint">Where its monitor is.</param>
internal sealed record Vm(string Name, QmpEndpoint Endpoint)
{
    /// <summary>A virtual machine whose monitor is a unix socket.</summary>
    public static Vm AtSocket(string name, string path) => new(name, QmpEndpoint.Unix(path)) { SocketPath = path };

    /// <summary>The path of its unix socket as it was written; null for another kind of endpoint.</summary>
    public string? SocketPath { get; private init; }

    /// <summary>What identifies the monitor, however it was written: a socket can be named by a relative path too.</summary>
    public string Key => SocketPath is null ? Endpoint.ToString() : Path.GetFullPath(SocketPath);

    /// <summary>How a connection comes about; by default the endpoint is dialled.</summary>
    public Func<QmpClientOptions, CancellationToken, Task<QmpClient>>? Open { get; init; }

    /// <summary>What to do with it besides watching.</summary>
    public Func<QmpClient, CancellationToken, Task>? Drive { get; init; }

    /// <summary>Whether it is only there to be watched: qmpwatch starts or plays it, and ends it too.</summary>
    public bool IsOurOwn => Open is not null || Judge is not null;

    /// <summary>Whether there is anything to connect to; null where only trying tells.</summary>
    public Func<bool>? IsThere { get; init; }

    /// <summary>How many connections there are to follow; null where nobody knows.</summary>
    public int? Connections { get; init; }

    /// <summary>Takes what waits until all is told that the machine's client has received.</summary>
    public Action<Func<Task>>? Followed { get; init; }

    /// <summary>What the end of a connection means; by default what it means for a QEMU that is alive.</summary>
    public Func<QmpCloseReason, DateTimeOffset, VmEnded>? Judge { get; init; }

    public VmEnded End(QmpCloseReason reason, DateTimeOffset at) =>
        Judge?.Invoke(reason, at) ?? new VmEnded(this, at, reason.Message, EndOfSession.Judge(this, reason));

    public Task<QmpClient> OpenAsync(QmpClientOptions options, CancellationToken cancellation) =>
        Open?.Invoke(options, cancellation) ?? QmpClient.ConnectAsync(Endpoint, options, cancellation);
}
