namespace QmpGen.Tests;

/// <summary>A stream whose reads take no notice of anything, like those of a FIFO: not of their token, and not of its closing.</summary>
internal sealed class StubbornStream : Testing.UnseekableStream
{
    private readonly TaskCompletionSource<int> _never = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<byte[]> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _reads;

    /// <summary>Whether reading blocks its thread.</summary>
    public bool BlocksThread { get; init; }

    /// <summary>Whether writing blocks its thread.</summary>
    public bool BlocksWrites { get; set; }

    /// <summary>What closing does.</summary>
    public Action Closing { get; init; } = static () => { };

    /// <summary>Answers qmp_capabilities, and is silent after that.</summary>
    public bool Negotiates { get; init; }

    /// <summary>Ends what blocks: nothing of a test may stay behind.</summary>
    public ManualResetEventSlim Release { get; } = new();

    /// <summary>Lets the read that nobody waits for any more fail.</summary>
    public void FailReads(Exception exception) => _never.TrySetException(exception);

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        switch (Negotiates ? _reads++ : int.MaxValue)
        {
            case 0:
                return Give("{\"QMP\": {\"version\": {}, \"capabilities\": []}}\r\n"u8.ToArray(), buffer);
            case 1:
                return new ValueTask<int>(AnswerAsync(_answer.Task, buffer));
            default:
                break;
        }

        if (BlocksThread)
        {
            Release.Wait(CancellationToken.None);
        }

        return new ValueTask<int>(_never.Task);
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (BlocksWrites)
        {
            Release.Wait(CancellationToken.None);
        }

        _answer.TrySetResult("{\"return\": {}, \"id\": 1}\r\n"u8.ToArray());
        await Task.CompletedTask;
    }

    protected override void Dispose(bool disposing)
    {
        Closing();
        base.Dispose(disposing);
    }

    private static ValueTask<int> Give(byte[] bytes, Memory<byte> buffer)
    {
        bytes.CopyTo(buffer);
        return new ValueTask<int>(bytes.Length);
    }

    private static async Task<int> AnswerAsync(Task<byte[]> answer, Memory<byte> buffer) => await Give(await answer, buffer);
}
