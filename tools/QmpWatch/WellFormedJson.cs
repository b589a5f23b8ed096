using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace QmpWatch;

/// <summary>
/// Mends JSON that came over the wire where it stands for no text: bytes that are no UTF-8, and halves of a surrogate pair.
/// Reading such a string fails, and one machine's odd event must not end the watching of all.
/// </summary>
internal static class WellFormedJson
{
    private const int EscapeLength = 6;

    /// <summary>The same JSON, with U+FFFD for what is no text; the very same bytes where all is well.</summary>
    public static ReadOnlyMemory<byte> Of(ReadOnlyMemory<byte> json)
    {
        if (!Utf8.IsValid(json.Span))
        {
            json = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(json.Span));
        }

        byte[]? mended = null;
        var text = json.Span;
        for (var at = 0; at < text.Length && text[at..].IndexOf((byte)'\\') is var next and >= 0;)
        {
            at += next;
            if (CodeUnit(text, at) is not { } unit)
            {
                // Another escape, of one sign.
                at += 2;
            }
            else if (char.IsHighSurrogate(unit) && CodeUnit(text, at + EscapeLength) is { } second && char.IsLowSurrogate(second))
            {
                at += 2 * EscapeLength;
            }
            else
            {
                if (char.IsSurrogate(unit))
                {
                    mended ??= json.ToArray();
                    "\\uFFFD"u8.CopyTo(mended.AsSpan(at));
                }

                at += EscapeLength;
            }
        }

        return mended ?? json;
    }

    /// <summary>What an escape such as <c>\u2026</c> stands for; null if none starts there.</summary>
    private static char? CodeUnit(ReadOnlySpan<byte> text, int at) =>
        at + EscapeLength <= text.Length && text[at] == '\\' && text[at + 1] == 'u'
            && ushort.TryParse(text.Slice(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit)
            ? (char)unit
            : null;
}
