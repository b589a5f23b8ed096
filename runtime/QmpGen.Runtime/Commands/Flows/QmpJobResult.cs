namespace QmpGen;

/// <summary>The result of running a job.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Error">
/// Why the job failed, in QEMU's words; <see langword="null"/> if it did not. QEMU reports it in no event and only until the job is
/// dismissed, so the flow reads it from <c>query-jobs</c> first.
/// </param>
public sealed record QmpJobResult(QmpJobOutcome Outcome, string? Error = null);

/// <summary>Specifies how a job ended.</summary>
public enum QmpJobOutcome
{
    /// <summary>The job has done its work and is dismissed.</summary>
    Completed,

    /// <summary>The job failed and is dismissed. <see cref="QmpJobResult.Error"/> says why.</summary>
    Failed,

    /// <summary>The job was cancelled and is dismissed.</summary>
    Cancelled,

    /// <summary>
    /// The job waits for <c>job-complete</c>, and <see cref="QmpJobOptions.CompleteWhenReady"/> is false. A mirror keeps copying what
    /// the guest writes.
    /// </summary>
    Ready,

    /// <summary>The job waits for <c>job-finalize</c>, and <see cref="QmpJobOptions.FinalizeWhenPending"/> is false.</summary>
    Pending,

    /// <summary>The time limit has passed. The job still runs, or is paused.</summary>
    Running,

    /// <summary>
    /// QEMU does not have the job: there never was one, or it was dismissed, by itself or by another client, before its end could be
    /// seen. Start jobs with <c>auto-dismiss: false</c> to rule out the latter.
    /// </summary>
    NotFound,
}
