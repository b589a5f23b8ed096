using System.Diagnostics.CodeAnalysis;

namespace QmpGen.Connection;

/// <summary>What is needed while a connection is being made, and let go of once it stands.</summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "A source without a timer "
    + "only holds something to dispose of once its wait handle is asked for, and it may be cancelled at any time.")]
internal sealed class Opening
{
    private readonly TaskCompletionSource _finished = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _cancellation = new();

    /// <summary>Ends when the connection stands, or with what kept it from being made.</summary>
    public Task Finished => _finished.Task;

    /// <summary>Cancelled when nobody wants the connection any more.</summary>
    public CancellationToken Token => _cancellation.Token;

    /// <summary>Why the last attempt failed; null if none has failed.</summary>
    public Exception? LastFailure { get; set; }

    public void Cancel() => _cancellation.Cancel();

    public Task CancelAsync() => _cancellation.CancelAsync();

    public void Finish() => _finished.TrySetResult();

    public void Fail(Exception exception)
    {
        if (_finished.TrySetException(exception))
        {
            _ = _finished.Task.Exception;
        }
    }
}
