using System.Net.Sockets;
using QmpGen.Transport;

namespace QmpGen;

/// <summary>
/// Listens for connections from QEMU, instead of connecting to it. Start QEMU with
/// <c>-chardev socket,id=qmp,path=/run/vm.sock,server=off,reconnect-ms=1000 -mon chardev=qmp,mode=control</c>; before
/// QEMU 9.2 the option is <c>reconnect=1</c>, in seconds, which QEMU 10.2 no longer accepts.
/// </summary>
/// <remarks>
/// Several machines can connect: each client gets the next one that greets, and a client that reconnects only continues with
/// the machine it has talked to before (<see cref="QmpListenerOptions.IsSameMachine"/>). <see cref="QmpClient.Peer"/> says who
/// that is. A peer that connects and does not greet delays no other.
/// </remarks>
public sealed class QmpListener : IDisposable
{
    private readonly ListeningSocket _listening;
    private readonly Reception _reception;

    private QmpListener(ListeningSocket listening, QmpListenerOptions options)
    {
        _listening = listening;
        _reception = new Reception(listening, options);
    }

    /// <summary>The endpoint that the listener is bound to. If port 0 was requested, it has the port that the system chose.</summary>
    public QmpEndpoint Endpoint => _listening.Endpoint;

    /// <summary>Starts listening.</summary>
    /// <param name="endpoint">
    /// A Unix socket or a TCP port. A socket file that a terminated program has left behind is replaced.
    /// </param>
    /// <param name="options">The peers to accept; all peers by default.</param>
    /// <returns>The listener.</returns>
    /// <exception cref="QmpConnectException">Listening failed; the message says why and what to do.</exception>
    /// <exception cref="ArgumentException">The endpoint is neither a Unix socket nor a TCP port.</exception>
    public static QmpListener Start(QmpEndpoint endpoint, QmpListenerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        return new QmpListener(endpoint.Listen(), options ?? new QmpListenerOptions());
    }

    /// <summary>Waits for QEMU to connect, and negotiates.</summary>
    /// <param name="options">
    /// The client's options. <see cref="QmpClientOptions.ConnectTimeout"/> limits the wait, or each attempt if
    /// <see cref="QmpReconnectOptions.WaitForFirstConnection"/> is set. A peer that does not greet within
    /// <see cref="QmpClientOptions.GreetingTimeout"/> is disconnected, and the wait continues. With
    /// <see cref="QmpClientOptions.Reconnect"/>, a client that loses its connection waits on this listener for the same machine.
    /// </param>
    /// <param name="cancellationToken">Cancels the attempt.</param>
    /// <returns>A client that is ready to run commands.</returns>
    /// <exception cref="QmpTimeoutException">QEMU did not connect, greet or negotiate within the time limit.</exception>
    /// <exception cref="QmpConnectException">The listener was disposed during the wait.</exception>
    /// <exception cref="QmpConnectionClosedException">
    /// The connection ended before the negotiation completed. <see cref="QmpConnectionClosedException.Reason"/> says why.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The listener is disposed.</exception>
    public Task<QmpClient> AcceptAsync(QmpClientOptions? options = null, CancellationToken cancellationToken = default)
    {
        ThrowIfDisposed();
        options ??= QmpClientOptions.Default;
        return QmpClient.StartAsync(
            new ListenerConnector(
                _reception, options.Reconnect is not null, options.GreetingTimeout, options.TimeProvider), options, cancellationToken);
    }

    /// <summary>
    /// Accepts a connection without speaking QMP on it, for programs that speak for themselves, such as a server for tests;
    /// <see cref="AcceptAsync"/> is for QEMU.
    /// </summary>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>The connection, which the caller owns.</returns>
    /// <exception cref="QmpConnectException">The listener was disposed during the wait, or the system refuses connections.</exception>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The listener has been disposed of.</exception>
    public async Task<Stream> AcceptStreamAsync(CancellationToken cancellationToken = default)
    {
        ThrowIfDisposed();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _reception.Disposal);
        try
        {
            return new NetworkStream(await _listening.AcceptAsync(either.Token).ConfigureAwait(false), ownsSocket: true);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            throw QmpConnectException.Accepting(
                Endpoint, _reception.IsDisposed ? "the listener has been disposed of." : $"{exception.Message.TrimEnd('.')}.", exception);
        }
    }

    /// <summary>
    /// Stops listening and removes the Unix socket, unless another listener has taken its place. Connected clients remain
    /// connected but do not reconnect; clients that wait for a connection end.
    /// </summary>
    public void Dispose() => _reception.Dispose();

    private void ThrowIfDisposed()
    {
        if (_reception.IsDisposed)
        {
            throw new ObjectDisposedException(nameof(QmpListener), $"The listener on {Endpoint} has been disposed of.");
        }
    }
}
