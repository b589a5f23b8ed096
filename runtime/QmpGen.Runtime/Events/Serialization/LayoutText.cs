using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace QmpGen.Serialization;

/// <summary>Finds the ends of texts and of members in a message laid out as QEMU prints it.</summary>
internal static class LayoutText
{
    /// <summary>How many bytes are looked at in one step. No event is as short as that.</summary>
    public const int BlockLength = 32;

    private static ReadOnlySpan<byte> Separator => ", "u8;

    /// <summary>Whether a text starts with a literal, compared in at most two steps.</summary>
    /// <param name="text">The text.</param>
    /// <param name="literal">A literal, so that the compiler knows its length.</param>
    /// <returns>True if it does.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool StartsWith(ReadOnlySpan<byte> text, ReadOnlySpan<byte> literal)
    {
        var step = Vector128<byte>.Count;
        if (literal.Length <= step || literal.Length > 2 * step)
        {
            return text.StartsWith(literal);
        }

        return text.Length >= literal.Length
            && ((Vector128.Create(text) ^ Vector128.Create(literal))
                | (Vector128.Create(text[(literal.Length - step)..]) ^ Vector128.Create(literal[(literal.Length - step)..])))
                == Vector128<byte>.Zero;
    }

    /// <summary>The length of a text without escapes.</summary>
    /// <param name="message">A message of at least one block.</param>
    /// <param name="start">Behind the opening quote.</param>
    /// <returns>
    /// The number of bytes before the closing quote; negative if there is an escape, a control character, a byte outside
    /// ASCII or the message's end before it.
    /// </returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int PlainLength(ReadOnlySpan<byte> message, int start)
    {
        // The last block of a message is looked at from its end, and what lies before the start is shifted away.
        var blockStart = Math.Min(start, message.Length - BlockLength);
        if (blockStart < 0)
        {
            return -1;
        }

        var stops = Stops(message[blockStart..]) >> (start - blockStart);
        if (stops == 0)
        {
            return PlainLengthOfLong(message, start);
        }

        var length = BitOperations.TrailingZeroCount(stops);
        return message[start + length] == '"' ? length : -1;
    }

    /// <summary>Skips members that the spec does not know until what is expected comes.</summary>
    /// <param name="message">The message.</param>
    /// <param name="at">After an opening brace or after a value.</param>
    /// <param name="expected">What should stand here.</param>
    /// <param name="known">The names that must not be skipped, each in quotes.</param>
    /// <returns>Behind what was expected; negative if it is not reached that way.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int SkipUnknown(ReadOnlySpan<byte> message, int at, ReadOnlySpan<byte> expected, ReadOnlySpan<byte> known)
    {
        // What is expected begins with a comma, unless it is the spec's first member or an end; what stands in the message, unless it
        // is the first member there.
        var isEnd = expected.StartsWith("}"u8);
        var member = expected.StartsWith(Separator) ? expected[Separator.Length..] : expected;
        while (true)
        {
            if (isEnd && message[at..].StartsWith(expected))
            {
                return at + expected.Length;
            }

            if (!IsAtStart(message, at))
            {
                if (!message[at..].StartsWith(Separator))
                {
                    return -1;
                }

                at += Separator.Length;
            }

            if (!isEnd && message[at..].StartsWith(member))
            {
                return at + member.Length;
            }

            at = SkipMember(message, at, known);
            if (at < 0)
            {
                return -1;
            }
        }
    }

    /// <summary>Whether a place, which is behind an opening brace or a value, is behind an opening brace.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsAtStart(ReadOnlySpan<byte> message, int at) =>
        (uint)(at - 1) < (uint)message.Length && message[at - 1] == '{';

    /// <summary>Whether there is nothing but white space.</summary>
    public static bool IsBlank(ReadOnlySpan<byte> text) => text.IndexOfAnyExcept(" \t\r\n"u8) < 0;

    /// <summary>Skips a member whose value is neither object nor array.</summary>
    private static int SkipMember(ReadOnlySpan<byte> message, int at, ReadOnlySpan<byte> known)
    {
        var nameLength = message[at..].StartsWith("\""u8) ? PlainLength(message, at + 1) : -1;
        if (nameLength < 0 || known.IndexOf(message.Slice(at, nameLength + 2)) >= 0)
        {
            return -1;
        }

        at += nameLength + 2;
        if (!message[at..].StartsWith(": "u8))
        {
            return -1;
        }

        at += 2;
        if (message[at..].StartsWith("\""u8))
        {
            var length = PlainLength(message, at + 1);
            return length < 0 ? -1 : at + length + 2;
        }

        return message[at..] switch
        {
            [(byte)'t', (byte)'r', (byte)'u', (byte)'e', ..] or [(byte)'n', (byte)'u', (byte)'l', (byte)'l', ..] => at + 4,
            [(byte)'f', (byte)'a', (byte)'l', (byte)'s', (byte)'e', ..] => at + 5,
            _ => LayoutNumber.Read(message, at, out _),
        };
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int PlainLengthOfLong(ReadOnlySpan<byte> message, int start)
    {
        for (var at = start + BlockLength; at < message.Length; at += BlockLength)
        {
            var blockStart = Math.Min(at, message.Length - BlockLength);
            var stops = Stops(message[blockStart..]) >> (at - blockStart);
            if (stops != 0)
            {
                at += BitOperations.TrailingZeroCount(stops);
                return message[at] == '"' ? at - start : -1;
            }
        }

        return -1;
    }

    /// <summary>
    /// A bit for each byte of a block that cannot stand in a text as it is: a quote, a backslash, a control character, a byte
    /// outside ASCII.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Stops(ReadOnlySpan<byte> block)
    {
        var bytes = Vector256.Create(block);

        // As signed numbers, bytes outside ASCII are below the blank too.
        var stops = Vector256.Equals(bytes, Vector256.Create((byte)'"'))
            | Vector256.Equals(bytes, Vector256.Create((byte)'\\'))
            | Vector256.LessThan(bytes.AsSByte(), Vector256.Create((sbyte)' ')).AsByte();
        return stops.ExtractMostSignificantBits();
    }
}
