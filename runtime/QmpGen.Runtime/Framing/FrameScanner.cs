using System.Numerics;

namespace QmpGen.Framing;

/// <summary>
/// Finds where one JSON value ends, by its tokens and not by its lines: QEMU spreads a value over many lines when asked
/// to print prettily, and one read is any number of values. It remembers where it stopped, so no byte is looked at twice.
/// </summary>
/// <remarks>
/// A stream is never given up. A line feed inside a string is impossible in JSON, and so is an object where no value may
/// stand; both show that the value before them was cut off, and framing starts anew there.
/// </remarks>
internal struct FrameScanner
{
    private int _depth;
    private ByteBlock.StringState _strings;
    private bool _manyLines;

    /// <summary>Whether a value has begun.</summary>
    public readonly bool IsInsideValue => _depth > 0;

    /// <summary>Where the next value starts, or whatever stands in its place: the first byte that is not white.</summary>
    public static int SkipWhite(ReadOnlySpan<byte> received, int position)
    {
        while (position < received.Length && received[position] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
        {
            position++;
        }

        return position;
    }

    /// <summary>Notes that a value has begun, and that what comes next is outermost in it.</summary>
    public void Enter() => _depth = 1;

    /// <summary>Goes on with the current value, or finds the next one.</summary>
    /// <param name="memory">Memory with at least <see cref="ByteBlock.Size"/> bytes behind <paramref name="end"/>.</param>
    /// <param name="start">Where what is being framed starts; moved over white space before a value.</param>
    /// <param name="position">Where to go on; left behind the last byte that was looked at.</param>
    /// <param name="end">The end of what has been received.</param>
    /// <returns>What stands between <paramref name="start"/> and <paramref name="position"/>.</returns>
    public FrameKind Scan(ReadOnlySpan<byte> memory, ref int start, ref int position, int end)
    {
        if (_depth == 0 && !TryStart(memory[..end], ref start, ref position))
        {
            return position > start ? FrameKind.Stray : FrameKind.Incomplete;
        }

        while (position < end)
        {
            var count = Math.Min(end - position, ByteBlock.Size);
            var shape = ByteBlock.Load(memory[position..], count).Resolve(count, ref _strings);
            if (!_manyLines && TryFindEnd(shape, out var length))
            {
                position += length;
                this = default;
                return FrameKind.Value;
            }

            _manyLines |= shape.LineFeeds != 0;
            if (MayBeCutOff(shape) && TryFindEnd(memory[start..], position - start, shape, out length, out var kind))
            {
                position += length;
                this = default;
                return kind;
            }

            _depth += BitOperations.PopCount(shape.Opens) - BitOperations.PopCount(shape.Closes);
            position += count;
        }

        return FrameKind.Incomplete;
    }

    /// <summary>Finds the next value.</summary>
    /// <returns>
    /// False if there is none yet, or if what stands between <paramref name="start"/> and <paramref name="position"/> starts
    /// none.
    /// </returns>
    private static bool TryStart(ReadOnlySpan<byte> received, ref int start, ref int position)
    {
        start = position = SkipWhite(received, position);
        if (position < received.Length && received[position] is (byte)'{' or (byte)'[')
        {
            return true;
        }

        var offset = received[position..].IndexOfAny((byte)'{', (byte)'[');
        position = offset < 0 ? received.Length : position + offset;
        return false;
    }

    private readonly bool MayBeCutOff(ByteBlock.Shape shape) => shape.LineFeedsInStrings != 0 || _manyLines;

    /// <summary>Finds the end of a value that stands on one line so far, if this block has it and no line feed comes first.</summary>
    /// <param name="shape">The block's brackets and line feeds.</param>
    /// <param name="length">How many bytes of the block still belong to the value.</param>
    private readonly bool TryFindEnd(ByteBlock.Shape shape, out int length)
    {
        // The bits up to the lowest one; all of them if there is none.
        var lineFeeds = shape.LineFeeds | shape.LineFeedsInStrings;
        var closes = shape.Closes & (lineFeeds ^ (lineFeeds - 1));
        length = 0;
        if (BitOperations.PopCount(closes) < _depth)
        {
            return false;
        }

        for (var depth = _depth - 1; closes != 0; depth--, closes &= closes - 1)
        {
            var index = BitOperations.TrailingZeroCount(closes);
            if (depth + BitOperations.PopCount(shape.Opens & ((1UL << index) - 1)) == 0)
            {
                length = index + 1;
                return true;
            }
        }

        return false;
    }

    /// <summary>Follows the brackets of a block one by one, where line feeds may show that the value was cut off.</summary>
    /// <param name="value">The memory from the value's start on.</param>
    /// <param name="block">Where the block starts in it.</param>
    /// <param name="shape">The block's brackets and line feeds.</param>
    /// <param name="length">How many bytes of the block still belong to the value.</param>
    /// <param name="kind">Whether the value is whole.</param>
    private readonly bool TryFindEnd(ReadOnlySpan<byte> value, int block, ByteBlock.Shape shape, out int length, out FrameKind kind)
    {
        var depth = _depth;
        var brokenAt = BitOperations.TrailingZeroCount(shape.LineFeedsInStrings);
        for (var brackets = shape.Opens | shape.Closes; brackets != 0; brackets &= brackets - 1)
        {
            var index = BitOperations.TrailingZeroCount(brackets);
            if (index > brokenAt)
            {
                break;
            }

            if ((shape.Closes >> index & 1) != 0)
            {
                if (--depth == 0)
                {
                    (length, kind) = (index + 1, FrameKind.Value);
                    return true;
                }
            }
            else
            {
                if (_manyLines && depth > 0 && StartsAnew(value[..(block + index + 1)]))
                {
                    (length, kind) = (index, FrameKind.Broken);
                    return true;
                }

                depth++;
            }
        }

        (length, kind) = (brokenAt + 1, FrameKind.Broken);
        return brokenAt < ByteBlock.Size;
    }

    /// <summary>Whether the object that starts with the last byte is the first on its line and stands where no value may stand.</summary>
    private static bool StartsAnew(ReadOnlySpan<byte> upToBracket)
    {
        var before = upToBracket[..^1];
        var previous = before.LastIndexOfAnyExcept(" \t\r\n"u8);
        return upToBracket[^1] == '{'
            && before[(previous + 1)..].Contains((byte)'\n')
            && before[previous] is not ((byte)':' or (byte)',' or (byte)'[');
    }
}
