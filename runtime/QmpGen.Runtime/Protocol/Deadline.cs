namespace QmpGen.Protocol;

/// <summary>
/// A time limit on what this library waits for, with one rule for all of its limits: a wait that the limit ends fails with a
/// <see cref="QmpTimeoutException"/>, a wait that the caller cancels with an <see cref="OperationCanceledException"/> of the
/// caller's token, and every other outcome passes through unchanged.
/// </summary>
/// <remarks>
/// Only waits go through it. Code of the caller's own, such as what writes the arguments of a command, runs outside, so that
/// an exception of the caller's is never taken for a time-out.
/// </remarks>
internal sealed class Deadline : IDisposable
{
    private readonly QmpTimeoutKind _kind;
    private readonly TimeSpan _limit;
    private readonly Func<string> _describe;
    private readonly CancellationToken _caller;
    private readonly CancellationTokenSource? _timer;
    private readonly CancellationTokenSource? _either;

    /// <summary>Starts the clock.</summary>
    /// <param name="kind">Which limit it is.</param>
    /// <param name="limit">How long it takes; infinite for no limit.</param>
    /// <param name="time">The clock.</param>
    /// <param name="describe">What was waited for, to complete the message "Timed out after 1 s …": "waiting for STOP".</param>
    /// <param name="caller">Cancels the wait.</param>
    public Deadline(QmpTimeoutKind kind, TimeSpan limit, TimeProvider time, Func<string> describe, CancellationToken caller)
    {
        (_kind, _limit, _describe, _caller) = (kind, limit, describe, caller);
        if (limit != Timeout.InfiniteTimeSpan)
        {
            _timer = new CancellationTokenSource(limit, time);
            _either = CancellationTokenSource.CreateLinkedTokenSource(_timer.Token, caller);
        }
    }

    /// <summary>Cancelled when the time has passed or the caller cancels: the token for whatever is awaited.</summary>
    public CancellationToken Token => _either?.Token ?? _caller;

    /// <summary>Waits for something that ends with <see cref="Token"/>.</summary>
    /// <exception cref="QmpTimeoutException">The time has passed.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public ValueTask<T> WaitAsync<T>(ValueTask<T> wait) => _either is null || wait.IsCompletedSuccessfully ? wait : TranslateAsync(wait);

    /// <inheritdoc cref="WaitAsync{T}(ValueTask{T})"/>
    public async Task WaitAsync(Task wait)
    {
        try
        {
            await wait.ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_either is { IsCancellationRequested: true })
        {
            throw Translated();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _either?.Dispose();
        _timer?.Dispose();
    }

    private async ValueTask<T> TranslateAsync<T>(ValueTask<T> wait)
    {
        try
        {
            return await wait.ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_either!.IsCancellationRequested)
        {
            throw Translated();
        }
    }

    private Exception Translated() =>
        _caller.IsCancellationRequested ? new OperationCanceledException(_caller) : new QmpTimeoutException(_kind, _limit, _describe());
}
