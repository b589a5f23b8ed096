using System.Globalization;
using System.Text;

namespace QmpWatch.Terminal;

/// <summary>Keeps what comes over the wire from steering the terminal.</summary>
internal static class Visible
{
    /// <summary>The text with every character made visible that controls something, on one line.</summary>
    public static string Of(string text) => text.Any(Steers) ? Replaced(text) : text;

    /// <summary>Whether a character does something instead of being seen, such as to turn the line round.</summary>
    private static bool Steers(char c) => char.IsControl(c)
        || char.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    private static string Replaced(string text)
    {
        var visible = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            visible.Append(Steers(c) ? c < ' ' ? (char)('\u2400' + c) : '\uFFFD' : c);
        }

        return visible.ToString();
    }
}
