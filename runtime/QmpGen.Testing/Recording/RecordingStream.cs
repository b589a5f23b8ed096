namespace QmpGen.Testing;

/// <summary>A connection that is written down while it is used.</summary>
internal sealed class RecordingStream : Stream
{
    private readonly Stream _inner;
    private readonly QmpRecorder _recorder;
    private readonly string _vm;
    private readonly MessageCutter _fromQemu;
    private readonly MessageCutter _fromClient;
    private int _hasEnded;

    public RecordingStream(Stream inner, QmpRecorder recorder, string vm)
    {
        _inner = inner;
        _recorder = recorder;
        _vm = vm;
        _fromQemu = new MessageCutter((text, isValue) => recorder.Write(vm, QmpRecordedSide.Qemu, text, isValue));
        _fromClient = new MessageCutter((text, isValue) => recorder.Write(vm, QmpRecordedSide.Client, text, isValue));
        recorder.Write(vm, QmpRecordedStateKind.Connected, detail: null);
    }

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int count;
        try
        {
            count = await _inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException exception)
        {
            End(exception.Message);
            throw;
        }

        _fromQemu.Add(buffer.Span[..count]);
        if (count == 0 && buffer.Length > 0)
        {
            End("end of stream");
        }

        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        // Before it is sent: the reply may be here before the write has returned.
        _fromClient.Add(buffer.Span);
        return _inner.WriteAsync(buffer, cancellationToken);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) =>
        ReadAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

    public override void Write(byte[] buffer, int offset, int count)
    {
        _fromClient.Add(buffer.AsSpan(offset, count));
        _inner.Write(buffer, offset, count);
    }

    public override void Flush() => _inner.Flush();

    public override Task FlushAsync(CancellationToken cancellationToken) => _inner.FlushAsync(cancellationToken);

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override async ValueTask DisposeAsync()
    {
        End("closed by the client");
        await _inner.DisposeAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            End("closed by the client");
            _inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private void End(string how)
    {
        if (Interlocked.Exchange(ref _hasEnded, 1) == 0)
        {
            var held = _fromQemu.HeldLength;
            _recorder.Write(_vm, QmpRecordedStateKind.Disconnected, held == 0 ? how : $"{how}, after {held} bytes of a message without its end");
        }
    }
}
