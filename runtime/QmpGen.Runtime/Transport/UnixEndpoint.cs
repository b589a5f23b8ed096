using System.Net.Sockets;

namespace QmpGen;

/// <summary>A unix socket.</summary>
internal sealed record UnixEndpoint(string Path) : QmpEndpoint
{
    internal override string Advice => $"Is QEMU running with -qmp {this},server=on,wait=off?";

    public override string ToString() => $"unix:{Path}";

    // The system's own words for a missing socket speak of an address that cannot be assigned.
    internal override string Explain(Exception exception) =>
        exception is SocketException && !File.Exists(Path) ? "there is no such socket" : base.Explain(exception);

    internal override async Task<Stream> ConnectAsync(CancellationToken cancellationToken)
    {
        var address = new UnixDomainSocketEndPoint(Path);
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(address, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    internal override Socket Listen()
    {
        var address = new UnixDomainSocketEndPoint(Path);
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Bind(address);
            socket.Listen();
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
