namespace QmpGen.Protocol;

/// <summary>A session's way from its first byte to where commands may be run.</summary>
internal sealed class Negotiation
{
    private readonly TaskCompletionSource _greeted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _finished = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when the server has greeted.</summary>
    public Task Greeted => _greeted.Task;

    /// <summary>Ends when commands may be run.</summary>
    public Task Finished => _finished.Task;

    /// <summary>The command <c>qmp_capabilities</c> while it is on its way.</summary>
    public PendingCommand? Command { get; set; }

    /// <summary>What came instead of a greeting, if anything did.</summary>
    public string? StrayText { get; set; }

    public void Greet() => _greeted.TrySetResult();

    public void Finish() => _finished.TrySetResult();

    /// <summary>Fails whatever has not ended.</summary>
    public void Fail(QmpCloseReason reason)
    {
        Fail(_greeted, reason);
        Fail(_finished, reason);

        // Nobody else looks at it, and a failure that nobody has seen is reported to the whole process.
        _ = Command?.Task.Exception;
    }

    private static void Fail(TaskCompletionSource source, QmpCloseReason reason)
    {
        if (source.TrySetException(new QmpConnectionClosedException(reason, "The negotiation")))
        {
            _ = source.Task.Exception;
        }
    }
}
