using System.Buffers;
using System.Globalization;
using System.Text;

namespace QmpGen.Protocol;

/// <summary>Quotes what was received, for messages.</summary>
internal static class Excerpt
{
    private const int Longest = 120;

    /// <summary>The start of a text in quotes. White space is blanks; bytes that are no text are shown as escapes.</summary>
    public static string Of(ReadOnlySpan<byte> utf8)
    {
        utf8 = utf8.Trim(" \t\r\n"u8);
        var shown = utf8[..Math.Min(utf8.Length, Longest)];
        var text = new StringBuilder("'", shown.Length + 3);
        for (int length; !shown.IsEmpty; shown = shown[length..])
        {
            if (Rune.DecodeFromUtf8(shown, out var rune, out length) == OperationStatus.Done)
            {
                ForeignText.Append(text, rune.Value is '\t' or '\r' or '\n' ? new Rune(' ') : rune);
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
}
