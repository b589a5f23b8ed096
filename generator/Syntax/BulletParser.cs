using Microsoft.CodeAnalysis.Text;
using QmpGen.Generator.Text;

namespace QmpGen.Generator.Syntax;

/// <summary>Recognises the first line of a bullet, and the lines of a value list.</summary>
internal static class BulletParser
{
    /// <summary>What a line that starts with a dash is.</summary>
    /// <param name="Name">The member's name; null if none can be found.</param>
    /// <param name="IsQuoted">Whether the name stands in quotes.</param>
    /// <param name="HasColon">Whether a colon follows the name.</param>
    /// <param name="TextStart">Where the text after the name starts in the line.</param>
    internal readonly record struct Bullet(NameSyntax? Name, bool IsQuoted, bool HasColon, int TextStart);

    public static bool TryRead(SpecLine line, out Bullet bullet)
    {
        bullet = default;
        var content = line.Content;
        if (content.Length < 2 || content[0] is not ('-' or '*' or '+' or '\u2022') || !char.IsWhiteSpace(content[1]))
        {
            return false;
        }

        var start = SkipSpace(content, 1);
        if (ReadQuoted(content, start, out var name, out var end))
        {
            var colon = SkipSpace(content, end);
            var hasColon = colon < content.Length && content[colon] == ':';
            var nameSpan = new TextSpan(line.Start + start + 1, name.Length);
            bullet = new Bullet(new NameSyntax(name, nameSpan), IsQuoted: true, hasColon, SkipSpace(content, hasColon ? colon + 1 : colon));
            return true;
        }

        end = start;
        while (end < content.Length && (char.IsLetterOrDigit(content[end]) || content[end] is '_' or '-' or '.'))
        {
            end++;
        }

        bullet = end > start && end < content.Length && content[end] == ':'
            ? new Bullet(new NameSyntax(content.Substring(start, end - start), new TextSpan(line.Start + start, end - start)), IsQuoted: false, HasColon: true, SkipSpace(content, end + 1))
            : new Bullet(null, IsQuoted: false, HasColon: false, start);
        return true;
    }

    /// <summary>Recognises a line of a value list: <c>"stop": error caused VM to be stopped</c>.</summary>
    public static bool TryReadValue(string content, out string value, out int textStart)
    {
        textStart = 0;
        if (!ReadQuoted(content, 0, out value, out var end))
        {
            return false;
        }

        var colon = SkipSpace(content, end);
        if (colon >= content.Length || content[colon] != ':')
        {
            return false;
        }

        textStart = SkipSpace(content, colon + 1);
        return true;
    }

    /// <summary>Reads a text in double or single quotes.</summary>
    public static bool ReadQuoted(string content, int start, out string text, out int end)
    {
        (text, end) = (string.Empty, start);
        if (start >= content.Length || content[start] is not ('"' or '\''))
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

    private static int SkipSpace(string content, int index)
    {
        while (index < content.Length && char.IsWhiteSpace(content[index]))
        {
            index++;
        }

        return index;
    }
}
