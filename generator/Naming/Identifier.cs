using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis.CSharp;

namespace QmpGen.Generator.Naming;

/// <summary>Turns wire names into C# names.</summary>
internal static class Identifier
{
    // Longer than any sensible name, and short enough for a file's name, of which it is a part.
    private const int LongestName = 120;

    // For a wire name without a letter or digit.
    private const string Nameless = "Unnamed";

    /// <summary>The words of a wire name: parts between characters that are neither letter nor digit.</summary>
    public static IReadOnlyList<string> Words(string wireName)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var c in wireName)
        {
            if (IsLetterOrDigit(c))
            {
                word.Append(c);
            }
            else if (word.Length > 0)
            {
                words.Add(word.ToString());
                word.Clear();
            }
        }

        if (word.Length > 0)
        {
            words.Add(word.ToString());
        }

        return words;
    }

    /// <summary>
    /// Each word with a capital: <c>tray-open</c> is <c>TrayOpen</c>, <c>BLOCK_IO_ERROR</c> is <c>BlockIoError</c>.
    /// An acronym of three or more letters is a word like any other: <c>COLOExitReason</c> is <c>ColoExitReason</c>; one of two
    /// letters inside a word stays: <c>IOThreadInfo</c>.
    /// </summary>
    public static string Pascal(string wireName) => Pascal(Words(wireName));

    public static string Pascal(IEnumerable<string> words)
    {
        var name = string.Concat(words.Select(Capitalise));
        if (name.Length > LongestName)
        {
            name = name.Substring(0, LongestName);
        }

        return name.Length == 0 ? Nameless : char.IsDigit(name[0]) ? $"_{name}" : name;
    }

    /// <summary>The same name for a variable.</summary>
    public static string Camel(string pascal) => char.ToLowerInvariant(pascal[0]) + pascal.Substring(1);

    /// <summary>The name as it is written in C# where it could be a keyword.</summary>
    public static string Escape(string name) => SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : $"@{name}";

    /// <summary>Whether a text is one or more names joined by dots.</summary>
    public static bool IsNamespace(string name) => name.Split('.').All(SyntaxFacts.IsValidIdentifier);

    private static string Capitalise(string word)
    {
        if (!word.Any(char.IsLower))
        {
            return word.Substring(0, 1).ToUpperInvariant() + word.Substring(1).ToLowerInvariant();
        }

        var name = new StringBuilder(word.Length);
        for (var start = 0; start < word.Length;)
        {
            var length = AcronymAt(word, start);
            if (length > 2)
            {
                name.Append(char.ToUpperInvariant(word[start])).Append(word.Substring(start + 1, length - 1).ToLowerInvariant());
            }
            else
            {
                length = Math.Max(length, 1);
                name.Append(word, start, length);
            }

            start += length;
        }

        name[0] = char.ToUpperInvariant(name[0]);
        return name.ToString();
    }

    /// <summary>The length of the acronym at a place: its capitals, but for one that begins a word.</summary>
    private static int AcronymAt(string word, int start)
    {
        var end = start;
        while (end < word.Length && char.IsUpper(word[end]))
        {
            end++;
        }

        return end < word.Length && char.IsLower(word[end]) ? Math.Max(0, end - start - 1) : end - start;
    }

    private static bool IsLetterOrDigit(char c) => char.GetUnicodeCategory(c) is
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
        or UnicodeCategory.OtherLetter or UnicodeCategory.DecimalDigitNumber;
}
