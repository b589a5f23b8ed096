namespace QmpGen;

/// <summary>
/// How a client connects again after it has lost its connection, and with <see cref="WaitForFirstConnection"/> for the first
/// time too. QEMU replays nothing: what happened meanwhile is lost, and each subscription gets a
/// <see cref="ConnectionGapEvent"/> where that may be so.
/// </summary>
public sealed record QmpReconnectOptions
{
    /// <summary>The delay before the first attempt; it doubles with each one that fails.</summary>
    public TimeSpan InitialDelay { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The longest delay.</summary>
    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How much of each delay is left to chance, from 0 to 1, so that clients that lost one host do not all come back at
    /// one moment. With 0.5 a delay lies between a half and the whole.
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

    /// <summary>Maximum number of attempts in a row that may fail; after the last one the client ends. Null for no limit.</summary>
    public int? MaxAttempts { get; init; }

    /// <summary>
    /// Whether to repeat the first connection as well, so that a client can be started before its QEMU is. Connecting then
    /// ends with the connection, with the failure of the last of <see cref="MaxAttempts"/>, or when it is cancelled; the
    /// <see cref="OperationCanceledException"/> has the last failure as its inner exception. False by default: the first
    /// failure ends it. A stream that is connected already cannot be connected again.
    /// </summary>
    public bool WaitForFirstConnection { get; init; }

    /// <summary>
    /// Called after each attempt that failed, before the next one is due; null, the default, for nobody. The log has the
    /// same as a warning whenever the cause changes. An exception that it throws ends the client.
    /// </summary>
    public Action<QmpFailedAttempt>? OnAttemptFailed { get; init; }

    /// <summary>Whether to connect again after QEMU has shut down as announced, for a virtual machine that is started again under the same address.</summary>
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
