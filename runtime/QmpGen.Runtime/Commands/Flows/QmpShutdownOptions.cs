namespace QmpGen;

/// <summary>Configures how a machine is shut down.</summary>
public sealed record QmpShutdownOptions
{
    internal static QmpShutdownOptions Default { get; } = new();

    /// <summary>Maximum time for the guest to shut down; 60 s by default, <see langword="null"/> to wait indefinitely.</summary>
    public TimeSpan? Timeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>What to do if the guest has not shut down in time; nothing by default.</summary>
    public QmpShutdownFallback Fallback { get; init; }

    /// <summary>Maximum time for QEMU to exit, once the guest has shut down or <c>quit</c> was sent; 10 s by default.</summary>
    public TimeSpan ExitTimeout { get; init; } = TimeSpan.FromSeconds(10);
}

/// <summary>Specifies what to do if a guest does not shut down.</summary>
public enum QmpShutdownFallback
{
    /// <summary>Nothing: the machine runs on.</summary>
    None,

    /// <summary>Ends QEMU with <c>quit</c>, as if the power had failed: the guest loses what it has not written to its disks.</summary>
    Quit,
}

/// <summary>The result of shutting down.</summary>
/// <param name="Outcome">How it ended.</param>
public sealed record QmpShutdownResult(QmpShutdownOutcome Outcome)
{
    /// <summary>
    /// Whether QEMU has ended the connection. False for <see cref="QmpShutdownOutcome.ShutDown"/> if QEMU stays, as with
    /// <c>-no-shutdown</c>. Whether the process has ended, only its parent knows.
    /// </summary>
    public bool HasExited { get; init; }

    /// <summary>
    /// The reason that the event SHUTDOWN tells, such as <c>guest-shutdown</c>, or <c>guest-reset</c> with <c>-no-reboot</c>;
    /// <see langword="null"/> if the event did not come, or QEMU is older than 4.0.
    /// </summary>
    public string? Reason { get; init; }

    /// <summary>How often the machine was reset meanwhile: a guest that reboots has not shut down.</summary>
    public int ResetCount { get; init; }
}

/// <summary>Specifies how shutting down ended.</summary>
public enum QmpShutdownOutcome
{
    /// <summary>The machine has shut down (event SHUTDOWN), or QEMU has ended.</summary>
    ShutDown,

    /// <summary>The guest did not shut down in time, and <c>quit</c> has ended QEMU.</summary>
    Quit,

    /// <summary>The guest did not shut down in time, and there is no fallback. It may still do so.</summary>
    StillRunning,

    /// <summary><c>quit</c> was sent, but QEMU has not ended in time. The process is for its parent to kill.</summary>
    NotExited,
}
