using System.Globalization;
using System.Net;
using System.Net.Sockets;
using QmpGen.Transport;

namespace QmpGen;

/// <summary>A TCP port.</summary>
internal sealed record TcpEndpoint(string Host, int Port) : QmpEndpoint
{
    // In seconds: a host that has lost its power is noticed after a minute, even while nobody sends anything.
    private const int KeepAliveTime = 30;
    private const int KeepAliveInterval = 10;
    private const int KeepAliveRetries = 3;

    internal override string Advice => $"Is QEMU running with -qmp {this},server=on,wait=off?";

    public override string ToString() => Host.Contains(':', StringComparison.Ordinal)
        ? string.Create(CultureInfo.InvariantCulture, $"tcp:[{Host}]:{Port}")
        : string.Create(CultureInfo.InvariantCulture, $"tcp:{Host}:{Port}");

    /// <summary>Sets what every connection over TCP has; does nothing to other sockets.</summary>
    internal static void Configure(Socket socket)
    {
        if (socket.ProtocolType != ProtocolType.Tcp)
        {
            return;
        }

        // Commands are small and each waits for its reply: Nagle's algorithm would only delay them.
        socket.NoDelay = true;
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, KeepAliveTime);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, KeepAliveInterval);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, KeepAliveRetries);
    }

    internal override async Task<Stream> DialAsync(CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            Configure(socket);
            await socket.ConnectAsync(Host, Port, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    internal override ListeningSocket Listen()
    {
        try
        {
            var address = IPAddress.TryParse(Host, out var literal) ? literal : Dns.GetHostAddresses(Host)[0];
            var socket = ListeningSocket.Bind(
                new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp), new IPEndPoint(address, Port));
            return new ListeningSocket(socket, this with { Port = ((IPEndPoint)socket.LocalEndPoint!).Port });
        }
        catch (SocketException exception)
        {
            throw QmpConnectException.Listening(this, ExplainListening(exception), exception);
        }
    }

    private string ExplainListening(SocketException exception) => exception.SocketErrorCode switch
    {
        SocketError.AddressAlreadyInUse => "another program listens there already. End that program, or choose another port; with port "
            + "0 the system chooses one.",
        SocketError.AddressNotAvailable => $"{Host} is not an address of this machine.",
        SocketError.AccessDenied => $"user {Environment.UserName} may not use that port. Choose one above 1023.",
        _ => $"{exception.Message.TrimEnd('.')}.",
    };
}
