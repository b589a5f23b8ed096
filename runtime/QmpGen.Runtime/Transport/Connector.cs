using System.Net.Sockets;

namespace QmpGen.Transport;

/// <summary>A way to get a connection, once or again and again.</summary>
/// <param name="Name">What it connects to, for messages.</param>
/// <param name="ConnectAsync">Makes a connection.</param>
/// <param name="CanRepeat">Whether another connection can be made after the first.</param>
internal sealed record Connector(string Name, Func<CancellationToken, Task<Stream>> ConnectAsync, bool CanRepeat)
{
    /// <summary>Dials.</summary>
    public static Connector To(QmpEndpoint endpoint) => new(endpoint.ToString(), endpoint.ConnectAsync, CanRepeat: true);

    /// <summary>Takes a stream that is connected already.</summary>
    public static Connector Of(Stream stream) => new("a stream", _ => Task.FromResult(stream), CanRepeat: false);

    /// <summary>Waits for QEMU to dial.</summary>
    public static Connector From(Socket listener, QmpEndpoint endpoint) => new(
        endpoint.ToString(),
        async token => new NetworkStream(await listener.AcceptAsync(token).ConfigureAwait(false), ownsSocket: true),
        CanRepeat: true);
}
