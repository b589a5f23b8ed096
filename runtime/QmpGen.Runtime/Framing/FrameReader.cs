namespace QmpGen.Framing;

/// <summary>
/// Cuts a stream of bytes into JSON values. It knows nothing of QMP, and everything that cuts such a stream uses it: the
/// client, the recorder and the servers for tests, so that all of them see the same messages.
/// </summary>
/// <param name="maxSize">The maximum size of one value in bytes, at most <see cref="LargestSize"/>.</param>
internal sealed class FrameReader(int maxSize) : IDisposable
{
    /// <summary>The largest limit that can be set, in bytes.</summary>
    public const int LargestSize = 512 * 1024 * 1024;

    private readonly ReceiveBuffer _buffer = new();
    private FrameScanner _scanner;
    private int _position;
    private int _room;

    /// <summary>Whether a value has begun and not ended; at the end of the stream it has been cut off.</summary>
    public bool IsInsideValue => _scanner.IsInsideValue;

    /// <summary>How many bytes have been received and not yet been read.</summary>
    public int HeldSize => _buffer.End - _buffer.Start;

    /// <summary>How much memory is held at the moment beside the connection's own array, in bytes.</summary>
    public int BorrowedSize => _buffer.BorrowedSize;

    /// <summary>Makes room for more bytes. What was read before must no longer be used.</summary>
    /// <param name="least">How many bytes the room must hold at least.</param>
    /// <returns>The room, never empty.</returns>
    public Memory<byte> PrepareRoom(int least = 1)
    {
        var held = _position - _buffer.Start;
        var room = _buffer.PrepareFree(least);
        _position = _buffer.Start + held;
        _room = room.Length;
        return room;
    }

    /// <summary>Takes note of bytes that were received into the room.</summary>
    /// <param name="count">How many.</param>
    /// <returns>Whether they fill it, so that more is likely to be waiting.</returns>
    public bool Advance(int count)
    {
        _buffer.Advance(count);
        return count == _room;
    }

    /// <summary>Receives a copy of bytes that are at hand already.</summary>
    /// <param name="bytes">The bytes.</param>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(PrepareRoom(bytes.Length).Span);
        Advance(bytes.Length);
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
    /// <param name="text">The stretch; valid until the next <see cref="PrepareRoom"/>.</param>
    /// <returns>
    /// What it is: <see cref="FrameKind.Incomplete"/> if more bytes are needed, <see cref="FrameKind.TooLarge"/> as soon as
    /// what has been received of a value exceeds the limit.
    /// </returns>
    public FrameKind Read(out ReadOnlySpan<byte> text)
    {
        var start = _buffer.Start;
        var kind = _scanner.Scan(_buffer.Memory, ref start, ref _position, _buffer.End);
        text = default;
        if ((kind == FrameKind.Incomplete ? _buffer.End : _position) - start > maxSize)
        {
            return FrameKind.TooLarge;
        }

        if (kind != FrameKind.Incomplete)
        {
            text = _buffer.Memory[start.._position];
            start = _position;
        }

        _buffer.Release(start);
        return kind;
    }

    /// <inheritdoc/>
    public void Dispose() => _buffer.GiveBack();
}
