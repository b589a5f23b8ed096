using Microsoft.Extensions.Logging;
using QmpGen.Diagnostics;
using QmpGen.Protocol;
using QmpGen.Serialization;
using QmpGen.Subscriptions;
using QmpGen.Transport;

namespace QmpGen.Connection;

/// <summary>
/// The owner of a client's life: one task leads it from the first attempt to connect to its end, and one
/// <see cref="ConnectionState"/> holds what changes meanwhile.
/// </summary>
internal sealed class ConnectionLoop : ISessionOwner
{
    private readonly Connector _connector;
    private readonly ILogger _logger;
    private readonly TaskCompletionSource<QmpCloseReason> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ConnectionLoop(Connector connector, QmpClientOptions options, ClientCounters counters, ILogger logger)
    {
        _connector = connector;
        Options = options;
        Counters = counters;
        _logger = logger;
        Hub = new EventHub(options, counters, logger);
    }

    public QmpClientOptions Options { get; }

    public ClientCounters Counters { get; }

    public ConnectionState State { get; } = new();

    public EventHub Hub { get; }

    /// <summary>What the client is connected to, for messages.</summary>
    public string Peer => _connector.Name;

    /// <summary>The endpoint of each connection; null if there is only a stream.</summary>
    public QmpEndpoint? Endpoint => _connector.Endpoint;

    /// <summary>Who is at the other end, if that is known.</summary>
    public QmpPeer? PeerIdentity => _connector.Peer;

    /// <summary>The reason of the client's end; never fails.</summary>
    public Task<QmpCloseReason> Completion => _completion.Task;

    /// <summary>Starts the client's life and waits until commands may be run; leaves nothing behind if that fails.</summary>
    /// <param name="cancellationToken">Cancels the attempts.</param>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var opening = State.BeginOpening();

        _ = RunAsync(opening);
        try
        {
            await opening.Finished.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            await DisposeAsync().ConfigureAwait(false);
            if (exception is OperationCanceledException && cancellationToken.IsCancellationRequested && opening.LastFailure is { } failure)
            {
                throw new OperationCanceledException(
                    ForeignText.OnOneLine($"Connecting to {Peer} was cancelled. The last attempt failed: {failure.Message}"),
                    failure,
                    cancellationToken);
            }

            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        var (opening, session) = State.Dispose();
        if (opening is not null)
        {
            await opening.CancelAsync().ConfigureAwait(false);
        }

        session?.Close(QmpCloseReason.Disposed);
        await Completion.ConfigureAwait(false);
    }

    void ISessionOwner.Greeted() => MoveTo(QmpClientState.Negotiating);

    /// <summary>First the state, then those who wait: whoever hears of a gap may run a command at once.</summary>
    void ISessionOwner.Negotiated()
    {
        MoveTo(QmpClientState.Connected);
        Log.Connected(_logger, Peer, State.Session?.Greeting?.Version?.ToString() ?? "of an unknown version");
        Hub.Negotiated();
    }

    void ISessionOwner.Received(EventHeader header, ReadOnlySpan<byte> name, ReadOnlySpan<byte> text) => Hub.Accept(header, name, text);

    private async Task RunAsync(Opening? opening)
    {
        QmpCloseReason reason;
        var hadSession = false;
        try
        {
            await OpenAsync(opening!, isFirst: true).ConfigureAwait(false);
            (opening, hadSession) = (null, true);
            while (MayRepeat(reason = await State.Session!.Completion.ConfigureAwait(false)))
            {
                await ReopenAsync(reason).ConfigureAwait(false);
            }
        }
#pragma warning disable CA1031 // Whatever keeps the client from connecting is what its caller gets, and the reason of its end.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            reason = ReasonFor(exception);
            opening?.Fail(exception);
        }

        try
        {
            _connector.Release();
            MoveTo(QmpClientState.Closed, reason: reason);
            if (hadSession)
            {
                LogEnd(reason);
            }
        }
#pragma warning disable CA1031 // All that can still fail is a log, which must keep nobody waiting.
        catch (Exception)
#pragma warning restore CA1031
        {
        }

