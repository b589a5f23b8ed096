using System.Net.Sockets;

namespace QmpGen.Transport;

/// <summary>Waits for QEMU to dial. Each client of a listener has one, which remembers whom the client has talked to.</summary>
/// <param name="reception">Where QEMU dials in.</param>
/// <param name="reconnects">Whether the client wants another connection after it has lost one.</param>
/// <param name="greetingTimeout">How long somebody who has connected may take to greet.</param>
/// <param name="time">The clock.</param>
internal sealed class ListenerConnector(Reception reception, bool reconnects, TimeSpan greetingTimeout, TimeProvider time)
    : Connector(reception.Endpoint.ToString())
{
    private Caller? _last;

    public override QmpEndpoint Endpoint => reception.Endpoint;

    public override QmpPeer? Peer => Volatile.Read(ref _last)?.Peer;

    public override bool CanRepeat => !reception.IsDisposed;

    public override string Remark => reception.RemarkFor(this);

    public bool Reconnects => reconnects;

    public TimeSpan GreetingTimeout => greetingTimeout;

    public TimeProvider Time => time;

    /// <summary>Whether its client had a connection and has none any more.</summary>
    public bool HasLostConnection => Volatile.Read(ref _last)?.Socket is { } socket && HasEnded(socket);

    /// <summary>Notes whom its client talks to from now on.</summary>
    public void Take(Caller caller) => Volatile.Write(ref _last, caller);

    public override async Task<Stream> ConnectAsync(CancellationToken cancellationToken) =>
        new NetworkStream((await reception.TakeAsync(this, cancellationToken).ConfigureAwait(false)).Socket, ownsSocket: true);

    public override void Release() => reception.Forget(this);

    private static bool HasEnded(Socket socket)
    {
        try
        {
            return socket.Poll(TimeSpan.Zero, SelectMode.SelectRead) && socket.Available == 0;
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            return true;
        }
    }
}
