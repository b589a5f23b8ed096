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
    /// A word in capitals throughout is written small but for its first letter.
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
        var rest = word.Any(char.IsLower) ? word.Substring(1) : word.Substring(1).ToLowerInvariant();
        return char.ToUpperInvariant(word[0]) + rest;
    }

    private static bool IsLetterOrDigit(char c) => char.GetUnicodeCategory(c) is
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
        or UnicodeCategory.OtherLetter or UnicodeCategory.DecimalDigitNumber;
}
