using QmpGen.Generator.Text;

namespace QmpGen.Generator.Syntax;

/// <summary>The words with a colon that open the parts of a section.</summary>
internal static class Keywords
{
    public const string Data = "Data";
    public const string Description = "Description";
    public const string Example = "Example";
    public const string Note = "Note";

    private static readonly string[] All = [Data, Description, Example, Note, "Examples", "Notes"];

    /// <summary>Recognises a keyword at the start of a line.</summary>
    /// <param name="line">The line's text.</param>
    /// <param name="keyword">The keyword in its plain form.</param>
    /// <param name="rest">Where the text after the colon starts.</param>
    public static bool TryRead(string line, out string keyword, out int rest)
    {
        (keyword, rest) = (string.Empty, 0);
        var word = FirstWord(line);
        if (word.Length == 0 || !All.Contains(word, StringComparer.OrdinalIgnoreCase))
        {
            return false;
        }

        keyword = Plain(All.First(k => string.Equals(k, word, StringComparison.OrdinalIgnoreCase)));
        rest = SkipSpace(line, line.IndexOf(':') + 1);
        return true;
    }

    /// <summary>The keyword that a line of just one word, or of "word: None.", seems to mean.</summary>
    public static string? Misspelt(string line)
    {
        var word = FirstWord(line);
        if (word.Length == 0)
        {
            return null;
        }

        var rest = line.Substring(line.IndexOf(':') + 1).Trim();
        var candidates = rest.Length == 0 ? All : IsNone(rest) ? [Data] : Array.Empty<string>();
        return Spelling.Closest(word, candidates) is { } meant && !string.Equals(meant, word, StringComparison.OrdinalIgnoreCase)
            ? Plain(meant)
            : null;
    }

    public static bool IsNone(string text) =>
        string.Equals(text.TrimEnd('.', ' '), "None", StringComparison.OrdinalIgnoreCase);

    private static string Plain(string keyword) => keyword switch
    {
        "Examples" => Example,
        "Notes" => Note,
        _ => keyword,
    };

    private static string FirstWord(string line)
    {
        var end = 0;
        while (end < line.Length && end < 20 && char.IsLetter(line[end]))
        {
            end++;
        }

        return SkipSpace(line, end) is var colon && colon < line.Length && line[colon] == ':' ? line.Substring(0, end) : string.Empty;
    }

    private static int SkipSpace(string line, int index)
    {
        while (index < line.Length && char.IsWhiteSpace(line[index]))
        {
            index++;
        }

        return index;
    }
}
