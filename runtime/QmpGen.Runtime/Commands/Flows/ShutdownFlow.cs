namespace QmpGen.Flows;

/// <summary>Presses the power button, waits for the guest, and falls back. The end of the connection is a success too.</summary>
internal sealed class ShutdownFlow : IDisposable
{
    private readonly FlowWatch _watch;
    private readonly QmpShutdownOptions _options;
    private bool _stays;
    private QmpShutdownResult _result = new(QmpShutdownOutcome.StillRunning);

    public ShutdownFlow(QmpClient client, QmpShutdownOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        _options = options;
        _watch = new FlowWatch(client, "Shutting down", options.Timeout, cancellationToken, "SHUTDOWN", "RESET", "STOP");
    }

    public async Task<QmpShutdownResult> RunAsync()
    {
        var hasShutDown = await _watch.RunAsync(PressAsync, static () => false).ConfigureAwait(false);
        if (!hasShutDown && _options.Fallback == QmpShutdownFallback.None)
        {
            return _result;
        }

        if (!_result.HasExited && !_stays)
        {
            using var rest = _watch.Within(_options.ExitTimeout);
            var outcome = hasShutDown ? QmpShutdownOutcome.ShutDown : QmpShutdownOutcome.NotExited;
            _result = await rest.RunAsync(
                () => hasShutDown ? WaitForExitAsync(rest) : QuitAsync(rest),
                () => _result with { Outcome = outcome }).ConfigureAwait(false);
        }

        return _result;
    }

    public void Dispose() => _watch.Dispose();

    /// <summary>Presses the button, and waits until the machine has shut down.</summary>
    private async Task<bool> PressAsync()
    {
        // With -no-shutdown it may have been before, and then notices no button.
        if (await _watch.AskAsync("query-status").ConfigureAwait(false) is { } status && status.Text("status"u8) == "shutdown")
        {
            _result = new QmpShutdownResult(QmpShutdownOutcome.ShutDown);
            _stays = true;
            return true;
        }

        await _watch.SendAsync("system_powerdown").ConfigureAwait(false);
        while (_result.Outcome != QmpShutdownOutcome.ShutDown)
        {
            await NextAsync(_watch).ConfigureAwait(false);
        }

        return true;
    }

    /// <summary>Waits until QEMU has ended, or shows that it stays.</summary>
    private async Task<QmpShutdownResult> WaitForExitAsync(FlowWatch watch)
    {
        while (!_result.HasExited && await NextAsync(watch).ConfigureAwait(false) is not "STOP")
        {
        }

        return _result;
    }

    private async Task<QmpShutdownResult> QuitAsync(FlowWatch watch)
    {
        // The reply may be lost, and means nothing that the end of the connection does not.
        await watch.SendAsync("quit").ConfigureAwait(false);
        while (!_result.HasExited)
        {
            await NextAsync(watch).ConfigureAwait(false);
        }

        return _result with { Outcome = QmpShutdownOutcome.Quit };
    }

    /// <summary>Takes note of the next event.</summary>
    /// <returns>Its name.</returns>
    private async Task<string> NextAsync(FlowWatch watch)
    {
        QmpEvent? next;
        try
        {
            next = await watch.NextAsync().ConfigureAwait(false);
        }
        catch (QmpConnectionClosedException closed) when (IsExit(closed.Reason))
        {
            _result = _result with { Outcome = QmpShutdownOutcome.ShutDown, HasExited = true };
            return string.Empty;
        }

        _result = next switch
        {
            ConnectionGapEvent gap when IsExit(gap.Reason) => _result with { Outcome = QmpShutdownOutcome.ShutDown, HasExited = true },
            { EventName: "SHUTDOWN" } =>
                _result with { Outcome = QmpShutdownOutcome.ShutDown, Reason = FlowData.Of(next).Text("reason"u8) },
            { EventName: "RESET" } => _result with { ResetCount = _result.ResetCount + 1 },
            _ => _result,
        };
        return next!.EventName;
    }

    /// <summary>A QEMU that ends closes its connection; one that is cut off in another way may live on.</summary>
    private static bool IsExit(QmpCloseReason reason) => reason.Kind is QmpCloseKind.Shutdown or QmpCloseKind.ClosedByPeer;
}
