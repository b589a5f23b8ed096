using QmpGen.Flows;

namespace QmpGen;

/// <content>The balloon.</content>
public static partial class QmpFlows
{
    /// <summary>Changes how much memory the guest uses (command <c>balloon</c>) and waits until it does.</summary>
    /// <remarks>
    /// The guest decides how far it goes, and how fast; a guest without a driver for the balloon does nothing. The event BALLOON_CHANGE
    /// comes at most once a second, so the flow also asks (<c>query-balloon</c>).
    /// </remarks>
    /// <param name="client">The client.</param>
    /// <param name="bytes">
    /// The amount of memory that the guest should use, in bytes. A value above the size of its memory means all of it.
    /// </param>
    /// <param name="timeout">
    /// Maximum time to wait; <see langword="null"/> to wait indefinitely, which can be forever. The target stays set after a timeout.
    /// </param>
    /// <param name="progress">Receives how much memory the guest uses, in bytes, whenever it has changed.</param>
    /// <param name="cancellationToken">Cancels the wait. The target stays set.</param>
    /// <returns>How it ended. A guest that did not reach the target in time is a result, not an exception.</returns>
    /// <exception cref="QmpCommandException">QEMU does not accept the target.</exception>
    /// <exception cref="QmpConnectionClosedException">The session ended before the target was reached.</exception>
    public static async Task<QmpBalloonResult> BalloonAndWaitAsync(
        this QmpClient client,
        long bytes,
        TimeSpan? timeout = null,
        IProgress<long>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bytes);
        using var flow = new BalloonFlow(client, bytes, timeout, progress, cancellationToken);
        return await flow.RunAsync().ConfigureAwait(false);
    }
}

/// <summary>The result of changing a balloon.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Actual">The amount of memory that the guest uses, in bytes; <see langword="null"/> if QEMU has not reported it.</param>
public sealed record QmpBalloonResult(QmpBalloonOutcome Outcome, long? Actual = null);

/// <summary>Specifies how changing a balloon ended.</summary>
public enum QmpBalloonOutcome
{
    /// <summary>The guest uses the requested amount of memory.</summary>
    Reached,

    /// <summary>The guest did not reach the target within the time limit. It may reach it later, or never.</summary>
    Pending,

    /// <summary>The machine has no balloon device.</summary>
    NoDevice,

    /// <summary>The accelerator cannot use a balloon (error class KVMMissingCap).</summary>
    NotSupported,
}
