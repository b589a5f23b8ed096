using System.Net.Sockets;
using QmpGen.Diagnostics;
using QmpGen.Protocol;

namespace QmpGen;

/// <content>One task leads the client from its first connection to its end.</content>
public sealed partial class QmpClient
{
    private QmpCloseReason? _gap;

    private async Task RunAsync()
    {
        QmpCloseReason reason;
        var hadSession = true;
        try
        {
            await OpenAsync(_opening!.Token).ConfigureAwait(false);
            _opening.Finish();
            SetOpening(null);
            while (ShouldReconnect(reason = await _session!.Completion.ConfigureAwait(false)))
            {
                await ReopenAsync(reason).ConfigureAwait(false);
            }
        }
#pragma warning disable CA1031 // Whatever keeps the client from connecting is what its caller gets, and the reason of its end.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            reason = ReasonFor(exception);
            _opening?.Fail(exception);
            hadSession = LastLoss is not null;
        }

        // A log that fails must keep nobody waiting.
        try
        {
            SetState(QmpClientState.Closed);
            if (hadSession)
            {
                Log.SessionEnded(_logger, _connector.Name, reason);
            }
        }
        finally
        {
            _hub.Complete(reason);
            _completion.SetResult(reason);
        }
    }

    /// <summary>Notes what is being opened, or that it stands; whoever disposed of the client meanwhile may have missed it.</summary>
    private void SetOpening(Opening? opening)
    {
        _opening = opening;
        Interlocked.MemoryBarrier();
        if (_isDisposed)
        {
            _ = opening?.CancelAsync();
            _session!.Close(QmpCloseReason.Disposed);
        }
    }

    private bool ShouldReconnect(QmpCloseReason reason) =>
        _options.Reconnect is { } reconnect
        && _connector.CanRepeat
        && reason.Kind != QmpCloseKind.Disposed
        && (reason.Kind != QmpCloseKind.Shutdown || reconnect.AfterShutdown);

    private async Task ReopenAsync(QmpCloseReason lost)
    {
        Volatile.Write(ref _gap, lost);
        SetState(QmpClientState.Reconnecting);
        Log.SessionEnded(_logger, _connector.Name, lost);
        _hub.NoteGap(lost);
        var opening = new Opening();
        SetOpening(opening);
        var reconnect = _options.Reconnect!;
        for (var failures = 0; ; failures++)
        {
            // Chance only spreads clients over time; nobody gains by guessing it.
#pragma warning disable CA5394
            var delay = reconnect.DelayAfter(failures, Random.Shared.NextDouble());
#pragma warning restore CA5394
            Log.Reconnecting(_logger, _connector.Name, delay, failures + 1);
            await Task.Delay(delay, _options.TimeProvider, opening.Token).ConfigureAwait(false);
            try
            {
                await OpenAsync(opening.Token).ConfigureAwait(false);
                SetOpening(null);
                return;
            }
            catch (Exception exception) when (!_isDisposed && !(failures + 1 >= reconnect.MaxAttempts))
            {
                Log.ReconnectFailed(_logger, _connector.Name, exception.Message);
                Log.ConnectFailure(_logger, exception, _connector.Name);
                SetState(QmpClientState.Reconnecting);
            }
        }
    }

    /// <summary>Connects and negotiates; leaves nothing behind if that fails.</summary>
    private async Task OpenAsync(CancellationToken cancellationToken)
    {
        var stream = await WrapAsync(await DialAsync(cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
        var session = new QmpSession(stream, _options, _hub, SetState, _counters, _logger);
        _session = session;
        try
        {
            await session.NegotiateAsync(_connector.Name, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await session.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task<Stream> DialAsync(CancellationToken cancellationToken)
    {
        using var deadline = new Deadline(
            QmpTimeoutKind.Connect, _options.ConnectTimeout, _options.TimeProvider, () => $"No connection with {_connector.Name} came about in time", cancellationToken);
        try
        {
            return await deadline.WaitAsync(new ValueTask<Stream>(_connector.ConnectAsync(deadline.Token))).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is SocketException or IOException or ArgumentException && _connector.Endpoint is { } endpoint)
        {
            throw new QmpConnectException(endpoint, exception);
        }
    }

    private async Task<Stream> WrapAsync(Stream stream)
    {
        try
        {
            return _options.WrapConnection?.Invoke(stream) ?? stream;
        }
        catch
        {
            await stream.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private QmpCloseReason ReasonFor(Exception exception) => exception switch
    {
        _ when _isDisposed => QmpCloseReason.Disposed,
        QmpConnectionClosedException closed => closed.Reason,
        _ => SessionFailures.For(exception, isShuttingDown: false),
    };
}
