using Microsoft.CodeAnalysis.Text;
using QmpGen.Generator.Document.Lines;

namespace QmpGen.Generator.Document.Syntax;

/// <summary>Recognises the first line of a bullet, and the lines of a value list.</summary>
internal static class BulletParser
{
    private const string Marks = "-*+\u2022\u2013\u2014";

    /// <summary>What the first line of a bullet says.</summary>
    internal readonly record struct Bullet
    {
        /// <summary>The member's name; null if none can be found.</summary>
        public NameSyntax? Name { get; init; }

        /// <summary>Whether the name stands in quotes.</summary>
        public bool IsQuoted { get; init; }

        /// <summary>Whether a colon follows the name, or what is said of it in parentheses.</summary>
        public bool HasColon { get; init; }

        /// <summary>Whether the line names a JSON kind: then it cannot be anything but a member.</summary>
        public bool HasKind { get; init; }

        /// <summary>Where the remark in front of the name stands in the line: <c>(optional) "device"</c>. Empty as a rule.</summary>
        public TextSpan Remark { get; init; }

        /// <summary>Where the text after the name starts in the line.</summary>
        public int TextStart { get; init; }

        /// <summary>What is missing of the usual form, with its article; null as a rule.</summary>
        public string? Missing { get; init; }
    }

    public static bool TryRead(SpecLine line, out Bullet bullet)
    {
        bullet = default;
        var content = line.Content;
        var hasKind = content.IndexOf(TypeWords.Prefix, StringComparison.OrdinalIgnoreCase) >= 0;
        var hasMark = content.Length > 1 && Marks.IndexOf(content[0]) >= 0 && (char.IsWhiteSpace(content[1]) || IsQuote(content[1]));
        if (!hasMark && !(hasKind && TryReadValue(content, out _, out _)))
        {
            return false;
        }

        var start = SkipSpace(content, hasMark ? 1 : 0);
        var afterRemark = SkipSpace(content, SkipParentheses(content, start));
        bullet = new Bullet
        {
            HasKind = hasKind,
            Remark = new TextSpan(start, afterRemark - start),
            TextStart = start,
            Missing = hasMark ? null : "The dash",
        };
        bullet = ReadName(line, afterRemark, bullet);
        return true;
    }

    /// <summary>
    /// Recognises a line of a value list: <c>"stop": error caused VM to be stopped</c>, or with a dash instead of the
    /// colon.
    /// </summary>
    public static bool TryReadValue(string content, out string value, out int textStart)
    {
        textStart = 0;
        if (!ReadQuoted(content, 0, out value, out var end))
        {
            return false;
        }

        var mark = SkipSpace(content, end);
        if (mark >= content.Length || !(content[mark] == ':' || (content[mark] is '-' or '=' or '\u2013' && mark > end)))
        {
            return false;
        }

        textStart = SkipSpace(content, mark + 1);
        return true;
    }

    /// <summary>
    /// Recognises a line that would be one of a value list, if its first word had quotes: <c>stop: error caused VM to
    /// be stopped</c>.
    /// </summary>
    public static bool TryReadUnquotedValue(string content, out string value)
    {
        var end = 0;
        while (end < content.Length && (char.IsLetterOrDigit(content[end]) || content[end] is '-' or '_'))
        {
            end++;
        }

        value = content.Substring(0, end);
        return end > 0 && TryReadValue($"\"{value}\"{content.Substring(end)}", out _, out _);
    }

    /// <summary>Reads a text in double or single quotes.</summary>
    public static bool ReadQuoted(string content, int start, out string text, out int end)
    {
        (text, end) = (string.Empty, start);
        if (start >= content.Length || !IsQuote(content[start]))
        {
            return false;
        }

        var close = content.IndexOf(content[start], start + 1);
        if (close <= start + 1)
        {
            return false;
        }

        text = content.Substring(start + 1, close - start - 1);
        end = close + 1;
        return true;
    }

    private static Bullet ReadName(SpecLine line, int start, Bullet bullet)
    {
        var content = line.Content;
        var isQuoted = start < content.Length && IsQuote(content[start]);
        var nameStart = isQuoted ? start + 1 : start;
        if (ReadQuoted(content, start, out var name, out var end) && name.IndexOf(':') < 0)
        {
            bullet = bullet with { IsQuoted = true };
        }
        else
        {
            end = nameStart;
            while (end < content.Length && (char.IsLetterOrDigit(content[end]) || content[end] is '_' or '-' or '.'))
            {
                end++;
            }

            name = content.Substring(nameStart, end - nameStart);
            bullet = bullet with { IsQuoted = isQuoted, Missing = isQuoted ? "The closing quotation mark" : bullet.Missing };
        }

        var next = SkipSpace(content, end);
        var afterParentheses = SkipSpace(content, SkipParentheses(content, next));
        var hasColon = afterParentheses < content.Length
            && content[afterParentheses] == ':'
            && (bullet.IsQuoted || bullet.HasKind || afterParentheses == end);
        if (name.Length == 0 || !(bullet.IsQuoted || hasColon))
        {
            // Without quotes only a colon tells a name from the first word of a sentence.
            return bullet with { IsQuoted = false };
        }

        return bullet with
        {
            Name = new NameSyntax(name, new TextSpan(line.Start + nameStart, name.Length)),
            HasColon = hasColon,
            TextStart = hasColon && afterParentheses == next ? SkipSpace(content, next + 1) : next,
            Missing = bullet.Missing ?? (hasColon ? null : "The ':'"),
        };
    }

    private static bool IsQuote(char c) => c is '"' or '\'';

    /// <summary>Moves over parentheses that start here, if they end on the same line.</summary>
    private static int SkipParentheses(string content, int index)
    {
        if (index >= content.Length || content[index] is not ('(' or '['))
        {
            return index;
        }

        var close = content.IndexOf(content[index] == '(' ? ')' : ']', index);
        return close < 0 ? index : close + 1;
    }

    private static int SkipSpace(string content, int index)
    {
        while (index < content.Length && char.IsWhiteSpace(content[index]))
        {
            index++;
        }

        return index;
    }
}
