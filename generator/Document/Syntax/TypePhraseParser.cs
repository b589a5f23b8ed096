using Microsoft.CodeAnalysis.Text;
using QmpGen.Generator.Diagnostics;

namespace QmpGen.Generator.Document.Syntax;

/// <summary>
/// Finds a bullet's type. It may stand anywhere in the text, over several lines, and first or last within its
/// parentheses; parentheses without a JSON kind are decoys, unless they say "optional".
/// </summary>
internal static class TypePhraseParser
{
    private const string Optional = "optional";

    public static TypePhrase? Parse(TextRun run, DiagnosticSink sink)
    {
        var text = run.Text;
        var optional = StartsWithWord(text, 0);
        TypePhrase? phrase = null;
        var open = new Stack<int>();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is '(' or '[')
            {
                open.Push(i);
            }
            else if (text[i] is ')' or ']' && open.Count > 0)
            {
                var start = open.Pop();
                if (SaysOnlyOptional(text, start, i))
                {
                    optional = true;
                    phrase ??= new TypePhrase(
                        TypeKeyword.Unknown, IsOptional: true, run.Map(start + 1, Optional.Length), start, i + 1 - start);
                }
            }
            else if (phrase is null or { Keyword: TypeKeyword.Unknown }
                && IsWordStart(text, i)
                && ReadKind(run, i, inParentheses: open.Count > 0, sink) is { } kind)
            {
                phrase = open.Count > 0
                    ? InParentheses(run, open.Pop(), kind, sink)
                    : new TypePhrase(kind.Keyword, IsOptional: false, kind.Span, i, kind.Span.Length);
                optional |= phrase.IsOptional || IsOptionalAfter(text, phrase.End);
                i = phrase.End - 1;
            }
        }

        if (phrase is null or { Keyword: TypeKeyword.Unknown } && BareKind(run, sink) is { } meant)
        {
            phrase = meant;
            optional |= meant.IsOptional || IsOptionalAfter(text, meant.End);
        }

        return phrase is null
            ? (optional ? new TypePhrase(TypeKeyword.Unknown, IsOptional: true, run.Map(0, Optional.Length), Offset: 0, Length: 0) : null)
            : phrase with { IsOptional = optional };
    }

    /// <summary>
    /// Reads parentheses such as <c>(integer)</c> or <c>(jsonstring, optional)</c>. Such a word stands for a kind only where nothing
    /// else does, and where it is alone before a comma or the end: <c>(list of disks)</c> is prose.
    /// </summary>
    private static TypePhrase? BareKind(TextRun run, DiagnosticSink sink)
    {
        var text = run.Text;
        for (var open = 0; open < text.Length; open++)
        {
            if (text[open] is not ('(' or '['))
            {
                continue;
            }

            var end = ClosingParenthesis(text, open);
            var parts = text.Substring(open + 1, Math.Max(0, end - open - 1)).Split(',', ';');
            var word = parts.Select(p => p.Trim()).FirstOrDefault(p => !string.Equals(p, Optional, StringComparison.OrdinalIgnoreCase));
            if (word is { Length: > 0 } && TypeWords.Meant(word) is { } meant)
            {
                var span = run.Map(text.IndexOf(word, open, StringComparison.Ordinal), word.Length);
                sink.Report(Descriptors.UnknownKind, span, word, $"did you mean {meant}?");
                return InParentheses(run, open, (TypeWords.KeywordOf(meant), span), sink);
            }
        }

        return null;
    }

    private static TypePhrase InParentheses(TextRun run, int start, (TypeKeyword Keyword, TextSpan Span) kind, DiagnosticSink sink)
    {
        var optional = false;
        var isDenied = false;
        var end = ClosingParenthesis(run.Text, start);
        foreach (var (word, offset) in Words(run.Text, start + 1, end))
        {
            if (string.Equals(word, Optional, StringComparison.OrdinalIgnoreCase))
            {
                optional = !isDenied;
            }
            else if (Spelling.Closest(word, [Optional]) is not null)
            {
                optional = true;
                sink.Report(Descriptors.MisspeltWord, run.Map(offset, word.Length), word, Optional);
            }

            isDenied = word is "not" or "non" or "never";
        }

        return new TypePhrase(kind.Keyword, optional, kind.Span, start, Math.Min(end + 1, run.Text.Length) - start);
    }

    private static (TypeKeyword Keyword, TextSpan Span)? ReadKind(TextRun run, int start, bool inParentheses, DiagnosticSink sink)
    {
        var text = run.Text;
        var end = start;
        while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] is '-' or '_'))
        {
            end++;
        }

        // Only a word with a dash can be a kind or a misspelt one.
        var word = text.Substring(start, end - start).TrimEnd('-', '_');
        if (word.IndexOf('-') < 0)
        {
            return null;
        }

        var span = run.Map(start, word.Length);
        var index = Array.FindIndex(TypeWords.All, k => string.Equals(k, word, StringComparison.OrdinalIgnoreCase));
        if (index < 0 && inParentheses)
        {
            var meant = TypeWords.Meant(word);
            index = Array.IndexOf(TypeWords.All, meant);
            if (meant is not null)
            {
                sink.Report(Descriptors.MisspeltWord, span, word, meant);
            }
            else if (word.StartsWith(TypeWords.Prefix, StringComparison.OrdinalIgnoreCase))
            {
                sink.Report(Descriptors.UnknownKind, span, word, $"it is ignored, expected one of {string.Join(", ", TypeWords.All)}");
                return (TypeKeyword.Unknown, span);
            }
        }

        return index < 0 ? null : (TypeWords.KeywordOf(TypeWords.All[index]), span);
    }

    /// <summary>Whether the parentheses hold the word "optional", perhaps with its version, and nothing else.</summary>
    private static bool SaysOnlyOptional(string text, int open, int close) =>
        StartsWithWord(text, open + 1)
        && text.Substring(open + 1 + Optional.Length, close - open - 1 - Optional.Length).TrimStart(',', ' ') is var rest
        && (rest.Length == 0 || rest.StartsWith("since", StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether the word "optional" follows at once: <c>(json-int), optional</c>.</summary>
    private static bool IsOptionalAfter(string text, int index)
    {
        while (index < text.Length && text[index] is ' ' or ',' or ';')
        {
            index++;
        }

        return StartsWithWord(text, index);
    }

    private static bool StartsWithWord(string text, int index)
    {
        var end = index + Optional.Length;
        return string.Compare(text, index, Optional, 0, Optional.Length, StringComparison.OrdinalIgnoreCase) == 0
            && (end >= text.Length || !char.IsLetterOrDigit(text[end]));
    }

    private static bool IsWordStart(string text, int i) =>
        char.IsLetter(text[i]) && (i == 0 || !(char.IsLetterOrDigit(text[i - 1]) || text[i - 1] is '-' or '_'));

    private static int ClosingParenthesis(string text, int open)
    {
        var depth = 0;
        for (var i = open; i < text.Length; i++)
        {
            depth += text[i] is '(' or '[' ? 1 : text[i] is ')' or ']' ? -1 : 0;
            if (depth == 0)
            {
                return i;
            }
        }

        return text.Length;
    }

    private static IEnumerable<(string Word, int Offset)> Words(string text, int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            if (text[i] == '"')
            {
                // A quoted word is a value.
                var close = text.IndexOf('"', i + 1);
                i = close < 0 ? end : close;
                continue;
            }

            var wordStart = i;
            while (i < end && char.IsLetter(text[i]))
            {
                i++;
            }

            if (i > wordStart)
            {
                yield return (text.Substring(wordStart, i - wordStart), wordStart);
            }
        }
    }
}
