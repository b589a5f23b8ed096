using System.Net.Sockets;

namespace QmpGen;

/// <summary>A unix socket.</summary>
internal sealed record UnixEndpoint(string Path) : QmpEndpoint
{
    internal override string Advice => $"Is QEMU running with -qmp {this},server=on,wait=off?";

    public override string ToString() => $"unix:{Path}";

    // The system's own words for a missing socket speak of an address that cannot be assigned, and for most else they are one and the same.
    internal override string Explain(Exception exception) => (exception as SocketException)?.SocketErrorCode switch
    {
        null => base.Explain(exception),
        _ when Directory.Exists(Path) =>
            "it is a folder. Give the path of the socket in it, which stands behind -qmp unix: on QEMU's command line.",
        SocketError.AccessDenied =>
            $"permission denied for user {Environment.UserName}. Run this program as the user that QEMU runs as, or let that user's umask and the folder's rights admit yours.",
        SocketError.WouldBlock or SocketError.TryAgain =>
            "others wait there already. A monitor serves one client at a time: end the one that holds it, or give QEMU a second monitor by another -qmp.",
        _ when !File.Exists(Path) => $"there is no such socket. {Advice}",
        SocketError.ConnectionRefused when new FileInfo(Path) is { Exists: true, Length: > 0 } =>
            "it is a file, not a socket. Give the path that stands behind -qmp unix: on QEMU's command line.",
        SocketError.ConnectionRefused =>
            "nobody listens there. A QEMU that was killed leaves its socket behind; start it again, or remove the file.",
        _ => base.Explain(exception),
    };

    internal override async Task<Stream> DialAsync(CancellationToken cancellationToken)
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
