using System.Collections.Immutable;

namespace QmpGen.Generator.Document.Syntax;

/// <summary>
/// Finds the documented values of a string member. Quoted words count only inside the type's parentheses, in a list
/// after "one of" or after the type and a colon, and on lines of their own; elsewhere they are prose.
/// </summary>
internal static class ValueListParser
{
    private static readonly string[] ListWords = ["or", "and", "one", "of", "either", "always", "currently", "optional", "string", "json"];

    /// <summary>Words before which the last one says that what is quoted is no list but an instance or a reference.</summary>
    private static readonly string[] DecoyWords =
    [
        "default", "to", "usually", "e.g.", "e.g.,", "eg", "example", "example,", "as", "like", "see", "by", "from",
    ];

    private static readonly char[] PhraseSeparators = [' ', '('];

    private static readonly char[] Blank = [' '];

    private static readonly string[] Introductions = ["one of", "either", "values"];

    private static readonly string[] Articles = ["the", "these", "following", "values"];

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

        if (ListStart(text, type) is { } start)
        {
            values.AddRange(Introduced(text, start, type));
        }

        values.AddRange(lines);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var distinct = values.Where(v => seen.Add(v.Text)).ToImmutableArray();

        // That a text "can be empty" makes no list.
        return distinct.Length == 1 && distinct[0].Text.Length == 0 ? ImmutableArray<ValueSyntax>.Empty : distinct;
    }

    /// <summary>What a bullet says of its member: its words without the type and the list of values.</summary>
    public static string Description(string text, TypePhrase? type)
    {
        var end = DescriptionEnd(text, type);
        var description = type is { Length: > 0 }
            ? text.Substring(0, Math.Min(type.Offset, end)).TrimEnd()
                + (end > type.End ? text.Substring(type.End, end - type.End) : string.Empty)
            : text.Substring(0, end);
        return description.Trim(' ', ':', ',');
    }

    /// <summary>Where the description ends: where a list after a colon starts, or at the text's end.</summary>
    private static int DescriptionEnd(string text, TypePhrase? type) =>
        ListStart(text, type) is { } start
        && text.LastIndexOf(':', start) is var colon and >= 0
        && text.Substring(colon + 1, start - colon - 1).Trim().Length == 0
            ? colon
            : text.Length;

    private static IEnumerable<ValueSyntax> InParentheses(string phrase)
    {
        if (phrase.IndexOf('"') is var open and >= 0)
        {
            var before = phrase.Substring(0, open).Split(PhraseSeparators, StringSplitOptions.RemoveEmptyEntries);
            return before.Length > 0 && DecoyWords.Contains(before[before.Length - 1].TrimEnd(':'), StringComparer.OrdinalIgnoreCase)
                ? []
                : Quoted(phrase, '"');
        }

        // Single quotes may as well be apostrophes or name a command: they count where the phrase is a plain list.
        return IsPlainList(phrase, '\'') ? Quoted(phrase, '\'') : [];
    }

    private static bool IsPlainList(string text, char quote) =>
        new string([.. Outside(text, quote).Select(c => char.IsLetter(c) ? char.ToLowerInvariant(c) : ' ')])
            .Split(Blank, StringSplitOptions.RemoveEmptyEntries)
            .All(ListWords.Contains);

    private static IEnumerable<ValueSyntax> Introduced(string text, int start, TypePhrase? type)
    {
        // The type may follow the list: what stands in its parentheses has been read already.
        var end = type is { Length: > 0 } && type.Offset > start ? type.Offset : text.Length;
        return Quoted(text.Substring(start, end - start), text[start]).Where(v => v.Text.IndexOf(' ') < 0);
    }

    /// <summary>
    /// Where the first quotation mark of a list stands: after the type and a colon, after "one of", with or without a
    /// colon, or at the start, if nothing but the list stands before the type.
    /// </summary>
    private static int? ListStart(string text, TypePhrase? type)
    {
        if (type is { Keyword: TypeKeyword.String, Offset: > 0 }
            && QuoteAt(text, 0) is { } first
            && IsPlainList(text.Substring(0, type.Offset), text[first]))
        {
            return first;
        }

        if (type is { Length: > 0 } && SkipSpace(text, type.End) is var colon && colon < text.Length && text[colon] == ':')
        {
            return QuoteAt(text, colon + 1);
        }

        foreach (var introduction in Introductions)
        {
            var found = text.IndexOf(introduction, StringComparison.OrdinalIgnoreCase);
            if (found < 0)
            {
                continue;
            }

            var next = SkipArticles(text, found + introduction.Length);
            if (QuoteAt(text, next) is { } quote)
            {
                return quote;
            }

            if (text.IndexOf(':', next) is var after and >= 0 && QuoteAt(text, after + 1) is { } later)
            {
                return later;
            }
        }

        return null;
    }

    private static int SkipArticles(string text, int index)
    {
        while (true)
        {
            index = SkipSpace(text, index);
            var article = Articles.FirstOrDefault(
                a => string.Compare(text, index, a, 0, a.Length, StringComparison.OrdinalIgnoreCase) == 0);
            if (article is null)
            {
                return index;
            }

            index += article.Length;
        }
    }

    private static int? QuoteAt(string text, int index)
    {
        index = SkipSpace(text, index);
        return index < text.Length && text[index] is '"' or '\'' ? index : null;
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
            var between = text.Substring(close + 1, (next < 0 ? text.Length : next) - close - 1);
            yield return new ValueSyntax(text.Substring(open + 1, close - open - 1), Meaning(between));
            if (EndsList(between))
            {
                yield break;
            }

            position = close + 1;
        }
    }

    /// <summary>Whether a new sentence starts before the next quotation: then that one is no value any more.</summary>
    private static bool EndsList(string between) =>
        between.IndexOf(". ", StringComparison.Ordinal) is var stop and >= 0 && between.Substring(stop + 2).Trim().Length > 0;

    /// <summary>What is said of a value between its quotes and the next: nothing, if it is only "or".</summary>
    private static string Meaning(string between)
    {
        var kind = between.IndexOf($", {TypeWords.Prefix}", StringComparison.OrdinalIgnoreCase);
        var stop = between.IndexOf(". ", StringComparison.Ordinal);
        var end = new[] { kind, stop, between.Length }.Where(i => i >= 0).Min();
        var meaning = between.Substring(0, end).Trim(' ', ',', ';', '.', ')', ':', '|', '/');
        return meaning is "or" or "and" or "optional" ? string.Empty : meaning;
    }

    private static int SkipSpace(string text, int index)
    {
        while (index < text.Length && text[index] == ' ')
        {
            index++;
        }

        return index;
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
