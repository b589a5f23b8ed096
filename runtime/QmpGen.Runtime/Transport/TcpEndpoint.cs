using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace QmpGen;

/// <summary>A TCP port.</summary>
internal sealed record TcpEndpoint(string Host, int Port) : QmpEndpoint
{
    internal override string Advice => $"Is QEMU running with -qmp {this},server=on,wait=off?";

    public override string ToString() => Host.Contains(':', StringComparison.Ordinal)
        ? string.Create(CultureInfo.InvariantCulture, $"tcp:[{Host}]:{Port}")
        : string.Create(CultureInfo.InvariantCulture, $"tcp:{Host}:{Port}");

    internal override async Task<Stream> DialAsync(CancellationToken cancellationToken)
    {
        // Commands are small and each waits for its reply: Nagle's algorithm would only delay them.
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(Host, Port, cancellationToken).ConfigureAwait(false);
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
        var address = IPAddress.TryParse(Host, out var literal) ? literal : Dns.GetHostAddresses(Host)[0];
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            socket.Bind(new IPEndPoint(address, Port));
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
