using QmpGen.Protocol;

namespace QmpGen.Connection;

/// <summary>
/// All that changes in a client's life, in one place and under one lock, so that whoever asks never sees half a change: a
/// client that says it is connected takes commands.
/// </summary>
/// <remarks>It is its own lock, as nobody outside the connection sees it: an idle client is spared an object.</remarks>
internal sealed class ConnectionState
{
    private QmpClientState _current = QmpClientState.Connecting;
    private QmpSession? _session;
    private QmpCloseReason? _lastLoss;
    private QmpCloseReason? _end;
    private Opening? _opening;
    private bool _isDisposed;

    /// <summary>The state of the client.</summary>
    public QmpClientState Current
    {
        get
        {
            lock (this)
            {
                return _current;
            }
        }
    }

    /// <summary>The last session, whether it has been negotiated or not; null before the first.</summary>
    public QmpSession? Session
    {
        get
        {
            lock (this)
            {
                return _session;
            }
        }
    }

    /// <summary>Why the last connection that is made again was lost.</summary>
    public QmpCloseReason? LastDisconnectReason
    {
        get
        {
            lock (this)
            {
                return _lastLoss;
            }
        }
    }

    /// <summary>Whether the client has been disposed.</summary>
    public bool IsDisposed
    {
        get
        {
            lock (this)
            {
                return _isDisposed;
            }
        }
    }

    /// <summary>Moves on, the only way in which a client changes its state.</summary>
    /// <param name="state">The new state.</param>
    /// <param name="session">The new session, with <see cref="QmpClientState.Greeting"/>.</param>
    /// <param name="reason">
    /// The loss behind <see cref="QmpClientState.Reconnecting"/>, or the reason behind <see cref="QmpClientState.Closed"/>.
    /// </param>
    /// <returns>False if the client has been disposed, after which it can only close.</returns>
    public bool MoveTo(QmpClientState state, QmpSession? session = null, QmpCloseReason? reason = null)
    {
        lock (this)
        {
            if (_isDisposed && state != QmpClientState.Closed)
            {
                return false;
            }

            _current = state;
            _session = session ?? _session;
            _lastLoss = state == QmpClientState.Reconnecting ? reason ?? _lastLoss : _lastLoss;
            _end = state == QmpClientState.Closed ? reason : null;
            return true;
        }
    }

    /// <summary>Notes that a connection is going to be made.</summary>
    /// <returns>What is being opened; already cancelled if the client has been disposed.</returns>
    public Opening BeginOpening()
    {
        var opening = new Opening();
        lock (this)
        {
            _opening = opening;
            if (!_isDisposed)
            {
                return opening;
            }
        }

        opening.Cancel();
        return opening;
    }

    /// <summary>Releases what was being opened, which has succeeded or failed.</summary>
    public void EndOpening()
    {
        lock (this)
        {
            _opening = null;
        }
    }

    /// <summary>Marks the client as disposed.</summary>
    /// <returns>What is being opened, to be cancelled, and what is open, to be closed.</returns>
    public (Opening? Opening, QmpSession? Session) Dispose()
    {
        lock (this)
        {
            _isDisposed = true;
            return (_opening, _session);
        }
    }

    /// <summary>The session that takes a command.</summary>
    /// <param name="command">The command's name, for messages.</param>
    /// <exception cref="QmpConnectionClosedException">There is none, or none yet.</exception>
    public QmpSession SessionFor(string command)
    {
        lock (this)
        {
            return _current switch
            {
                QmpClientState.Connected => _session!,
                QmpClientState.Closed => throw new QmpConnectionClosedException(_end!, $"The command '{command}'"),
                _ => throw new QmpConnectionClosedException(
                    _isDisposed ? QmpCloseReason.Disposed : _lastLoss!, $"The command '{command}', sent while the client is reconnecting,"),
            };
        }
    }
}
