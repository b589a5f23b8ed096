using System.Net;
using System.Net.Sockets;
using QmpGen.Transport;

namespace QmpGen;

/// <summary>
/// Listens for connections from QEMU, instead of connecting to it. Start QEMU with
/// <c>-chardev socket,id=qmp,path=/run/vm.sock,server=off,reconnect-ms=1000 -mon chardev=qmp,mode=control</c>; before
/// QEMU 9.2 the option is <c>reconnect=1</c>, in seconds, which QEMU 10.2 no longer accepts.
/// </summary>
public sealed class QmpListener : IDisposable
{
    private readonly Socket _socket;

    private QmpListener(Socket socket, QmpEndpoint endpoint)
    {
        _socket = socket;
        Endpoint = endpoint;
    }

    /// <summary>The endpoint that the listener is bound to. If port 0 was requested, it has the port that the system chose.</summary>
    public QmpEndpoint Endpoint { get; }

    /// <summary>Starts listening.</summary>
    /// <param name="endpoint">A Unix socket, whose path must not exist yet, or a TCP port.</param>
    /// <returns>The listener.</returns>
    /// <exception cref="SocketException">The address is in use or does not belong to this machine.</exception>
    public static QmpListener Start(QmpEndpoint endpoint)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        var socket = endpoint.Listen();
        return new QmpListener(socket, endpoint is TcpEndpoint tcp ? tcp with { Port = ((IPEndPoint)socket.LocalEndPoint!).Port } : endpoint);
    }

    /// <summary>Waits for QEMU to connect, and negotiates.</summary>
    /// <param name="options">
    /// The client's options. <see cref="QmpClientOptions.ConnectTimeout"/> limits the wait, or each attempt if
    /// <see cref="QmpReconnectOptions.WaitForFirstConnection"/> is set. With
    /// <see cref="QmpClientOptions.Reconnect"/>, a client that loses its connection waits on this listener for the next one.
    /// </param>
    /// <param name="cancellationToken">Cancels the attempt.</param>
    /// <returns>A client that is ready to run commands.</returns>
    /// <exception cref="QmpTimeoutException">QEMU did not connect, greet or negotiate within the time limit.</exception>
    /// <exception cref="QmpConnectionClosedException">The connection ended before the negotiation completed. <see cref="QmpConnectionClosedException.Reason"/> says why.</exception>
    public Task<QmpClient> AcceptAsync(QmpClientOptions? options = null, CancellationToken cancellationToken = default) =>
        QmpClient.StartAsync(Connector.From(_socket, Endpoint), options, cancellationToken);

    /// <summary>Stops listening and removes the Unix socket. Accepted clients keep running.</summary>
    public void Dispose()
    {
        _socket.Dispose();
        if (Endpoint is UnixEndpoint unix)
        {
            File.Delete(unix.Path);
        }
    }
}
