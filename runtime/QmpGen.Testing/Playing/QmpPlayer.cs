namespace QmpGen.Testing;

/// <summary>
/// Plays a recording to real clients, as the in-memory monitors of the recorded machines. Greetings, events and disconnections
/// happen at their recorded times.
/// </summary>
/// <remarks>
/// A client's commands need not match the recorded ones. Each gets the next recorded reply to a command with that name, not
/// before its recorded time. If there is no further recorded reply, the command fails with <c>CommandNotFound</c>. A client
/// that reconnects gets the next recorded connection; after the last one, connecting fails.
///
/// <para>Machines whose clients are connected are played in the recorded order at any speed: a line is played when the clients have
/// received all earlier lines. So a client that does not read its stream delays the other machines too.</para>
/// </remarks>
public sealed class QmpPlayer : IAsyncDisposable
{
    /// <summary>The speed at which the player does not wait.</summary>
    public const double FullSpeed = double.PositiveInfinity;

    private readonly CancellationTokenSource _disposal = new();
    private readonly PlayOrder _order = new();
    private readonly RecordingIndex _index;
    private readonly Dictionary<string, PlayedMonitor> _monitors;
    private bool _isDisposed;

    /// <summary>Initializes a player. Reads the recording once to index its connections.</summary>
    /// <param name="recording">The recording.</param>
    /// <param name="speed">
    /// The factor by which playing is faster than the recording: 1, the default, plays at the recorded speed;
    /// <see cref="FullSpeed"/> does not wait.
    /// </param>
    /// <param name="timeProvider">The clock, which starts with the first connection; the system clock by default.</param>
    /// <exception cref="QmpRecordingException">The recording cannot be read.</exception>
    public QmpPlayer(QmpRecording recording, double speed = 1, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(recording);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(speed);
        ArgumentOutOfRangeException.ThrowIfEqual(speed, double.NaN);
        var clock = new PlayerClock(speed, timeProvider ?? TimeProvider.System);
        _index = RecordingIndex.Read(recording);
        _monitors = _index.Machines.ToDictionary(
            machine => machine.Vm,
            machine => new PlayedMonitor(machine, recording, clock, _order, _disposal.Token),
            StringComparer.Ordinal);
        Vms = [.. _index.Machines.Select(m => m.Vm)];
    }

    /// <summary>The recorded machines, in the order in which they first appear.</summary>
    public IReadOnlyList<string> Vms { get; }

    /// <summary>
    /// Whether a machine without a client delays the other machines. If <see langword="true"/>, the whole recording is played in its
    /// order; every machine then needs a client, which connects again when a connection ends. By default, a machine is played from
    /// its first line whenever its client connects, and the others do not wait.
    /// </summary>
    public bool WaitForClients
    {
        get => _order.WaitsForClients;
        init
        {
            _order.WaitsForClients = value;
            foreach (var machine in _index.Machines.Where(m => value && m.Connections.Count > 0))
            {
                _order.Place(machine.Vm, machine.FirstLine);
            }
        }
    }

    /// <summary>
    /// A function that is called after a machine's client has received its lines and before a line of another machine is played,
    /// which waits for the returned task. Lets a program that handles events in other tasks keep the recorded order.
    /// <see langword="null"/>, the default, if the player need not wait.
    /// </summary>
    public Func<string, CancellationToken, Task>? WaitForHandling
    {
        get => _order.Handled;
        init => _order.Handled = value;
    }

    /// <summary>
    /// Completes when every recorded connection has been played to its end or closed by its client, including those that no client
    /// has opened yet. Fails if a connection cannot be played.
    /// </summary>
    public Task Completion => Task.WhenAll(_monitors.Values.Select(m => m.Completion));

    /// <summary>Returns the endpoint of a recorded machine: <c>QmpClient.ConnectAsync(player.EndpointOf("vm1"))</c>.</summary>
    /// <param name="vm">The name of the machine, one of <see cref="Vms"/>.</param>
    /// <returns>The endpoint.</returns>
    /// <exception cref="ArgumentException">The recording has no such machine. The message lists the recorded machines.</exception>
    public QmpEndpoint EndpointOf(string vm)
    {
        ArgumentNullException.ThrowIfNull(vm);
        return _monitors.TryGetValue(vm, out var monitor)
            ? QmpEndpoint.FromStream(vm, monitor.ConnectAsync)
            : throw new ArgumentException(
                ForeignText.OnOneLine(
                    $"The recording does not contain the machine '{vm}'; it contains "
                        + $"{(Vms.Count == 0 ? "none" : string.Join(", ", Vms))}."),
                nameof(vm));
    }

    /// <summary>Closes every connection. Can be called more than once.</summary>
    /// <returns>A task that completes when the player has released all its resources.</returns>
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
