using System.Buffers.Text;
using System.Runtime.CompilerServices;
using System.Text;

namespace QmpGen.Serialization;

/// <summary>Strings with escapes: QEMU escapes every character outside ASCII, with a surrogate pair beyond the first 65,536.</summary>
internal static class LayoutEscapes
{
    private const int LongestOnStack = 256;
    private const int UnitLength = 6;

    private static ReadOnlySpan<byte> Letters => "\"\\/bfnrt"u8;

    private static ReadOnlySpan<char> Meanings => "\"\\/\b\f\n\r\t";

    /// <summary>The length of a text that may have escapes.</summary>
    /// <param name="message">The message.</param>
    /// <param name="start">Behind the opening quote.</param>
    /// <returns>
    /// The number of bytes before the closing quote; negative if the text is not ASCII, or has an escape that is not
    /// valid.
    /// </returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int LengthOf(ReadOnlySpan<byte> message, int start)
    {
        for (var at = start; at < message.Length;)
        {
            switch (message[at])
            {
                case (byte)'"':
                    return at - start;
                case (byte)'\\' when Read(message[at..], out _) is var length and > 0:
                    at += length;
                    break;
                case (byte)'\\' or < (byte)' ' or > 0x7F:
                    return -1;
                default:
                    at++;
                    break;
            }
        }

        return -1;
    }

    /// <summary>Makes a string of a text whose length was found, whether it has escapes or not.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static string Decode(ReadOnlySpan<byte> text)
    {
        if (!text.Contains((byte)'\\'))
        {
            return Encoding.Latin1.GetString(text);
        }

        var characters = text.Length <= LongestOnStack ? stackalloc char[LongestOnStack] : new char[text.Length];
        var count = 0;
        for (var at = 0; at < text.Length;)
        {
            if (text[at] != '\\')
            {
                characters[count++] = (char)text[at++];
                continue;
            }

            at += Read(text[at..], out var character);
            count += character.EncodeToUtf16(characters[count..]);
        }

        return new string(characters[..count]);
    }

    /// <summary>Reads one character's escape.</summary>
    /// <returns>The length of the escape in bytes; 0 if it is not valid.</returns>
    private static int Read(ReadOnlySpan<byte> text, out Rune character)
    {
        character = default;
        if (TryReadUnit(text, out var unit))
        {
            if (Rune.TryCreate(unit, out character))
            {
                return UnitLength;
            }

            return TryReadUnit(text[UnitLength..], out var low) && Rune.TryCreate(unit, low, out character) ? 2 * UnitLength : 0;
        }

        var letter = text.Length > 1 ? Letters.IndexOf(text[1]) : -1;
        if (letter < 0)
        {
            return 0;
        }

        character = new Rune(Meanings[letter]);
        return 2;
    }

    private static bool TryReadUnit(ReadOnlySpan<byte> text, out char unit)
    {
        unit = default;
        if (text.Length < UnitLength || !text.StartsWith("\\u"u8)
            || !Utf8Parser.TryParse(text[2..UnitLength], out ushort value, out var length, 'x') || length != UnitLength - 2)
        {
            return false;
        }

        unit = (char)value;
        return true;
    }
}
