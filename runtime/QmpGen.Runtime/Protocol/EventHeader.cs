using System.Numerics;
using System.Runtime.Intrinsics;

namespace QmpGen.Protocol;

/// <summary>
/// The start of an event as QEMU lays it out, up to its name. It tells events apart without reading them, and what follows
/// it is known to stand in one object, outside of strings.
/// </summary>
/// <param name="Length">The bytes from the opening brace to the quote behind the name; 0 if there is no header.</param>
/// <param name="NameLength">The bytes of the name.</param>
internal readonly record struct EventHeader(int Length, int NameLength)
{
    private const int SecondsStart = 26;
    private const int SecondsLength = 10;
    private const int MicrosecondsStart = 54;
    private const int MostMicroseconds = 6;

    // Seconds have ten digits from 2001 to 2286; any other number is for the general reader. '#' is any byte.
    private static readonly Vector512<byte> Layout =
        Vector512.Create("{\"timestamp\": {\"seconds\": ##########, \"microseconds\": ##########"u8);

    private static readonly Vector512<byte> AnyByte = Vector512.Equals(Layout, Vector512.Create((byte)'#'));

    private static ReadOnlySpan<byte> Event => "}, \"event\": \""u8;

    /// <summary>Recognises a header.</summary>
    /// <param name="text">The start of a message, as much of it as there is.</param>
    /// <returns>The header; one of no length if the text starts otherwise, which says nothing about it.</returns>
    public static EventHeader Of(ReadOnlySpan<byte> text)
    {
        if (text.Length < Vector512<byte>.Count)
        {
            return default;
        }

        var start = Vector512.Create(text);
        var others = Vector512.GreaterThan(start - Vector512.Create((byte)'0'), Vector512.Create((byte)9)).ExtractMostSignificantBits();
        var microseconds = BitOperations.TrailingZeroCount(others >> MicrosecondsStart);
        var isLaidOut = Vector512.EqualsAll(start | AnyByte, Layout | AnyByte)
            && (others >> SecondsStart & (1 << SecondsLength) - 1) == 0
            && microseconds is > 0 and <= MostMicroseconds;
        if (!isLaidOut || !text[(MicrosecondsStart + microseconds)..].StartsWith(Event))
        {
            return default;
        }

        var nameStart = MicrosecondsStart + microseconds + Event.Length;
        var length = EndOfName(text[nameStart..]);
        return length >= 0 && text[nameStart + length] == '"'
            ? new EventHeader(nameStart + length + 1, length)
            : default;
    }

    /// <summary>The name.</summary>
    /// <param name="message">The message that has this header.</param>
    public ReadOnlySpan<byte> Name(ReadOnlySpan<byte> message) => message.Slice(Length - 1 - NameLength, NameLength);

    /// <summary>The place of the first byte that ends a name or may not stand in one; -1 if there is none.</summary>
    private static int EndOfName(ReadOnlySpan<byte> text)
    {
        if (text.Length >= Vector256<byte>.Count)
        {
            var bytes = Vector256.Create(text);
            var ends = Vector256.Equals(bytes, Vector256.Create((byte)'"'))
                | Vector256.Equals(bytes, Vector256.Create((byte)'\\'))
                | Vector256.Equals(bytes, Vector256.Create((byte)'\n'));
            if (ends != Vector256<byte>.Zero)
            {
                return BitOperations.TrailingZeroCount(ends.ExtractMostSignificantBits());
            }
        }

        return text.IndexOfAny((byte)'"', (byte)'\\', (byte)'\n');
    }
}
