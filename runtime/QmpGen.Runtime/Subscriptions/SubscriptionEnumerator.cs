using System.Threading.Tasks.Sources;

namespace QmpGen.Subscriptions;

/// <summary>
/// One reader of a subscription. It is its own awaitable, so that waiting allocates nothing, and whoever awaits it goes on
/// in the thread pool: the read loop only hands over.
/// </summary>
internal sealed class SubscriptionEnumerator : IAsyncEnumerator<QmpEvent>, IValueTaskSource<bool>
{
    private readonly QmpSubscription _subscription;
    private readonly CancellationToken _cancellationToken;
    private readonly CancellationTokenRegistration _registration;
    private ManualResetValueTaskSourceCore<bool> _source = new() { RunContinuationsAsynchronously = true };
    private QmpEvent? _current;

    public SubscriptionEnumerator(QmpSubscription subscription, CancellationToken cancellationToken)
    {
        _subscription = subscription;
        _cancellationToken = cancellationToken;
        _registration = cancellationToken.UnsafeRegister(static s => ((QmpSubscription)s!).WakeReaders(), subscription);
    }

    public QmpEvent Current =>
        _current ?? throw new InvalidOperationException(
            "There is no current event before the first call of MoveNextAsync or after the last event.");

    /// <summary>The next in the list of waiting readers.</summary>
    public SubscriptionEnumerator? Next { get; set; }

    public bool IsCancelled => _cancellationToken.IsCancellationRequested;

    public ValueTask<bool> MoveNextAsync()
    {
        if (IsCancelled)
        {
            return ValueTask.FromCanceled<bool>(_cancellationToken);
        }

        if (_subscription.TryRead(out _current))
        {
            return new ValueTask<bool>(true);
        }

        _source.Reset();
        _subscription.Wait(this);
        return new ValueTask<bool>(this, _source.Version);
    }

    /// <summary>Looks again; only called by whoever took this reader out of the list.</summary>
    public void Wake()
    {
        if (IsCancelled)
        {
            _source.SetException(new OperationCanceledException(_cancellationToken));
        }
        else if (_subscription.TryRead(out _current))
        {
            _source.SetResult(true);
        }
        else if (!_subscription.HasEnded(out var exception))
        {
            _subscription.Wait(this);
        }
        else if (exception is null)
        {
            _source.SetResult(false);
        }
        else
        {
            _source.SetException(exception);
        }
    }

    public ValueTask DisposeAsync() => _registration.DisposeAsync();

    bool IValueTaskSource<bool>.GetResult(short token) => _source.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<bool>.GetStatus(short token) => _source.GetStatus(token);

    void IValueTaskSource<bool>.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _source.OnCompleted(continuation, state, token, flags);
}