        Hub.Complete(reason);
        _completion.SetResult(reason);
    }

    /// <summary>Moves on, and logs it outside the lock.</summary>
    private bool MoveTo(QmpClientState state, QmpSession? session = null, QmpCloseReason? reason = null)
    {
        var hasMoved = State.MoveTo(state, session, reason);
        if (hasMoved)
        {
            Log.StateChanged(_logger, Peer, state);
        }

        return hasMoved;
    }

    private void LogEnd(QmpCloseReason reason)
    {
        Counters.LogRest();
        Log.SessionEnded(_logger, Peer, reason);
    }

    private bool MayRepeat(QmpCloseReason reason) =>
        Options.Reconnect is { } reconnect
        && _connector.CanRepeat
        && reason.Kind != QmpCloseKind.Disposed
        && (reason.Kind != QmpCloseKind.Shutdown || reconnect.AfterShutdown);

    private async Task ReopenAsync(QmpCloseReason lost)
    {
        var opening = State.BeginOpening();
        MoveTo(QmpClientState.Reconnecting, reason: lost);
        LogEnd(lost);
        Hub.NoteGap(lost);
        Options.Reconnect!.OnDisconnected?.Invoke(lost);
        await OpenAsync(opening, isFirst: false).ConfigureAwait(false);
    }

    /// <summary>Makes a connection, in as many attempts as the options allow.</summary>
    private async Task OpenAsync(Opening opening, bool isFirst)
    {
        var attempts = new Attempts(Options, _connector, isFirst, _logger);
        while (true)
        {
            await attempts.WaitAsync(opening.Token).ConfigureAwait(false);
            try
            {
                await ConnectAsync(opening.Token).ConfigureAwait(false);
                State.EndOpening();
                opening.Finish();
                return;
            }
            catch (Exception exception) when (!State.IsDisposed)
            {
                opening.LastFailure = exception;
                if (!attempts.MayGoOnAfter(exception))
                {
                    throw;
                }

                MoveTo(isFirst ? QmpClientState.Connecting : QmpClientState.Reconnecting);
            }
        }
    }

    /// <summary>Connects and negotiates; leaves nothing behind if that fails.</summary>
    private async Task ConnectAsync(CancellationToken cancellationToken)
    {
        var stream = await DialAsync(cancellationToken).ConfigureAwait(false);
        var session = new QmpSession(stream, Options, this, Counters, _logger);
        if (!MoveTo(QmpClientState.Greeting, session))
        {
            session.Close(QmpCloseReason.Disposed);
        }

        session.Start();
        try
        {
            await session.NegotiateAsync(Peer, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await session.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Connects, and wraps the connection; what comes about too late is closed.</summary>
    private async Task<Stream> DialAsync(CancellationToken cancellationToken)
    {
        using var deadline = new Deadline(
            QmpTimeoutKind.Connect,
            Options.ConnectTimeout,
            Options.TimeProvider,
            () => $"connecting to {Peer}{_connector.Remark}",
            cancellationToken);
        var token = deadline.Token;
        var dialling = _connector.IsForeign || Options.WrapStream is not null
            ? Task.Run(() => DialAndWrapAsync(token), CancellationToken.None)
            : DialAndWrapAsync(token);
        try
        {
            return await deadline.WaitAsync(new ValueTask<Stream>(dialling.WaitAsync(token))).ConfigureAwait(false);
        }
        catch
        {
            CloseWhenDone(dialling);
            throw;
        }
    }

    private async Task<Stream> DialAndWrapAsync(CancellationToken cancellationToken)
    {
        var stream = await _connector.ConnectAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return Options.WrapStream?.Invoke(stream) ?? stream;
        }
        catch
        {
            await stream.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static void CloseWhenDone(Task<Stream> dialling) => dialling.ContinueWith(
        static ended =>
        {
            if (ended.IsCompletedSuccessfully)
            {
                new SessionStream(ended.Result).CloseAsync();
            }

            return ended.Exception;
        },
        CancellationToken.None,
        TaskContinuationOptions.None,
        TaskScheduler.Default);

    private QmpCloseReason ReasonFor(Exception exception) => exception switch
    {
        _ when State.IsDisposed => QmpCloseReason.Disposed,
        QmpConnectionClosedException closed => closed.Reason,
        _ => SessionFailures.For(exception, isShuttingDown: false),
    };
}
