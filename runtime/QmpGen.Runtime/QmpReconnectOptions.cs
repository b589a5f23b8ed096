namespace QmpGen;

/// <summary>
/// Configures how a client reconnects after it loses its connection and, with <see cref="WaitForFirstConnection"/>, how it first
/// connects. QEMU does not replay events: those sent while there is no connection are lost, and each subscription receives a
/// <see cref="ConnectionGapEvent"/> in their place.
/// </summary>
public sealed record QmpReconnectOptions
{
    /// <summary>The delay before the first attempt. It doubles after each failed attempt.</summary>
    public TimeSpan InitialDelay { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The maximum delay between attempts.</summary>
    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The random fraction of each delay, from 0 to 1, so that clients of one host do not all reconnect at the same moment.
    /// With 0.5, each delay is between half and all of its full length.
    /// </summary>
    public double Jitter
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 1);
            field = value;
        }
    } = 0.5;

    /// <summary>Maximum number of consecutive failed attempts, after which the client ends. <see langword="null"/> for no limit.</summary>
    public int? MaxAttempts { get; init; }

    /// <summary>
    /// Whether to retry the first connection too, so that a client can start before its QEMU. Connecting then ends when it succeeds,
    /// when the last of <see cref="MaxAttempts"/> fails, or when it is cancelled; the
    /// <see cref="OperationCanceledException"/> has the last failure as its inner exception. <see langword="false"/> by default:
    /// connecting fails at once. A client of an already connected stream cannot reconnect.
    /// </summary>
    public bool WaitForFirstConnection { get; init; }

    /// <summary>
    /// Called when the client has lost its connection and is about to reconnect, before the first attempt, with the reason;
    /// <see langword="null"/> by default. Events that were received before can still be unread at that moment. An exception thrown
    /// by the callback ends the client.
    /// </summary>
    public Action<QmpCloseReason>? OnDisconnected { get; init; }

    /// <summary>
    /// Called after each failed attempt, before the delay; <see langword="null"/> by default. The failure is also logged as a
    /// warning whenever its cause changes. An exception thrown by the callback ends the client.
    /// </summary>
    public Action<QmpFailedAttempt>? OnAttemptFailed { get; init; }

    /// <summary>
    /// Whether to reconnect after QEMU shuts down as announced, for a virtual machine that is restarted at the same address.
    /// <see langword="false"/> by default.
    /// </summary>
    public bool AfterShutdown { get; init; }

    /// <summary>The delay before an attempt.</summary>
    /// <param name="failures">How many attempts in a row have failed.</param>
    /// <param name="chance">A number from 0 to 1.</param>
    internal TimeSpan DelayAfter(int failures, double chance)
    {
        var delay = Math.Min(InitialDelay.TotalSeconds * Math.Pow(2, failures), MaxDelay.TotalSeconds);
        return TimeSpan.FromSeconds(delay * (1 - (Jitter * chance)));
    }
}
