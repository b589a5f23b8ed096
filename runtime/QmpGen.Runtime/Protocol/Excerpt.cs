using System.Buffers;
using System.Globalization;
using System.Text;

namespace QmpGen.Protocol;

/// <summary>Quotes what was received, for messages.</summary>
internal static class Excerpt
{
    private const int Longest = 120;

    /// <summary>The start of a text in quotes. What would disturb a terminal or a log, or is not text, is shown as an escape.</summary>
    public static string Of(ReadOnlySpan<byte> utf8)
    {
        utf8 = utf8.Trim(" \t\r\n"u8);
        var shown = utf8[..Math.Min(utf8.Length, Longest)];
        var text = new StringBuilder("'", shown.Length + 3);
        for (int length; !shown.IsEmpty; shown = shown[length..])
        {
            if (Rune.DecodeFromUtf8(shown, out var rune, out length) == OperationStatus.Done)
            {
                Append(text, rune);
            }
            else if (shown.Length > 4 || utf8.Length <= Longest)
            {
                // Not what the limit has cut into two.
                foreach (var value in shown[..length])
                {
                    text.Append(CultureInfo.InvariantCulture, $"\\x{value:x2}");
                }
            }
        }

        return text.Append(utf8.Length > Longest ? "…'" : "'").ToString();
    }

    private static void Append(StringBuilder text, Rune rune)
    {
        switch (Rune.GetUnicodeCategory(rune))
        {
            case UnicodeCategory.Control when rune.Value is '\t' or '\r' or '\n':
                text.Append(' ');
                break;
            case UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.Surrogate:
                text.Append(CultureInfo.InvariantCulture, $"\\u{{{rune.Value:x}}}");
                break;
            default:
                text.Append(rune.ToString());
                break;
        }
    }
}
