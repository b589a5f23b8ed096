using System.Buffers;

namespace QmpGen.Framing;

/// <summary>
/// One stretch of memory for what has been received and not yet been read, so that every message lies in one piece.
/// Behind it are always <see cref="Slack"/> bytes to spare, so that readers may look at whole blocks.
/// </summary>
/// <remarks>
/// <para>
/// A PipeReader gives segments without slack, which would have to be joined: under the same scanner it takes three times as
/// long. A PipeReader that cuts at line feeds takes half as long as this, but knows neither messages of many lines nor damaged
/// ones: <c>dotnet run -c Release --project tests/QmpGen.Benchmarks -- --short --filter *Framings*</c>.
/// </para>
/// <para>
/// While nothing is held, what comes next is awaited with a small array of the connection's own, large enough for most
/// single messages; only what does not fit takes memory from the pool, and gives it back when it has been read. The pool of
/// the process would keep the arrays of large messages, so those come from the system and go back to it.
/// </para>
/// </remarks>
internal sealed class ReceiveBuffer
{
    /// <summary>Bytes behind the received ones that may be read, though they mean nothing.</summary>
    public const int Slack = ByteBlock.Size;

    private const int OwnSize = 256 + Slack;
    private const int NormalSize = 64 * 1024;
    private const int LeastFree = 4 * 1024;
    private const int LargestPooled = 1024 * 1024;

    private readonly byte[] _own = new byte[OwnSize];
    private byte[] _array;

    public ReceiveBuffer() => _array = _own;

    /// <summary>The memory, slack included.</summary>
    public ReadOnlySpan<byte> Memory => _array;

    /// <summary>Where the bytes that are still needed start.</summary>
    public int Start { get; private set; }

    /// <summary>The end of what has been received.</summary>
    public int End { get; private set; }

    /// <summary>How much memory is held beside the connection's own array, in bytes.</summary>
    public int BorrowedSize => _array == _own ? 0 : _array.Length;

    private int Free => _array.Length - Slack - End;

    // A message that is growing needs at least a quarter of its array, so this only holds once a large one is done with.
    private bool IsOversized => _array.Length > NormalSize && End - Start < _array.Length / 8;

    /// <summary>Makes room for the next read, moving what is still needed to the front.</summary>
    /// <param name="least">How many bytes the room must hold at least.</param>
    /// <returns>The room, never empty.</returns>
    public Memory<byte> PrepareFree(int least)
    {
        if (Start == End)
        {
            GiveBack();
        }

        if (Free < least || (Start != End && (Free < LeastFree || IsOversized)))
        {
            MakeRoom(Math.Max(least, LeastFree));
        }

        return _array.AsMemory(End, Free);
    }

    /// <summary>Takes note of bytes that were read into the room.</summary>
    /// <param name="count">How many.</param>
    public void Advance(int count) => End += count;

    /// <summary>Lets go of the bytes before a position.</summary>
    /// <param name="position">The first byte that is still needed.</param>
    public void Release(int position) => Start = position;

    /// <summary>Gives the memory back; nothing received may be needed any more.</summary>
    public void GiveBack()
    {
        Replace(_own);
        Start = End = 0;
    }

    private void MakeRoom(int free)
    {
        var held = End - Start;
        var needed = (long)held + free + Slack;
        var fits = BorrowedSize > 0 && !IsOversized && needed <= _array.Length / 2;

        // Twice what is needed: a message of any length is moved a constant number of times a byte.
        var target = fits ? _array : Borrow((int)Math.Clamp(needed * 2, NormalSize, Array.MaxLength));
        _array.AsSpan(Start, held).CopyTo(target);
        Replace(target);
        (Start, End) = (0, held);
    }

    private static byte[] Borrow(int size) =>
        size <= LargestPooled ? ArrayPool<byte>.Shared.Rent(size) : GC.AllocateUninitializedArray<byte>(size);

    private void Replace(byte[] array)
    {
        if (_array != array && _array != _own && _array.Length <= LargestPooled)
        {
            ArrayPool<byte>.Shared.Return(_array);
        }

        _array = array;
    }
}
