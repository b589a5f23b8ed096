using System.Text.Json;

namespace QmpGen.Flows;

/// <summary>Follows a migration to its end. Events only say that its status has changed; <c>query-migrate</c> tells the rest.</summary>
internal sealed class MigrationFlow : IDisposable
{
    private static readonly QmpCommand EnableEvents =
        new("migrate-set-capabilities", """{"capabilities": [{"capability": "events", "state": true}]}""");

    /// <summary>How soon the run state is asked for again while QEMU is between two.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(20);

    private readonly QmpClient _client;
    private readonly FlowWatch _watch;
    private readonly IProgress<QmpMigrationProgress>? _progress;
    private QmpMigrationProgress? _last;
    private bool _cancels;

    public MigrationFlow(
        QmpClient client, TimeSpan? timeout, IProgress<QmpMigrationProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        (_client, _progress) = (client, progress);
        _watch = new FlowWatch(client, "The migration", timeout, cancellationToken, "MIGRATION");
    }

    /// <summary>Whether there may be a migration to cancel.</summary>
    public bool HasStarted { get; private set; }

    public Task<QmpMigrationResult> MigrateAsync(QmpCommand command) => RunAsync(async () =>
    {
        await EnableEventsAsync().ConfigureAwait(false);
        HasStarted = true;

        // Without a reply nobody knows whether there is a migration, and what query-migrate tells may be of an earlier one.
        await _client.ExecuteAsync(command, _watch.Token).ConfigureAwait(false);
    });

    public Task<QmpMigrationResult> WaitAsync() => RunAsync(EnableEventsAsync);

    public Task<QmpMigrationResult> CancelAsync() => RunAsync(async () =>
    {
        _cancels = true;
        await _watch.SendAsync("migrate_cancel").ConfigureAwait(false);
    });

    public void Dispose() => _watch.Dispose();

    private Task<QmpMigrationResult> RunAsync(Func<Task> begin) => _watch.RunAsync(
        async () =>
        {
            await begin().ConfigureAwait(false);
            while (true)
            {
                if (await LookAsync().ConfigureAwait(false) is { } result)
                {
                    return result with { RunState = await SettledRunStateAsync(result.Outcome).ConfigureAwait(false) };
                }

                // Asked again even without a receiver of progress: before the capability is set, there are no events.
                await _watch.NextAsync(FlowWatch.AskAgain).ConfigureAwait(false);
            }
        },
        () => new QmpMigrationResult(QmpMigrationOutcome.Running, _last));

    private async Task EnableEventsAsync()
    {
        try
        {
            await _watch.SendAsync(EnableEvents).ConfigureAwait(false);
        }
        catch (QmpCommandException exception) when (exception.HasCommandId)
        {
            // While a migration is in progress, capabilities cannot be changed, and before QEMU 2.4 there is none of this name.
        }
    }

    private async Task<QmpMigrationResult?> LookAsync()
    {
        if (await _watch.AskAsync("query-migrate").ConfigureAwait(false) is not { } info)
        {
            return null;
        }

        var status = info.Text("status"u8) ?? "none";
        _last = ProgressOf(status, info);
        _progress?.Report(_last);
        QmpMigrationOutcome? outcome = status switch
        {
            "completed" => QmpMigrationOutcome.Completed,
            "failed" => QmpMigrationOutcome.Failed,
            "cancelled" => QmpMigrationOutcome.Cancelled,
            "none" => QmpMigrationOutcome.None,
            "pre-switchover" when !_cancels => QmpMigrationOutcome.BeforeSwitchover,
            "postcopy-paused" => QmpMigrationOutcome.PostcopyPaused,
            _ => null,
        };
        return outcome is { } end ? new QmpMigrationResult(end, _last, info.Text("error-desc"u8)) : null;
    }

    // QEMU tells that a migration is over a moment before it leaves the run state "finish-migrate".
    private async Task<string?> SettledRunStateAsync(QmpMigrationOutcome outcome)
    {
        var isOver = outcome is QmpMigrationOutcome.Completed or QmpMigrationOutcome.Failed or QmpMigrationOutcome.Cancelled;
        string? last = null;
        try
        {
            while (await _watch.AskAsync("query-status").ConfigureAwait(false) is { } status)
            {
                last = status.Text("status"u8);
                if (!isOver || last != "finish-migrate")
                {
                    break;
                }

                await _watch.NextAsync(Settling).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (_watch.HasExpired)
        {
            // How the migration ended is known; only the run state was not final in time.
        }

        return last;
    }

    private static QmpMigrationProgress ProgressOf(string status, JsonElement info)
    {
        var ram = info.Member("ram"u8) ?? default;
        return new QmpMigrationProgress(
            status,
            ram.Number("transferred"u8) ?? 0,
            ram.Number("remaining"u8) ?? 0,
            ram.Number("total"u8) ?? 0,
            ram.Number("dirty-sync-count"u8) ?? 0,
            TimeSpan.FromMilliseconds(info.Number("total-time"u8) ?? 0),
            info.Number("downtime"u8) is { } downtime ? TimeSpan.FromMilliseconds(downtime) : null);
    }
}
