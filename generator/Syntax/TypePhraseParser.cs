using Microsoft.CodeAnalysis.Text;
using QmpGen.Generator.Diagnostics;
using QmpGen.Generator.Text;

namespace QmpGen.Generator.Syntax;

/// <summary>
/// Finds a bullet's type. It may stand anywhere in the text, over several lines, and first or last within its
/// parentheses; parentheses without a JSON kind are decoys.
/// </summary>
internal static class TypePhraseParser
{
    private const string Prefix = "json-";
    private const string Optional = "optional";

    private static readonly string[] Kinds = ["json-string", "json-int", "json-number", "json-bool", "json-object", "json-array", "json-null"];

    public static TypePhrase? Parse(TextRun run, DiagnosticSink sink)
    {
        var text = run.Text;
        var optional = false;
        TypePhrase? bare = null;
        var open = new Stack<int>();
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '(':
                    open.Push(i);
                    break;
                case ')' when open.Count > 0:
                    optional |= IsOptionalAlone(text, open.Pop(), i);
                    break;
                default:
                    if (IsWordStart(text, i) && ReadKind(run, i, inParentheses: open.Count > 0, sink) is { } kind)
                    {
                        if (open.Count == 0)
                        {
                            bare ??= new TypePhrase(kind.Keyword, IsOptional: false, kind.Span, i, kind.Span.Length);
                            continue;
                        }

                        return InParentheses(run, open.Peek(), kind, optional, sink);
                    }

                    break;
            }
        }

        return bare is null ? null : bare with { IsOptional = optional };
    }

    private static TypePhrase InParentheses(TextRun run, int start, (TypeKeyword Keyword, TextSpan Span) kind, bool optional, DiagnosticSink sink)
    {
        var end = ClosingParenthesis(run.Text, start);
        foreach (var (word, offset) in Words(run.Text, start + 1, end))
        {
            if (string.Equals(word, Optional, StringComparison.OrdinalIgnoreCase))
            {
                optional = true;
            }
            else if (Spelling.Closest(word, [Optional]) is not null)
            {
                optional = true;
                sink.Report(Descriptors.MisspeltWord, run.Map(offset, word.Length), word, Optional);
            }
        }

        var next = run.Text.IndexOf('(', Math.Min(end, run.Text.Length));
        optional |= next >= 0 && IsOptionalAlone(run.Text, next, ClosingParenthesis(run.Text, next));
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
        var word = text.Substring(start, end - start);
        if (word.IndexOf('-') < 0)
        {
            return null;
        }

        var span = run.Map(start, word.Length);
        var index = Array.FindIndex(Kinds, k => string.Equals(k, word, StringComparison.OrdinalIgnoreCase));
        if (index < 0 && inParentheses)
        {
            var meant = Spelling.Closest(word, Kinds);
            index = Array.IndexOf(Kinds, meant);
            if (meant is not null)
            {
                sink.Report(Descriptors.MisspeltWord, span, word, meant);
            }
            else if (word.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
            {
                sink.Report(Descriptors.UnknownKind, span, word, string.Join(", ", Kinds));
                return (TypeKeyword.Unknown, span);
            }
        }

        return index < 0 ? null : ((TypeKeyword)(index + 1), span);
    }

    /// <summary>Whether the parentheses hold the word "optional" and nothing else.</summary>
    private static bool IsOptionalAlone(string text, int open, int close) =>
        close - open - 1 == Optional.Length
        && string.Compare(text, open + 1, Optional, 0, Optional.Length, StringComparison.OrdinalIgnoreCase) == 0;

    private static bool IsWordStart(string text, int i) =>
        char.IsLetter(text[i]) && (i == 0 || !(char.IsLetterOrDigit(text[i - 1]) || text[i - 1] is '-' or '_'));

    private static int ClosingParenthesis(string text, int open)
    {
        var depth = 0;
        for (var i = open; i < text.Length; i++)
        {
            depth += text[i] == '(' ? 1 : text[i] == ')' ? -1 : 0;
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
