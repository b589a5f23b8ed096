using QmpGen;

namespace QmpWatch.Watching;

/// <summary>What a client reports of its connections from its own task, for the task that follows the machine.</summary>
internal sealed class ConnectionReports : IDisposable
{
    private readonly Lock _gate = new();
    private readonly List<TaskCompletionSource> _waiting = [];
    private readonly List<TaskCompletionSource> _due = [];
    private List<object> _reports = [];
    private CancellationTokenSource _interruption = new();

    /// <summary>Cancelled when there is something new since the last <see cref="Take"/>.</summary>
    public CancellationToken Interruption
    {
        get
        {
            lock (_gate)
            {
                return _interruption.Token;
            }
        }
    }

    public void AddLoss(QmpCloseReason reason) => Add(reason);

    public void AddFailure(QmpFailedAttempt attempt) => Add(attempt);

    /// <summary>Keeps a loss for the next <see cref="Take"/>, and interrupts nothing.</summary>
    public void PutBack(QmpCloseReason reason)
    {
        lock (_gate)
        {
            _reports.Insert(0, reason);
        }
    }

    /// <summary>Interrupts without a report.</summary>
    public void Interrupt() => Add(report: null);

    /// <summary>Waits until all that the client has received is told, or nothing will be.</summary>
    public Task ToldAsync()
    {
        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            _waiting.Add(told);
            _interruption.Cancel();
        }

        return told.Task;
    }

    /// <summary>All is told that the client had received at the last <see cref="Take"/>.</summary>
    public void Told()
    {
        _due.ForEach(w => w.TrySetResult());
        _due.Clear();
    }

    /// <summary>Nothing more is told of this client.</summary>
    public void End()
    {
        Take();
        Told();
    }

    /// <summary>Returns the reports so far: <see cref="QmpCloseReason"/> for a loss, <see cref="QmpFailedAttempt"/>.</summary>
    public IReadOnlyList<object> Take()
    {
        lock (_gate)
        {
            _interruption.Dispose();
            _interruption = new CancellationTokenSource();
            var reports = _reports;
            _reports = [];
            _due.AddRange(_waiting);
            _waiting.Clear();
            return reports;
        }
    }

    public void Dispose() => _interruption.Dispose();

    private void Add(object? report)
    {
        lock (_gate)
        {
            if (report is not null)
            {
                _reports.Add(report);
            }

            _interruption.Cancel();
        }
    }
}
