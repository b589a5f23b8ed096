namespace QmpGen;

/// <summary>Configures how a job is run to its end.</summary>
public sealed record QmpJobOptions
{
    internal static QmpJobOptions Default { get; } = new();

    /// <summary>
    /// Maximum time to wait; <see langword="null"/>, the default, to wait indefinitely. The job continues after a timeout; use
    /// <see cref="QmpFlows.WaitForJobAsync"/> or <see cref="QmpFlows.CancelJobAsync"/>.
    /// </summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>
    /// Receives the job's progress, once a second and whenever its status changes. QEMU sends no event for progress, so the client
    /// asks only if this is set.
    /// </summary>
    public IProgress<QmpJobProgress>? Progress { get; init; }

    /// <summary>
    /// Whether to complete a job that is ready (<c>job-complete</c>), as a mirror and a commit of the active layer wait for; true by
    /// default. Otherwise, the result is <see cref="QmpJobOutcome.Ready"/>.
    /// </summary>
    public bool CompleteWhenReady { get; init; } = true;

    /// <summary>
    /// Whether to finalize a job that was started with <c>auto-finalize: false</c> (<c>job-finalize</c>); true by default. Otherwise,
    /// the result is <see cref="QmpJobOutcome.Pending"/>.
    /// </summary>
    public bool FinalizeWhenPending { get; init; } = true;
}

/// <summary>The progress of a job, as in the reply to <c>query-jobs</c>.</summary>
/// <param name="Status">The job's status, such as <c>running</c> or <c>ready</c>. QEMU may add values.</param>
/// <param name="Current">How much has been done, in a unit of the job: for most jobs bytes.</param>
/// <param name="Total">How much there is to do as far as the job knows. It can grow.</param>
public sealed record QmpJobProgress(string Status, long Current, long Total)
{
    /// <summary>
    /// The part that has been done, from 0 to 1; <see langword="null"/> if the job does not know how much there is to do.
    /// </summary>
    public double? Fraction => Total > 0 ? Math.Clamp((double)Current / Total, 0, 1) : null;
}
