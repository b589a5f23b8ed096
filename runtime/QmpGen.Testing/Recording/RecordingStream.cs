namespace QmpGen.Testing;

/// <summary>A connection that is written down while it is used.</summary>
internal sealed class RecordingStream : UnseekableStream
{
    private readonly Stream _inner;
    private readonly QmpRecorder _recorder;
    private readonly string _vm;
    private readonly MessageFrames _fromQemu;
    private readonly MessageFrames _fromClient;
    private int _hasEnded;

    public RecordingStream(Stream inner, QmpRecorder recorder, string vm)
    {
        _inner = inner;
        _recorder = recorder;
        _vm = vm;
        _fromQemu = new MessageFrames((text, isWhole) => recorder.Write(vm, QmpRecordedSide.Qemu, text, isWhole));
        _fromClient = new MessageFrames((text, isWhole) => recorder.Write(vm, QmpRecordedSide.Client, text, isWhole));
        recorder.Write(vm, QmpRecordedStateKind.Connected, detail: null);
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

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        // Before it is sent: the reply may be here before the write has returned.
        _fromClient.Add(buffer.Span);
        return _inner.WriteAsync(buffer, cancellationToken);
    }

    public override int Read(byte[] buffer, int offset, int count) =>
        ReadAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

    public override void Write(byte[] buffer, int offset, int count)
    {
        _fromClient.Add(buffer.AsSpan(offset, count));
        _inner.Write(buffer, offset, count);
    }

    public override void Flush() => _inner.Flush();

    public override Task FlushAsync(CancellationToken cancellationToken) => _inner.FlushAsync(cancellationToken);

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
            var held = _fromQemu.HeldSize;
            _recorder.Write(
                _vm, QmpRecordedStateKind.Disconnected, held == 0 ? how : $"{how}, after {held} bytes of an incomplete message");
        }
    }
}
