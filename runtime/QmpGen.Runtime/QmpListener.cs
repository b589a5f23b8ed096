using System.Net;
using System.Net.Sockets;
using QmpGen.Transport;

namespace QmpGen;

/// <summary>
/// Waits for QEMU to connect, for a QEMU that is started with <c>-chardev socket,…,server=off,reconnect=1</c> instead of
/// being connected to.
/// </summary>
public sealed class QmpListener : IDisposable
{
    private readonly Socket _socket;

    private QmpListener(Socket socket, QmpEndpoint endpoint)
    {
        _socket = socket;
        Endpoint = endpoint;
    }

    /// <summary>Where the listener can be reached; with the port that was chosen if port 0 was asked for.</summary>
    public QmpEndpoint Endpoint { get; }

    /// <summary>Starts to listen.</summary>
    /// <param name="endpoint">A unix socket, whose path must not exist yet, or a TCP port.</param>
    /// <returns>The listener.</returns>
    /// <exception cref="SocketException">The address is in use or not of this machine.</exception>
    public static QmpListener Start(QmpEndpoint endpoint)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        var socket = endpoint.Listen();
        return new QmpListener(socket, endpoint is TcpEndpoint tcp ? tcp with { Port = ((IPEndPoint)socket.LocalEndPoint!).Port } : endpoint);
    }

    /// <summary>Waits until QEMU connects, and negotiates.</summary>
    /// <param name="options">
    /// How to behave. <see cref="QmpClientOptions.ConnectTimeout"/> limits the waiting, each attempt of it with
    /// <see cref="QmpReconnectOptions.WaitForFirstConnection"/>; with
    /// <see cref="QmpClientOptions.Reconnect"/> a client that lost its connection waits here for the next one.
    /// </param>
    /// <param name="cancellationToken">Cancels the attempt.</param>
    /// <returns>A client that commands can be given to.</returns>
    /// <exception cref="QmpTimeoutException">QEMU did not connect, greet or negotiate in time.</exception>
    /// <exception cref="QmpConnectionClosedException">The connection ended before the negotiation did; the reason says why.</exception>
    public Task<QmpClient> AcceptAsync(QmpClientOptions? options = null, CancellationToken cancellationToken = default) =>
        QmpClient.StartAsync(Connector.From(_socket, Endpoint), options, cancellationToken);

    /// <summary>Stops listening and removes the unix socket; clients that were accepted go on.</summary>
    public void Dispose()
    {
        _socket.Dispose();
        if (Endpoint is UnixEndpoint unix)
        {
            File.Delete(unix.Path);
        }
    }
}
