using Microsoft.Extensions.Logging;

namespace QmpGen.Hosting;

/// <summary>The one task of a monitor, from its start to its stop: connects, hands out events, never fails.</summary>
// The token source has neither timer nor handle: there is nothing to dispose of, and handlers may look at its token later.
#pragma warning disable CA1001
internal sealed class MonitorRun(QmpMonitor monitor, QmpClientOptions options, MonitorMetrics metrics, ILogger logger)
#pragma warning restore CA1001
{
    // Whose handler the code at hand was called from, if it was.
    private static readonly AsyncLocal<MonitorRun?> Handling = new();

    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource<QmpClient> _connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly QmpReconnectOptions _reconnect = options.Reconnect ?? QmpMonitors.DefaultReconnect;
    private readonly TimeProvider _time = options.TimeProvider;
    private Task _running = Task.CompletedTask;
    private string? _problem;

    public QmpClient? Client { get; private set; }

    /// <summary>Why the last connection ended; null if none has.</summary>
    public QmpCloseReason? Loss => Client switch
    {
        null => null,
        { Completion: { IsCompletedSuccessfully: true } ended } => ended.Result,
        var client => client.LastDisconnectReason,
    };

    public string? LastError => _problem ?? Loss?.Message;

    public Task<QmpClient> Connected => _connected.Task;

    /// <summary>Waits for the first connection, as long as one attempt may take.</summary>
    public async Task<QmpClient> GetClientInTimeAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await Connected.WaitAsync(options.ConnectTimeout, _time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            var problem = LastError is { } error ? $"The last attempt failed: {error}" : "No attempt has ended yet";
            throw new QmpTimeoutException(
                QmpTimeoutKind.Connect,
                options.ConnectTimeout,
                $"waiting for the first connection of the monitor {monitor}. {problem.TrimEnd('.')}");
        }
    }

    public void Start(IReadOnlyList<IQmpEventHandler> handlers) => _running = RunAsync(handlers);

    public async Task StopAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);

        // A handler that waited here would wait for itself.
        if (Handling.Value != this)
        {
            await _running.ConfigureAwait(false);
        }

        Fail(new InvalidOperationException($"The monitor {monitor} was stopped before it connected."));
    }

    /// <summary>
    /// Ends once there is no connection any more: the handlers get the events that came until then, and the monitor does not
    /// connect again.
    /// </summary>
    /// <returns>False if the monitor is connected, and goes on.</returns>
    public async Task<bool> TryRetireAsync()
    {
        if (Client is not { } client)
        {
            await StopAsync().ConfigureAwait(false);
            return true;
        }

        if (client.State == QmpClientState.Connected)
        {
            return false;
        }

        await client.DisposeAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);
        return true;
    }

    private async Task RunAsync(IReadOnlyList<IQmpEventHandler> handlers)
    {
        // The host's start must not wait for a machine that may be dead.
        await Task.Yield();
        try
        {
            var client = await ConnectAsync(handlers.Count > 0).ConfigureAwait(false);
            Client = client;
            _problem = null;
            await using (client.ConfigureAwait(false))
            {
                _connected.TrySetResult(client);
                await HandleAsync(client, handlers).ConfigureAwait(false);
                await client.Completion.WaitAsync(_stop.Token).ConfigureAwait(false);
            }
        }
        catch (Exception) when (_stop.IsCancellationRequested)
        {
            _problem = "The monitor was stopped.";
        }
#pragma warning disable CA1031 // Nothing that goes wrong with one machine may end the host.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _problem = exception.Message;
            Log.GaveUp(logger, exception, monitor);
            Fail(exception);
        }
    }

    private Task<QmpClient> ConnectAsync(bool hasHandlers) => QmpClient.ConnectAsync(
        monitor.Endpoint,
        options with
        {
            EventCapacity = hasHandlers ? options.EventCapacity : 0,
            Reconnect = _reconnect with { WaitForFirstConnection = true, OnAttemptFailed = OnAttemptFailed },
        },
        _stop.Token);

    private void OnAttemptFailed(QmpFailedAttempt attempt)
    {
        if (Client is null)
        {
            _problem = attempt.Exception.Message;
        }

        _reconnect.OnAttemptFailed?.Invoke(attempt);
    }

    private async Task HandleAsync(QmpClient client, IReadOnlyList<IQmpEventHandler> handlers)
    {
        try
        {
            await foreach (var e in client.Events.WithCancellation(_stop.Token).ConfigureAwait(false))
            {
                foreach (var handler in handlers)
                {
                    await HandleAsync(handler, e).ConfigureAwait(false);
                }
            }
        }
        catch (QmpException exception)
        {
            // The client has ended; its completion says the same.
            Log.Ended(logger, exception, monitor);
        }
    }

    private async Task HandleAsync(IQmpEventHandler handler, QmpEvent e)
    {
        var started = _time.GetTimestamp();
        Handling.Value = this;
        try
        {
            await handler.HandleAsync(e, _stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            throw;
        }
#pragma warning disable CA1031 // An event that one handler cannot cope with must neither end the host nor the events after it.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            metrics.HandlerFailed(monitor.Name, e.EventName);
            Log.HandlerFailed(logger, exception, handler.GetType().Name, ForeignText.OnOneLine(e.EventName), monitor);
        }
        finally
        {
            metrics.Handled(monitor.Name, e.EventName, _time.GetElapsedTime(started));
        }
    }

    private void Fail(Exception exception)
    {
        if (_connected.TrySetException(exception))
        {
            _ = _connected.Task.Exception;
        }
    }
}
