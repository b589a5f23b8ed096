using System.Numerics;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace QmpGen.Framing;

/// <summary>
/// Where the bytes that shape JSON stand among 64, one bit a byte: the scanner decides over a whole block with a few
/// integer operations instead of branching on every byte.
/// </summary>
internal readonly ref struct ByteBlock
{
    /// <summary>How many bytes a block has.</summary>
    public const int Size = 64;

    private readonly ulong _quotes;
    private readonly ulong _backslashes;
    private readonly ulong _opens;
    private readonly ulong _closes;
    private readonly ulong _lineFeeds;

    private ByteBlock(Vector512<byte> bytes, ulong valid)
    {
        // '[' and ']' become '{' and '}' with this bit set, and no other byte does.
        var brackets = bytes | Vector512.Create((byte)0x20);
        _quotes = Find((byte)'"', bytes) & valid;
        _backslashes = Find((byte)'\\', bytes) & valid;
        _lineFeeds = Find((byte)'\n', bytes) & valid;
        _opens = Find((byte)'{', brackets) & valid;
        _closes = Find((byte)'}', brackets) & valid;
    }

    /// <summary>Reads a block.</summary>
    /// <param name="bytes">At least <see cref="Size"/> bytes of memory.</param>
    /// <param name="count">How many of them have been received; the others are ignored.</param>
    public static ByteBlock Load(ReadOnlySpan<byte> bytes, int count) =>
        new(Vector512.Create(bytes), count >= Size ? ulong.MaxValue : (1UL << count) - 1);

    /// <summary>Sorts what is inside strings from what is outside.</summary>
    /// <param name="count">How many bytes of the block have been received.</param>
    /// <param name="state">What the block starts in; left as it is for the next block.</param>
    public Shape Resolve(int count, ref StringState state)
    {
        var escaped = (_backslashes | state.Escape) == 0 ? 0 : FindEscaped(count, ref state);
        var inside = PrefixXor(_quotes & ~escaped) ^ state.Inside;
        state.Inside = (ulong)((long)inside >> (Size - 1));
        return new Shape(_opens & ~inside, _closes & ~inside, _lineFeeds & ~inside, _lineFeeds & inside);
    }

    private static ulong Find(byte value, Vector512<byte> bytes) =>
        Vector512.Equals(bytes, Vector512.Create(value)).ExtractMostSignificantBits();

    /// <summary>The bytes that follow an unescaped backslash.</summary>
    private ulong FindEscaped(int count, ref StringState state)
    {
        var result = state.Escape;
        var remaining = _backslashes & ~result;
        state.Escape = 0;
        while (remaining != 0)
        {
            var backslash = BitOperations.TrailingZeroCount(remaining);
            if (backslash + 1 >= count)
            {
                state.Escape = 1;
                break;
            }

            var next = 1UL << (backslash + 1);
            result |= next;
            remaining &= ~next & (remaining - 1);
        }

        return result;
    }

    /// <summary>Each bit becomes the parity of the bits up to and with it: inside a string after an odd number of quotes.</summary>
    private static ulong PrefixXor(ulong bits)
    {
        if (Pclmulqdq.IsSupported)
        {
            // Without carries, a multiplication by all ones adds up exactly these bits.
            return Pclmulqdq.CarrylessMultiply(Vector128.CreateScalar(bits), Vector128<ulong>.AllBitsSet, 0).ToScalar();
        }

        bits ^= bits << 1;
        bits ^= bits << 2;
        bits ^= bits << 4;
        bits ^= bits << 8;
        bits ^= bits << 16;
        return bits ^ (bits << 32);
    }

    /// <summary>Where one block leaves off and the next goes on.</summary>
    internal struct StringState
    {
        /// <summary>All ones inside a string, otherwise 0.</summary>
        public ulong Inside;

        /// <summary>1 if the next byte follows a backslash, otherwise 0.</summary>
        public ulong Escape;
    }

    /// <summary>A block's brackets and line feeds, without those that are text of a string.</summary>
    internal readonly ref struct Shape(ulong opens, ulong closes, ulong lineFeeds, ulong lineFeedsInStrings)
    {
        public ulong Opens { get; } = opens;

        public ulong Closes { get; } = closes;

        public ulong LineFeeds { get; } = lineFeeds;

        public ulong LineFeedsInStrings { get; } = lineFeedsInStrings;
    }
}
