using System.Threading.Tasks.Sources;

namespace QmpGen.Tests;

/// <summary>A stream that sees how it is used: whether each write's end is taken note of, and how often it is closed.</summary>
internal sealed class ObservedStream(Stream inner) : PassingStream(inner), IValueTaskSource
{
    private int _writes;
    private int _disposals;

    /// <summary>How many writes have ended of which nobody has taken the result.</summary>
    public int OpenWrites => Volatile.Read(ref _writes);

    public int Disposals => Volatile.Read(ref _disposals);

    public override async ValueTask DisposeAsync()
    {
        Interlocked.Increment(ref _disposals);
        await Inner.DisposeAsync();
        await base.DisposeAsync();
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _writes);
        Assert.True(Inner.WriteAsync(buffer, cancellationToken).AsTask().IsCompletedSuccessfully);
        return new ValueTask(this, token: 0);
    }

    void IValueTaskSource.GetResult(short token) => Interlocked.Decrement(ref _writes);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => ValueTaskSourceStatus.Succeeded;

    void IValueTaskSource.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) => continuation(state);
}
