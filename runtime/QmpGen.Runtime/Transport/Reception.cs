using System.Net.Sockets;

namespace QmpGen.Transport;

/// <summary>
/// Brings those who connect to a listener together with the clients that wait for them. It accepts while somebody waits, and
/// hands over who has greeted, so that one who is silent holds up nobody else.
/// </summary>
/// <param name="listening">The socket.</param>
/// <param name="options">Whom to talk to.</param>
internal sealed class Reception(ListeningSocket listening, QmpListenerOptions options) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Pairing _pairing = new(options);
    private readonly List<QmpPeer> _silent = [];
    private readonly CancellationTokenSource _disposal = new();
    private QmpPeer? _lastSilent;
    private bool _isAccepting;

    public QmpEndpoint Endpoint => listening.Endpoint;

    public bool IsDisposed => _disposal.IsCancellationRequested;

    /// <summary>Cancelled when the listener is disposed of.</summary>
    public CancellationToken Disposal => _disposal.Token;

    /// <summary>Waits for somebody for a client.</summary>
    /// <exception cref="QmpConnectException">The listener has been disposed of, or the system accepts nobody.</exception>
    public async Task<Caller> TakeAsync(ListenerConnector client, CancellationToken cancellationToken)
    {
        var waiter = new Waiter(client);
        lock (_lock)
        {
            if (IsDisposed)
            {
                throw Disposed();
            }

            _pairing.Waiting.Add(waiter);
            _pairing.BringTogether();
            if (!_isAccepting && _pairing.Waiting.Count > 0)
            {
                _isAccepting = true;
                _ = AcceptAllAsync();
            }
        }

        try
        {
            return await waiter.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            Withdraw(waiter);
            throw;
        }
    }

    /// <summary>A client has ended: nobody is kept for it any more.</summary>
    public void Forget(ListenerConnector client)
    {
        lock (_lock)
        {
            _pairing.Clients.Remove(client);
            _pairing.BringTogether();
        }
    }

    /// <summary>Why nobody has come for a client, if somebody has come at all.</summary>
    public string RemarkFor(ListenerConnector client)
    {
        lock (_lock)
        {
            if (client.Peer is { } peer && _pairing.Callers is [.., var last])
            {
                return $"; {last.Peer} connected, but this session is with {peer} and does not continue with another machine";
            }

            return (_silent.Count > 0 ? _silent[^1] : _lastSilent) is { } silent
                ? $"; {silent} connected, but has sent no QMP greeting"
                : string.Empty;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Waiter[] waiting;
        lock (_lock)
        {
            if (IsDisposed)
            {
                return;
            }

            _disposal.Cancel();
            waiting = [.. _pairing.Waiting];
            _pairing.Waiting.Clear();
            _pairing.Callers.ForEach(c => c.Socket.Dispose());
            _pairing.Callers.Clear();
        }

        listening.Dispose();
        Array.ForEach(waiting, w => w.Fail(Disposed()));
    }

    private async Task AcceptAllAsync()
    {
        try
        {
            while (NextWaiter() is { } first)
            {
                var socket = await listening.AcceptAsync(_disposal.Token).ConfigureAwait(false);
                _ = ReceiveAsync(socket, first.Client);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            Fail(IsDisposed ? Disposed() : QmpConnectException.Accepting(Endpoint, $"{exception.Message.TrimEnd('.')}.", exception));
        }
    }

    /// <summary>The one who has waited longest; with nobody, accepting has ended.</summary>
    private Waiter? NextWaiter()
    {
        lock (_lock)
        {
            _isAccepting = _pairing.Waiting.Count > 0;
            return _pairing.Waiting.Count > 0 ? _pairing.Waiting[0] : null;
        }
    }

    /// <summary>Listens to somebody until they have greeted.</summary>
    private async Task ReceiveAsync(Socket socket, ListenerConnector limits)
    {
        try
        {
            var peer = QmpPeer.Of(socket);
            if (options.AcceptPeer?.Invoke(peer) != false
                && await HasGreetedAsync(socket, peer, limits).ConfigureAwait(false)
                && TryAdd(new Caller(socket, peer)))
            {
                return;
            }
        }
#pragma warning disable CA1031 // A predicate of somebody else's may fail with anything, and those who wait must hear of it.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Fail(exception);
        }

        socket.Dispose();
    }

    private async Task<bool> HasGreetedAsync(Socket socket, QmpPeer peer, ListenerConnector limits)
    {
        using var limit = new CancellationTokenSource(limits.GreetingTimeout, limits.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, _disposal.Token);
        lock (_lock)
        {
            _silent.Add(peer);
        }

        try
        {
            return await Caller.HasGreetedAsync(socket, either.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException)
        {
            return false;
        }
        finally
        {
            lock (_lock)
            {
                _silent.Remove(peer);
                _lastSilent = peer;
            }
        }
    }

    private bool TryAdd(Caller caller)
    {
        lock (_lock)
        {
            if (IsDisposed)
            {
                return false;
            }

            _lastSilent = null;
            _pairing.Callers.Add(caller);
            _pairing.BringTogether();
            return true;
        }
    }

    private void Withdraw(Waiter waiter)
    {
        lock (_lock)
        {
            _pairing.Waiting.Remove(waiter);
            if (!waiter.TrySetCanceled() && waiter.Task.IsCompletedSuccessfully)
            {
                // Somebody came at the very moment; the socket lives on only if somebody else takes it.
                if (IsDisposed)
                {
                    waiter.Task.Result.Socket.Dispose();
                    return;
                }

                _pairing.Callers.Insert(0, waiter.Task.Result);
                _pairing.BringTogether();
            }
        }
    }

    private void Fail(Exception exception)
    {
        Waiter[] waiting;
        lock (_lock)
        {
            waiting = [.. _pairing.Waiting];
            _pairing.Waiting.Clear();
            _isAccepting = false;
        }

        Array.ForEach(waiting, w => w.Fail(exception));
    }

    private QmpConnectException Disposed() =>
        QmpConnectException.Accepting(Endpoint, "the listener has been disposed of.", new ObjectDisposedException("QmpListener"));
}
