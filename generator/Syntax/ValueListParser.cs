using System.Collections.Immutable;

namespace QmpGen.Generator.Syntax;

/// <summary>
/// Finds the documented values of a string member. Quoted words count only inside the type's parentheses, in a list
/// after "one of … :" or after the type and a colon, and on lines of their own; elsewhere they are prose.
/// </summary>
internal static class ValueListParser
{
    private static readonly string[] ListWords = ["or", "and", "one", "of", "either", "always", "currently", "optional", "string", "json"];

    public static ImmutableArray<ValueSyntax> Parse(string text, TypePhrase? type, IEnumerable<ValueSyntax> lines)
    {
        if (type is not (null or { Keyword: TypeKeyword.String or TypeKeyword.Unknown }))
        {
            return ImmutableArray<ValueSyntax>.Empty;
        }

        var values = new List<ValueSyntax>();
        if (type is not null)
        {
            values.AddRange(InParentheses(text.Substring(type.Offset, type.Length)));
        }

        values.AddRange(AfterColon(text, type));
        values.AddRange(lines);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return values.Where(v => seen.Add(v.Text)).ToImmutableArray();
    }

    /// <summary>Where a list in the text starts, or the text's end: what stands before is the member's description.</summary>
    public static int ListStart(string text, TypePhrase? type) =>
        ColonOf(text, type) is { } colon && StartsWithQuote(text, colon + 1) ? colon : text.Length;

    private static IEnumerable<ValueSyntax> InParentheses(string phrase)
    {
        if (phrase.IndexOf('"') >= 0)
        {
            return Quoted(phrase, '"');
        }

        // Single quotes may as well be apostrophes or name a command: they count where the phrase is a plain list.
        var words = new string([.. Outside(phrase, '\'').Select(c => char.IsLetter(c) ? char.ToLowerInvariant(c) : ' ')])
            .Split([' '], StringSplitOptions.RemoveEmptyEntries);
        return words.All(ListWords.Contains) ? Quoted(phrase, '\'') : [];
    }

    private static IEnumerable<ValueSyntax> AfterColon(string text, TypePhrase? type)
    {
        if (ColonOf(text, type) is not { } colon || !StartsWithQuote(text, colon + 1))
        {
            return [];
        }

        var list = text.Substring(colon + 1).TrimStart();
        return Quoted(list, list[0]).Where(v => v.Text.IndexOf(' ') < 0);
    }

    /// <summary>The colon that introduces a list: right after the type, or after the words "one of".</summary>
    private static int? ColonOf(string text, TypePhrase? type)
    {
        if (type is not null)
        {
            var after = type.End;
            while (after < text.Length && text[after] == ' ')
            {
                after++;
            }

            if (after < text.Length && text[after] == ':')
            {
                return after;
            }
        }

        var oneOf = text.IndexOf("one of", StringComparison.OrdinalIgnoreCase);
        return oneOf >= 0 && text.IndexOf(':', oneOf) is var colon and >= 0 ? colon : null;
    }

    private static bool StartsWithQuote(string text, int index)
    {
        while (index < text.Length && text[index] == ' ')
        {
            index++;
        }

        return index < text.Length && text[index] is '"' or '\'';
    }

    private static IEnumerable<ValueSyntax> Quoted(string text, char quote)
    {
        var position = 0;
        while (position < text.Length)
        {
            var open = text.IndexOf(quote, position);
            var close = open < 0 ? -1 : text.IndexOf(quote, open + 1);
            if (close < 0)
            {
                yield break;
            }

            var next = text.IndexOf(quote, close + 1);
            var meaning = text.Substring(close + 1, (next < 0 ? text.Length : next) - close - 1);
            yield return new ValueSyntax(text.Substring(open + 1, close - open - 1), Meaning(meaning));
            position = close + 1;
        }
    }

    /// <summary>What is said of a value between its quotes and the next: nothing, if it is only "or".</summary>
    private static string Meaning(string between)
    {
        var meaning = between.Trim(' ', ',', ';', '.', ')', ':');
        return meaning is "or" or "and" or "" || meaning.StartsWith(", ", StringComparison.Ordinal)
            ? string.Empty
            : meaning;
    }

    private static IEnumerable<char> Outside(string text, char quote)
    {
        var inside = false;
        foreach (var c in text)
        {
            if (c == quote)
            {
                inside = !inside;
            }
            else if (!inside)
            {
                yield return c;
            }
        }
    }
}
