using System.Text;

namespace QmpWatch.Terminal;

/// <summary>Keeps what comes over the wire from steering the terminal.</summary>
internal static class Visible
{
    /// <summary>The text with every control character made visible, on one line.</summary>
    public static string Of(string text) => text.Any(char.IsControl) ? Replaced(text) : text;

    private static string Replaced(string text)
    {
        var visible = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            visible.Append(char.IsControl(c) ? c < ' ' ? (char)('\u2400' + c) : '\uFFFD' : c);
        }

        return visible.ToString();
    }
}
