using System.Globalization;
using System.Text;

namespace QmpGen;

/// <summary>
/// The one rule for text from elsewhere (a peer, a spec, a recording, a file's name) on its way to a terminal, a log or a
/// message: it stays on its line, and each of its characters is seen.
/// </summary>
internal static class ForeignText
{
    /// <summary>The text on one line: what does something or cannot be seen becomes an escape such as <c>\u{1b}</c>.</summary>
    public static string OnOneLine(string text)
    {
        var plain = text.AsSpan().IndexOfAnyExceptInRange(' ', '~');
        if (plain < 0)
        {
            return text;
        }

        var shown = new StringBuilder(text, 0, plain, text.Length + 16);
        for (var rest = text.AsSpan(plain); !rest.IsEmpty;)
        {
            // What is no character is half of a pair.
            var isCharacter = Rune.DecodeFromUtf16(rest, out var rune, out var length) == System.Buffers.OperationStatus.Done;
            if (isCharacter)
            {
                Append(shown, rune);
            }
            else
            {
                AppendEscape(shown, rest[0]);
            }

            rest = rest[length..];
        }

        return shown.ToString();
    }

    /// <summary>Appends a character, or an escape that stands for it.</summary>
    public static void Append(StringBuilder shown, Rune character)
    {
        if (IsVisible(character))
        {
            Span<char> units = stackalloc char[2];
            shown.Append(units[..character.EncodeToUtf16(units)]);
        }
        else
        {
            AppendEscape(shown, character.Value);
        }
    }

    private static void AppendEscape(StringBuilder shown, int value) => shown.Append(CultureInfo.InvariantCulture, $"\\u{{{value:x}}}");

    private static bool IsVisible(Rune character) => character.IsAscii
        ? !Rune.IsControl(character)
        : Rune.GetUnicodeCategory(character) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned)
            && !IsBlankByDesign(character.Value);

    // Letters and marks of which Unicode says that they are not to be seen: fillers, joiners, selectors of variants.
    private static bool IsBlankByDesign(int value) =>
        value is 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or (>= 0x180B and <= 0x180F) or 0x3164
            or (>= 0xFE00 and <= 0xFE0F) or 0xFFA0 or (>= 0xE0000 and <= 0xE0FFF);
}
