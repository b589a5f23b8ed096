using QmpGen.Flows;

namespace QmpGen;

/// <content>Migration.</content>
public static partial class QmpFlows
{
    /// <summary>Migrates the machine and waits for the end of the migration.</summary>
    /// <param name="client">The client.</param>
    /// <param name="uri">The destination, such as <c>tcp:host:4444</c>, <c>unix:/path</c> or <c>exec:command</c>.</param>
    /// <param name="options">The time limit and the receiver of progress.</param>
    /// <param name="cancellationToken">
    /// Cancels the migration. The task then completes when the migration is over, with a result: the cancellation may come too late.
    /// </param>
    /// <returns>How the migration ended.</returns>
    /// <inheritdoc cref="MigrateAndWaitAsync(QmpClient, QmpCommand, QmpMigrationOptions?, CancellationToken)" path="/remarks"/>
    /// <inheritdoc cref="MigrateAndWaitAsync(QmpClient, QmpCommand, QmpMigrationOptions?, CancellationToken)" path="/exception"/>
    public static Task<QmpMigrationResult> MigrateAndWaitAsync(
        this QmpClient client, string uri, QmpMigrationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(uri);
        return client.MigrateAndWaitAsync(
            new QmpCommand("migrate", writer => writer.WriteString("uri"u8, uri)), options, cancellationToken);
    }

    /// <summary>Migrates the machine with any command and waits for the end of the migration.</summary>
    /// <remarks>
    /// The flow enables the capability <c>events</c>, without which QEMU sends no event MIGRATION. Set other capabilities and parameters
    /// before the call. While QEMU switches over, it may not answer any command.
    /// </remarks>
    /// <param name="client">The client.</param>
    /// <param name="command">The command that starts the migration: <c>migrate</c> with any arguments.</param>
    /// <param name="options">The time limit and the receiver of progress.</param>
    /// <param name="cancellationToken">
    /// Cancels the migration. The task then completes when the migration is over, with a result: the cancellation may come too late.
    /// </param>
    /// <returns>How the migration ended.</returns>
    /// <exception cref="QmpCommandException">QEMU did not start the migration.</exception>
    /// <exception cref="QmpConnectionClosedException">The session ended before the migration.</exception>
    /// <exception cref="OperationCanceledException">The migration was cancelled before the command was sent.</exception>
    public static async Task<QmpMigrationResult> MigrateAndWaitAsync(
        this QmpClient client, QmpCommand command, QmpMigrationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        cancellationToken.ThrowIfCancellationRequested();
        options ??= QmpMigrationOptions.Default;
        using var flow = new MigrationFlow(client, options.Timeout, options.Progress, cancellationToken);
        try
        {
            return await flow.MigrateAsync(command).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (flow.HasStarted && cancellationToken.IsCancellationRequested)
        {
            return await client.CancelMigrationAsync(options.CancelTimeout, CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <summary>Waits for the end of a migration that has begun, on either side.</summary>
    /// <param name="client">The client.</param>
    /// <param name="options">The time limit and the receiver of progress.</param>
    /// <param name="cancellationToken">Cancels the wait, not the migration.</param>
    /// <returns>How the migration ended: that of the last one, if none is in progress.</returns>
    /// <exception cref="QmpConnectionClosedException">The session ended before the migration.</exception>
    public static async Task<QmpMigrationResult> WaitForMigrationAsync(
        this QmpClient client, QmpMigrationOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= QmpMigrationOptions.Default;
        using var flow = new MigrationFlow(client, options.Timeout, options.Progress, cancellationToken);
        return await flow.WaitAsync().ConfigureAwait(false);
    }

    /// <summary>Cancels the migration (<c>migrate_cancel</c>) and waits until it is over, which the reply does not mean.</summary>
    /// <param name="client">The client.</param>
    /// <param name="timeout">Maximum time to wait; <see langword="null"/> to wait indefinitely.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>
    /// How the migration ended: <see cref="QmpMigrationOutcome.Completed"/> or <see cref="QmpMigrationOutcome.Failed"/> if it was over
    /// before it could be cancelled.
    /// </returns>
    /// <exception cref="QmpConnectionClosedException">The session ended before the migration.</exception>
    public static async Task<QmpMigrationResult> CancelMigrationAsync(
        this QmpClient client, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        using var flow = new MigrationFlow(client, timeout, progress: null, cancellationToken);
        return await flow.CancelAsync().ConfigureAwait(false);
    }
}
