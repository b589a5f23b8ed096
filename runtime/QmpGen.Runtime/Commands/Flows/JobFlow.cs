using System.Text.Json;

namespace QmpGen.Flows;

/// <summary>
/// Leads a job to its end. Events only say that something has changed; what, <c>query-jobs</c> tells, which alone has the error.
/// </summary>
internal sealed class JobFlow : IDisposable
{
    private readonly FlowWatch _watch;
    private readonly string _id;
    private readonly QmpJobOptions _options;
    private bool _cancels;
    private bool _wasCancelled;
    private bool _hasCompleted;
    private string? _completionError;
    private string? _lastStep;

    public JobFlow(QmpClient client, string id, QmpJobOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentException.ThrowIfNullOrEmpty(id);
        (_id, _options) = (id, options);
        _watch = new FlowWatch(
            client,
            $"The job '{id}'",
            options.Timeout,
            cancellationToken,
            "JOB_STATUS_CHANGE",
            "BLOCK_JOB_COMPLETED",
            "BLOCK_JOB_CANCELLED");
    }

    /// <summary>Starts the job, if there is a command for that, and waits for its end.</summary>
    public Task<QmpJobResult> RunAsync(QmpCommand? command) => _watch.RunAsync(
        async () =>
        {
            if (command is not null)
            {
                await _watch.SendAsync(command).ConfigureAwait(false);
            }

            return await WaitAsync().ConfigureAwait(false);
        },
        static () => new QmpJobResult(QmpJobOutcome.Running));

    /// <summary>Cancels the job and waits for its end.</summary>
    public Task<QmpJobResult> CancelAsync() => _watch.RunAsync(
        async () =>
        {
            _cancels = true;
            if (await TryAsync("job-cancel").ConfigureAwait(false) is not { } failure)
            {
                return await WaitAsync().ConfigureAwait(false);
            }

            // It has ended meanwhile, or never was.
            return await LookAsync().ConfigureAwait(false) ?? throw failure;
        },
        static () => new QmpJobResult(QmpJobOutcome.Running));

    public void Dispose() => _watch.Dispose();

    private async Task<QmpJobResult> WaitAsync()
    {
        while (true)
        {
            if (await LookAsync().ConfigureAwait(false) is { } result)
            {
                return result;
            }

            while (await _watch.NextAsync(_options.Progress is null ? null : FlowWatch.AskAgain).ConfigureAwait(false) is { } next
                && !Concerns(next))
            {
            }
        }
    }

    /// <summary>Takes note of an event.</summary>
    /// <returns>Whether something may have become of the job.</returns>
    private bool Concerns(QmpEvent next)
    {
        var data = FlowData.Of(next);
        switch (next.EventName)
        {
            case "JOB_STATUS_CHANGE":
                return data.Text("id"u8) == _id;
            case "BLOCK_JOB_COMPLETED" when data.Text("device"u8) == _id:
                _hasCompleted = true;
                _completionError = data.Text("error"u8);
                return true;
            case "BLOCK_JOB_CANCELLED" when data.Text("device"u8) == _id:
                _wasCancelled = true;
                return true;
            default:
                return next is ConnectionGapEvent;
        }
    }

    /// <summary>Asks for the job, and takes it one step on.</summary>
    /// <returns>The result, if this is the end.</returns>
    private async Task<QmpJobResult?> LookAsync()
    {
        while (await _watch.AskAsync("query-jobs").ConfigureAwait(false) is { } jobs)
        {
            var job = jobs.Items().FirstOrDefault(j => j.Text("id"u8) == _id);
            if (job.Text("status"u8) is not { } status)
            {
                return ResultWithoutJob();
            }

            _options.Progress?.Report(
                new QmpJobProgress(status, job.Number("current-progress"u8) ?? 0, job.Number("total-progress"u8) ?? 0));
            (QmpJobResult? Result, string? Command) step = status switch
            {
                "concluded" => (ResultOf(job), "job-dismiss"),
                "ready" when _options.CompleteWhenReady => (null, "job-complete"),
                "ready" when !_cancels => (new QmpJobResult(QmpJobOutcome.Ready), null),
                "pending" when _options.FinalizeWhenPending => (null, "job-finalize"),
                "pending" when !_cancels => (new QmpJobResult(QmpJobOutcome.Pending), null),
                _ => (null, null),
            };
            if (step.Command is not { } command || await GoOnAsync(command, status).ConfigureAwait(false))
            {
                return step.Result;
            }
        }

        return null;
    }

    /// <summary>Takes the job on, unless it has gone on by itself.</summary>
    /// <returns>False if it has, so that one has to look again.</returns>
    private async Task<bool> GoOnAsync(string command, string status)
    {
        if (_lastStep == command)
        {
            // It has been asked already, and takes its time.
            return true;
        }

        _lastStep = command;
        if (await TryAsync(command).ConfigureAwait(false) is not { } failure || status == "concluded")
        {
            return true;
        }

        var jobs = await _watch.AskAsync("query-jobs").ConfigureAwait(false);
        return jobs?.Items().Any(j => j.Text("id"u8) == _id && j.Text("status"u8) == status) == true ? throw failure : false;
    }

    private async Task<QmpCommandException?> TryAsync(string command)
    {
        try
        {
            await _watch.SendAsync(new QmpCommand(command, writer => writer.WriteString("id"u8, _id))).ConfigureAwait(false);
            return null;
        }
        catch (QmpCommandException exception) when (exception.HasCommandId)
        {
            return exception;
        }
    }

    /// <summary>Looks at the events that have come before what QEMU has just told.</summary>
    private void NoteEarlier()
    {
        while (_watch.TryTake(out var earlier))
        {
            Concerns(earlier);
        }
    }

    private QmpJobResult ResultOf(JsonElement job)
    {
        NoteEarlier();
        return job.Text("error"u8) switch
        {
            null => new QmpJobResult(_wasCancelled ? QmpJobOutcome.Cancelled : QmpJobOutcome.Completed),
            var error when _wasCancelled || (_cancels && !_hasCompleted) => new QmpJobResult(QmpJobOutcome.Cancelled, error),
            var error => new QmpJobResult(QmpJobOutcome.Failed, error),
        };
    }

    private QmpJobResult ResultWithoutJob()
    {
        NoteEarlier();
        return this switch
        {
            { _wasCancelled: true } => new QmpJobResult(QmpJobOutcome.Cancelled),
            { _hasCompleted: true, _completionError: { } error } => new QmpJobResult(QmpJobOutcome.Failed, error),
            { _hasCompleted: true } => new QmpJobResult(QmpJobOutcome.Completed),
            _ => new QmpJobResult(QmpJobOutcome.NotFound),
        };
    }
}
