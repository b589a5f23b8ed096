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
            "it is a folder. Use the path of the socket in it, which follows -qmp unix: on QEMU's command line.",
        SocketError.AccessDenied =>
            $"permission denied for user {Environment.UserName}. Run this program as the user that QEMU runs as, or change that user's umask and the folder's permissions to allow yours.",
        SocketError.WouldBlock or SocketError.TryAgain =>
            "its queue of waiting clients is full. A monitor serves one client at a time: disconnect the one that holds it, or add a second monitor with another -qmp.",
        _ when !File.Exists(Path) => $"there is no such socket. {Advice}",
        SocketError.ConnectionRefused when new FileInfo(Path) is { Exists: true, Length: > 0 } =>
            "it is a file, not a socket. Use the path that follows -qmp unix: on QEMU's command line.",
        SocketError.ConnectionRefused =>
            "nothing is listening on it. A QEMU that was killed leaves its socket behind; start QEMU again, or remove the file.",
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
