namespace QmpGen;

/// <summary>The result of a migration.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Progress">The last progress that QEMU reported; <see langword="null"/> if it reported none.</param>
/// <param name="Error">Why the migration failed, in QEMU's words; <see langword="null"/> if it did not or QEMU does not say.</param>
/// <param name="RunState">
/// The run state of this machine afterwards; <see langword="null"/> if the connection ended. After a failure, the guest runs on
/// (<c>running</c>) or stands still (<c>postmigrate</c>, <c>paused</c>); then <c>cont</c> resumes it.
/// </param>
public sealed record QmpMigrationResult(
    QmpMigrationOutcome Outcome, QmpMigrationProgress? Progress = null, string? Error = null, string? RunState = null);

/// <summary>Specifies how a migration ended.</summary>
public enum QmpMigrationOutcome
{
    /// <summary>The guest is at the destination. This machine is in the run state <c>postmigrate</c>.</summary>
    Completed,

    /// <summary>The migration failed. <see cref="QmpMigrationResult.RunState"/> says whether the guest still runs here.</summary>
    Failed,

    /// <summary>The migration was cancelled and is over. The guest is here.</summary>
    Cancelled,

    /// <summary>
    /// The migration waits before the switch-over, because the capability <c>pause-before-switchover</c> is set. Continue it with
    /// <c>migrate-continue</c> and wait again.
    /// </summary>
    BeforeSwitchover,

    /// <summary>Postcopy was interrupted. Continue it with <c>migrate-recover</c> at the destination and <c>migrate</c> here.</summary>
    PostcopyPaused,

    /// <summary>The time limit has passed. The migration continues.</summary>
    Running,

    /// <summary>There is no migration, and there was none before.</summary>
    None,
}
