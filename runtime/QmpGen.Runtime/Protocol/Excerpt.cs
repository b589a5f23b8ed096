using System.Text;

namespace QmpGen.Protocol;

/// <summary>Quotes what was received, for messages.</summary>
internal static class Excerpt
{
    private const int Longest = 120;

    /// <summary>The start of a text in quotes, with nothing in it that disturbs a terminal or a log.</summary>
    public static string Of(ReadOnlySpan<byte> utf8)
    {
        var shown = utf8[..Math.Min(utf8.Length, Longest)];
        var text = new StringBuilder("'", shown.Length + 3);
        foreach (var character in Encoding.UTF8.GetString(shown).Trim())
        {
            text.Append(char.IsControl(character) ? ' ' : character);
        }

        return text.Append(shown.Length < utf8.Length ? "…'" : "'").ToString();
    }
}
