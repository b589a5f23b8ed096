namespace QmpGen.Testing;

/// <summary>
/// Plays a recording to real clients: to each it is the monitor of one of the recorded machines, in memory, with the
/// recorded greeting, events and ends of connections at their times.
/// </summary>
/// <remarks>
/// A client's commands need not be the recorded ones. Each gets the reply that the recorded client got to its next command of
/// that name, no earlier than it came; a command that was not recorded so often fails with <c>CommandNotFound</c>. A client
/// that reconnects gets the next recorded connection; after the last one it cannot connect any more.
/// </remarks>
public sealed class QmpPlayer : IAsyncDisposable
{
    /// <summary>The speed at which nothing waits.</summary>
    public const double FullSpeed = double.PositiveInfinity;

    private readonly CancellationTokenSource _disposal = new();
    private readonly Dictionary<string, PlayedMonitor> _monitors;
    private bool _isDisposed;

    /// <summary>Prepares a recording, which is read through once to learn what is in it.</summary>
    /// <param name="recording">The recording.</param>
    /// <param name="speed">
    /// How many times as fast as it was recorded: 1, the default, for the recorded speed; <see cref="FullSpeed"/> without
    /// waiting.
    /// </param>
    /// <param name="timeProvider">The clock, which runs from the first connection on; the system's by default.</param>
    /// <exception cref="QmpRecordingException">The recording cannot be read.</exception>
    public QmpPlayer(QmpRecording recording, double speed = 1, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(recording);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(speed);
        ArgumentOutOfRangeException.ThrowIfEqual(speed, double.NaN);
        var clock = new PlayerClock(speed, timeProvider ?? TimeProvider.System);
        var index = RecordingIndex.Read(recording);
        _monitors = index.Machines.ToDictionary(
            machine => machine.Vm,
            machine => new PlayedMonitor(machine, recording, clock, _disposal.Token),
            StringComparer.Ordinal);
        Vms = [.. index.Machines.Select(m => m.Vm)];
    }

    /// <summary>The monitors of the recording, in the order in which they first appear.</summary>
    public IReadOnlyList<string> Vms { get; }

    /// <summary>
    /// Ends when every recorded connection has been played, or left by its client; fails with whatever kept one from being
    /// played. A recorded connection that no client asks for is waited for.
    /// </summary>
    public Task Played => Task.WhenAll(_monitors.Values.Select(m => m.Played));

    /// <summary>Where clients reach a recorded machine: <c>QmpClient.ConnectAsync(player.EndpointOf("vm1"))</c>.</summary>
    /// <param name="vm">The machine, one of <see cref="Vms"/>.</param>
    /// <returns>The endpoint.</returns>
    /// <exception cref="ArgumentException">The recording has no such machine; the message lists those it has.</exception>
    public QmpEndpoint EndpointOf(string vm)
    {
        ArgumentNullException.ThrowIfNull(vm);
        return _monitors.TryGetValue(vm, out var monitor)
            ? QmpEndpoint.Through(vm, monitor.ConnectAsync)
            : throw new ArgumentException($"The recording has no machine '{vm}'; it has {(Vms.Count == 0 ? "none" : string.Join(", ", Vms))}.", nameof(vm));
    }

    /// <summary>Ends every connection, once, however often it is called.</summary>
    /// <returns>Ends when nothing of the player is left.</returns>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, true))
        {
            return;
        }

        await _disposal.CancelAsync().ConfigureAwait(false);
        foreach (var monitor in _monitors.Values)
        {
            await monitor.DisposeAsync().ConfigureAwait(false);
        }
    }
}
