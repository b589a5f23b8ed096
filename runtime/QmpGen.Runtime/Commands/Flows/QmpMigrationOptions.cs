namespace QmpGen;

/// <summary>Configures how a migration is run.</summary>
public sealed record QmpMigrationOptions
{
    internal static QmpMigrationOptions Default { get; } = new();

    /// <summary>
    /// Maximum time to wait; <see langword="null"/>, the default, to wait indefinitely. The migration continues after a timeout; use
    /// <see cref="QmpFlows.WaitForMigrationAsync"/> or <see cref="QmpFlows.CancelMigrationAsync"/>.
    /// </summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Maximum time to wait for the end of a migration that the token cancels; 30 s by default.</summary>
    public TimeSpan CancelTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Receives the progress, once a second and whenever the status changes.</summary>
    public IProgress<QmpMigrationProgress>? Progress { get; init; }
}

/// <summary>The progress of a migration, as in the reply to <c>query-migrate</c>. Numbers are 0 until QEMU tells them.</summary>
/// <param name="Status">The status, such as <c>setup</c>, <c>active</c> or <c>completed</c>. QEMU may add values.</param>
/// <param name="Transferred">The bytes of memory sent so far.</param>
/// <param name="Remaining">The bytes of memory still to be sent. The guest can change memory faster than it is sent.</param>
/// <param name="Total">The bytes of memory of the guest.</param>
/// <param name="DirtySyncCount">How often QEMU has begun again with what the guest had changed meanwhile.</param>
/// <param name="Elapsed">The time since the migration started.</param>
/// <param name="Downtime">How long the guest has stood still, once it is known.</param>
public sealed record QmpMigrationProgress(
    string Status, long Transferred, long Remaining, long Total, long DirtySyncCount, TimeSpan Elapsed, TimeSpan? Downtime);
