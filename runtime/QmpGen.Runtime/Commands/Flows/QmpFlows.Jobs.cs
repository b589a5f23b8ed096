using QmpGen.Flows;

namespace QmpGen;

/// <content>Jobs: backup, mirror, commit, stream, create, snapshots.</content>
public static partial class QmpFlows
{
    /// <summary>Starts a job, runs it to its end and dismisses it.</summary>
    /// <remarks>
    /// <para>
    /// A short job can be over before the reply to the command that starts it, and <c>concluded</c> also follows a failure. So the flow
    /// subscribes first, and asks QEMU for the job's status and error (<c>query-jobs</c>) before it dismisses the job.
    /// </para>
    /// <para>
    /// Start the job with <c>auto-dismiss: false</c> if its command has that argument; otherwise QEMU dismisses it at once, and the
    /// result relies on the events BLOCK_JOB_COMPLETED and BLOCK_JOB_CANCELLED. Needs QEMU 3.0.
    /// </para>
    /// </remarks>
    /// <param name="client">The client.</param>
    /// <param name="command">The command that starts the job, such as <c>blockdev-backup</c>, with the argument <c>job-id</c>.</param>
    /// <param name="jobId">The value of the command's argument <c>job-id</c>.</param>
    /// <param name="options">The time limit, the receiver of progress, and where to stop.</param>
    /// <param name="cancellationToken">Cancels the wait, not the job; see <see cref="CancelJobAsync"/>.</param>
    /// <returns>How the job ended.</returns>
    /// <exception cref="QmpCommandException">QEMU did not start the job, or did not complete or finalize it.</exception>
    /// <exception cref="QmpConnectionClosedException">The session ended before the job.</exception>
    public static async Task<QmpJobResult> RunJobAsync(
        this QmpClient client,
        QmpCommand command,
        string jobId,
        QmpJobOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        using var flow = new JobFlow(client, jobId, options ?? QmpJobOptions.Default, cancellationToken);
        return await flow.RunAsync(command).ConfigureAwait(false);
    }

    /// <summary>Runs a job that has been started to its end and dismisses it.</summary>
    /// <param name="client">The client.</param>
    /// <param name="jobId">The job's id.</param>
    /// <param name="options">The time limit, the receiver of progress, and where to stop.</param>
    /// <param name="cancellationToken">Cancels the wait, not the job.</param>
    /// <returns>How the job ended.</returns>
    /// <inheritdoc cref="RunJobAsync" path="/exception"/>
    public static async Task<QmpJobResult> WaitForJobAsync(
        this QmpClient client, string jobId, QmpJobOptions? options = null, CancellationToken cancellationToken = default)
    {
        using var flow = new JobFlow(client, jobId, options ?? QmpJobOptions.Default, cancellationToken);
        return await flow.RunAsync(command: null).ConfigureAwait(false);
    }

    /// <summary>Cancels a job (<c>job-cancel</c>), waits for its end and dismisses it.</summary>
    /// <param name="client">The client.</param>
    /// <param name="jobId">The job's id.</param>
    /// <param name="timeout">Maximum time to wait; <see langword="null"/> to wait indefinitely.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>
    /// How the job ended: <see cref="QmpJobOutcome.Completed"/> or <see cref="QmpJobOutcome.Failed"/> if it ended before it could be
    /// cancelled.
    /// </returns>
    /// <exception cref="QmpCommandException">QEMU did not cancel the job, which still runs.</exception>
    /// <exception cref="QmpConnectionClosedException">The session ended before the job.</exception>
    public static async Task<QmpJobResult> CancelJobAsync(
        this QmpClient client, string jobId, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        using var flow = new JobFlow(
            client,
            jobId,
            new QmpJobOptions { Timeout = timeout, CompleteWhenReady = false, FinalizeWhenPending = false },
            cancellationToken);
        return await flow.CancelAsync().ConfigureAwait(false);
    }
}
