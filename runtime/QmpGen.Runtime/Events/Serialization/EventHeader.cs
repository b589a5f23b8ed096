using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace QmpGen.Serialization;

/// <summary>
/// The start of an event as QEMU lays it out, up to its name: the only place that knows this layout. It identifies events
/// without reading them. What follows it is inside one object and outside strings. The reader of a subscribed event continues
/// after it.
/// </summary>
/// <param name="Length">The number of bytes from the opening brace to the quote after the name; 0 if there is no header.</param>
/// <param name="NameLength">The length of the name in bytes.</param>
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
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
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
            && microseconds is > 0 and <= MostMicroseconds
            && text[SecondsStart] != '0'
            && (microseconds == 1 || text[MicrosecondsStart] != '0');
        if (!isLaidOut || !text[(MicrosecondsStart + microseconds)..].StartsWith(Event))
        {
            return default;
        }

        var nameStart = MicrosecondsStart + microseconds + Event.Length;
        var length = LayoutText.PlainLength(text, nameStart);
        return length > 0 ? new EventHeader(nameStart + length + 1, length) : default;
    }

    /// <summary>The name, in ASCII and without escapes.</summary>
    /// <param name="message">The message that has this header.</param>
    public ReadOnlySpan<byte> Name(ReadOnlySpan<byte> message) => message.Slice(Length - 1 - NameLength, NameLength);

    /// <summary>
    /// Whether a message may have another name than that of its header: of several members <c>event</c>, the last one counts.
    /// </summary>
    /// <param name="message">The message that has this header.</param>
    public bool MayBeOverruled(ReadOnlySpan<byte> message)
    {
        var rest = message[Length..];
        return rest.Contains((byte)'\\') || rest.IndexOf("\"event\""u8) >= 0;
    }

    /// <summary>The time stamp of a message that has a header.</summary>
    /// <param name="message">The message.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static QmpTimestamp TimestampOf(ReadOnlySpan<byte> message)
    {
        LayoutNumber.Read(message, MicrosecondsStart, out var microseconds);
        return new QmpTimestamp(LayoutNumber.ReadTen(message[SecondsStart..]), microseconds);
    }
}
