using System.Numerics;
using System.Runtime.Intrinsics;

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

    private ByteBlock(Vector256<byte> low, Vector256<byte> high, ulong valid)
    {
        // '[' and ']' become '{' and '}' with this bit set, and no other byte does.
        var caseBit = Vector256.Create((byte)0x20);
        var lowBrackets = low | caseBit;
        var highBrackets = high | caseBit;
        _quotes = Find((byte)'"', low, high) & valid;
        _backslashes = Find((byte)'\\', low, high) & valid;
        _lineFeeds = Find((byte)'\n', low, high) & valid;
        _opens = Find((byte)'{', lowBrackets, highBrackets) & valid;
        _closes = Find((byte)'}', lowBrackets, highBrackets) & valid;
    }

    /// <summary>Reads a block.</summary>
    /// <param name="bytes">At least <see cref="Size"/> bytes of memory.</param>
    /// <param name="count">How many of them have been received; the others are ignored.</param>
    public static ByteBlock Load(ReadOnlySpan<byte> bytes, int count) => new(
        Vector256.Create(bytes),
        Vector256.Create(bytes[Vector256<byte>.Count..]),
        count >= Size ? ulong.MaxValue : (1UL << count) - 1);

    /// <summary>Sorts what is inside strings from what is outside.</summary>
    /// <param name="count">How many bytes of the block have been received.</param>
    /// <param name="inString">Whether the block starts inside a string; left as it is for the next block.</param>
    /// <param name="escaped">Whether the block's first byte follows a backslash; left as it is for the next block.</param>
    public Shape Resolve(int count, ref bool inString, ref bool escaped)
    {
        var quotes = _quotes & ~FindEscaped(count, ref escaped);
        var inside = PrefixXor(quotes) ^ (inString ? ulong.MaxValue : 0);
        inString = (long)inside < 0;
        return new Shape(_opens & ~inside, _closes & ~inside, _lineFeeds & ~inside, _lineFeeds & inside);
    }

    private static ulong Find(byte value, Vector256<byte> low, Vector256<byte> high)
    {
        var wanted = Vector256.Create(value);
        return Vector256.Equals(low, wanted).ExtractMostSignificantBits()
            | ((ulong)Vector256.Equals(high, wanted).ExtractMostSignificantBits() << Vector256<byte>.Count);
    }

    /// <summary>The bytes that follow an unescaped backslash.</summary>
    private ulong FindEscaped(int count, ref bool escaped)
    {
        var carry = escaped ? 1UL : 0;
        var remaining = _backslashes & ~carry;
        var result = carry;
        escaped = false;
        while (remaining != 0)
        {
            var backslash = BitOperations.TrailingZeroCount(remaining);
            if (backslash + 1 >= count)
            {
                escaped = true;
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
        bits ^= bits << 1;
        bits ^= bits << 2;
        bits ^= bits << 4;
        bits ^= bits << 8;
        bits ^= bits << 16;
        return bits ^ (bits << 32);
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
