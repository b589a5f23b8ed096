using System.Threading.Tasks.Sources;

namespace QmpGen.Tests;

/// <summary>A stream that sees how it is used: whether each write's end is taken note of, and how often it is closed.</summary>
internal sealed class ObservedStream(Stream inner) : Stream, IValueTaskSource
{
    private int _writes;
    private int _disposals;

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>How many writes have ended of which nobody has taken the result.</summary>
    public int OpenWrites => Volatile.Read(ref _writes);

    public int Disposals => Volatile.Read(ref _disposals);

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        inner.ReadAsync(buffer, cancellationToken);

    public override async ValueTask DisposeAsync()
    {
        Interlocked.Increment(ref _disposals);
        await inner.DisposeAsync();
        await base.DisposeAsync();
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _writes);
        Assert.True(inner.WriteAsync(buffer, cancellationToken).AsTask().IsCompletedSuccessfully);
        return new ValueTask(this, token: 0);
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    void IValueTaskSource.GetResult(short token) => Interlocked.Decrement(ref _writes);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => ValueTaskSourceStatus.Succeeded;

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) => continuation(state);
}
