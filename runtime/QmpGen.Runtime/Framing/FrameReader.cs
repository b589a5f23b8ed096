namespace QmpGen.Framing;

/// <summary>Cuts a stream of bytes into JSON values. It knows nothing of QMP.</summary>
/// <param name="stream">Where the bytes come from.</param>
/// <param name="maxSize">The most bytes that one value may have.</param>
internal sealed class FrameReader(Stream stream, int maxSize) : IDisposable
{
    private readonly ReceiveBuffer _buffer = new();
    private FrameScanner _scanner;
    private int _position;

    /// <summary>Whether a value has begun and not ended; at the end of the stream it has been cut off.</summary>
    public bool IsInsideValue => _scanner.IsInsideValue;

    /// <summary>Whether the last <see cref="FillAsync"/> took as much as there was room for, so that more is likely to be waiting.</summary>
    public bool WasFilled { get; private set; }

    /// <summary>How much memory of the pool is held at the moment, in bytes.</summary>
    public int PooledSize => _buffer.PooledSize;

    /// <summary>Waits for more bytes. What was read before must no longer be used.</summary>
    /// <returns>False at the end of the stream.</returns>
    /// <exception cref="QmpMessageTooLargeException">The value that is being received exceeds the limit.</exception>
    public async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        if (_buffer.End - _buffer.Start > maxSize)
        {
            throw new QmpMessageTooLargeException(maxSize);
        }

        var held = _position - _buffer.Start;
        var room = _buffer.PrepareFree();
        _position = _buffer.Start + held;
        var count = await stream.ReadAsync(room, cancellationToken).ConfigureAwait(false);
        _buffer.Advance(count);
        WasFilled = count == room.Length;
        return count > 0;
    }

    /// <summary>What has been received of the next value; only to be asked between values.</summary>
    public ReadOnlySpan<byte> Upcoming()
    {
        var received = _buffer.Memory[.._buffer.End];
        _position = FrameScanner.SkipWhite(received, _position);
        return received[_position..];
    }

    /// <summary>Passes over the start of <see cref="Upcoming"/>, which the caller has recognised, so that it is not scanned.</summary>
    /// <param name="length">How many bytes; they open one object, leave it open, and end outside of strings.</param>
    public void Enter(int length)
    {
        _buffer.Release(_position);
        _position += length;
        _scanner.Enter();
    }

    /// <summary>Takes the next stretch out of what has been received.</summary>
    /// <param name="text">The stretch; valid until the next <see cref="FillAsync"/>.</param>
    /// <returns>What it is; <see cref="FrameKind.Incomplete"/> if more bytes are needed.</returns>
    /// <exception cref="QmpMessageTooLargeException">The value exceeds the limit.</exception>
    public FrameKind Read(out ReadOnlySpan<byte> text)
    {
        var start = _buffer.Start;
        var kind = _scanner.Scan(_buffer.Memory, ref start, ref _position, _buffer.End);
        text = default;
        if (kind != FrameKind.Incomplete)
        {
            text = _buffer.Memory[start.._position];
            start = _position;
            if (text.Length > maxSize)
            {
                throw new QmpMessageTooLargeException(maxSize);
            }
        }

        _buffer.Release(start);
        return kind;
    }

    /// <inheritdoc/>
    public void Dispose() => _buffer.ReturnToPool();
}
