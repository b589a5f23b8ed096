using QmpGen.Generator.Diagnostics;

namespace QmpGen.Generator.Document.Syntax;

/// <summary>The words with a colon that open the parts of a section.</summary>
internal static class Keywords
{
    public const string Data = "Data";
    public const string Description = "Description";
    public const string Example = "Example";
    public const string Note = "Note";

    private static readonly string[] All = [Data, Description, Example, Note, "Examples", "Notes"];

    private static readonly string[] Nothing = ["none", "nothing", "no data", "empty", "n/a"];

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
        rest = AfterColon(line);
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

        var rest = line.Substring(AfterColon(line));
        var candidates = rest.Length == 0 ? All : IsNone(rest) ? [Data] : Array.Empty<string>();
        return Spelling.Closest(word, candidates) is { } meant && !string.Equals(meant, word, StringComparison.OrdinalIgnoreCase)
            ? Plain(meant)
            : null;
    }

    public static bool IsNone(string text) =>
        Nothing.Contains(text.Trim('.', ' ', '(', ')'), StringComparer.OrdinalIgnoreCase);

    /// <summary>Where the text after a keyword starts. Marked-up documents double the colon.</summary>
    public static int AfterColon(string line)
    {
        var index = line.IndexOf(':');
        while (index < line.Length && (line[index] == ':' || char.IsWhiteSpace(line[index])))
        {
            index++;
        }

        return index;
    }

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

        // "Example 2:" is as good as "Example:".
        var colon = end;
        while (colon < line.Length && (char.IsWhiteSpace(line[colon]) || char.IsDigit(line[colon])))
        {
            colon++;
        }

        return colon < line.Length && line[colon] == ':' ? line.Substring(0, end) : string.Empty;
    }
}
