using System.Buffers;

namespace QmpGen.Framing;

/// <summary>
/// One stretch of pooled memory for what has been received and not yet been read, so that every message lies in one
/// piece. Behind it are always <see cref="Slack"/> bytes to spare, so that readers may look at whole blocks.
/// </summary>
internal sealed class ReceiveBuffer
{
    /// <summary>Bytes behind the received ones that may be read, though they mean nothing.</summary>
    public const int Slack = ByteBlock.Size;

    private const int NormalSize = 64 * 1024;
    private const int LeastFree = 4 * 1024;

    private byte[] _array = [];

    /// <summary>The memory, slack included.</summary>
    public ReadOnlySpan<byte> Memory => _array;

    /// <summary>Where the bytes that are still needed start.</summary>
    public int Start { get; private set; }

    /// <summary>The end of what has been received.</summary>
    public int End { get; private set; }

    /// <summary>How much memory is held, in bytes.</summary>
    public int Capacity => _array.Length;

    /// <summary>Makes room for the next read.</summary>
    /// <returns>The room, never empty.</returns>
    public Memory<byte> PrepareFree()
    {
        if (_array.Length - Slack - End < LeastFree || IsOversized)
        {
            MakeRoom();
        }

        return _array.AsMemory(End, _array.Length - Slack - End);
    }

    /// <summary>Takes note of bytes that were read into the room.</summary>
    /// <param name="count">How many.</param>
    public void Advance(int count) => End += count;

    /// <summary>Lets go of the bytes before a position.</summary>
    /// <param name="position">The first byte that is still needed.</param>
    public void Release(int position) => Start = position;

    /// <summary>Gives the memory back to the pool; nothing received may be needed any more.</summary>
    public void ReturnToPool()
    {
        if (_array.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_array);
        }

        _array = [];
        Start = End = 0;
    }

    // A message that is growing needs at least a quarter of its array, so this only holds once a large one is done with.
    private bool IsOversized => _array.Length > NormalSize && End - Start < _array.Length / 8;

    /// <summary>Moves what is needed to the front, of a larger or again smaller array where that fits better.</summary>
    private void MakeRoom()
    {
        var needed = End - Start;
        var wanted = Math.Max(NormalSize, checked((needed + LeastFree + Slack) * 2));
        var old = _array;

        // Twice what is needed: a message of any length is moved a constant number of times a byte.
        var fits = !IsOversized && needed + LeastFree + Slack <= old.Length / 2;
        var target = fits ? old : ArrayPool<byte>.Shared.Rent(wanted);
        old.AsSpan(Start, needed).CopyTo(target);
        if (!fits && old.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(old);
        }

        (_array, Start, End) = (target, 0, needed);
    }
}
