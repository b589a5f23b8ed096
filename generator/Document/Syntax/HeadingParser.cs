using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;
using QmpGen.Generator.Document.Lines;

namespace QmpGen.Generator.Document.Syntax;

/// <summary>
/// Reads the names in a heading: one, or several with commas between, perhaps with a number in front and a remark in
/// parentheses behind.
/// </summary>
internal static class HeadingParser
{
    // A C# name may have 1,023 bytes, and the names of emitted types are longer than that of their event.
    private const int LongestName = 200;

    private const string Underlines = "-=~^*+#_.";

    public static ImmutableArray<NameSyntax> Parse(SpecLine line)
    {
        var names = ImmutableArray.CreateBuilder<NameSyntax>();
        var end = EndOfNames(line.Content);
        var position = SkipNumber(line.Content);
        while (position < end)
        {
            var start = position;
            while (position < end && !IsSeparator(line.Content[position]))
            {
                position++;
            }

            var name = line.Content.Substring(start, position - start);
            if (!IsEventName(name))
            {
                return ImmutableArray<NameSyntax>.Empty;
            }

            names.Add(new NameSyntax(name, new TextSpan(line.Start + start, name.Length)));
            if (!SkipSeparator(line.Content, end, ref position))
            {
                return ImmutableArray<NameSyntax>.Empty;
            }
        }

        return names.ToImmutable();
    }

    /// <summary>Upper-case letters, digits and underscores, perhaps behind a vendor's prefix such as <c>__com.redhat_</c>.</summary>
    public static bool IsEventName(string name)
    {
        if (name.Length > LongestName)
        {
            return false;
        }

        var start = 0;
        if (name.StartsWith("__", StringComparison.Ordinal))
        {
            start = name.IndexOf('_', 2) + 1;
            if (start == 0 || !name.Take(start).All(c => c is '_' or '.' or '-' || IsDigit(c) || c is >= 'a' and <= 'z'))
            {
                return false;
            }
        }

        return start < name.Length
            && name[start] is >= 'A' and <= 'Z'
            && name.Skip(start).All(c => c is '_' or (>= 'A' and <= 'Z') || IsDigit(c));
    }

    /// <summary>
    /// Whether the second line underlines the first as a heading. Any row of one character does so below an event's
    /// name.
    /// </summary>
    public static bool IsUnderlined(SpecLine heading, SpecLine row)
    {
        if (heading.IsBlank || row.Content.Length < 2 || Underlines.IndexOf(row.Content[0]) < 0 || !row.IsRowOf(row.Content[0], 2))
        {
            return false;
        }

        return !Parse(heading).IsEmpty
            || (row.Content.Length >= 3 && row.Content[0] is '-' or '=' && !heading.IsRowOf('-', 2) && !heading.IsRowOf('=', 2));
    }

    private static bool IsDigit(char c) => c is >= '0' and <= '9';

    private static bool IsSeparator(char c) => c is ',' or '/' or ' ' or '\t';

    /// <summary>Where the names end: before a colon or a remark in parentheses, if there is one.</summary>
    private static int EndOfNames(string content)
    {
        var end = content.Length;
        if (end > 0 && content[end - 1] == ')' && content.IndexOf('(') is var open and > 0)
        {
            end = open;
        }

        while (end > 0 && content[end - 1] is ' ' or '\t' or ':')
        {
            end--;
        }

        return end;
    }

    /// <summary>Moves over <c>4</c>, <c>4.</c>, <c>4.2</c> or <c>4)</c>; a number is decoration and need not be unique.</summary>
    private static int SkipNumber(string content)
    {
        var position = 0;
        while (position < content.Length && (IsDigit(content[position]) || (position > 0 && content[position] is '.' or ')')))
        {
            position++;
        }

        var end = position;
        while (end < content.Length && content[end] is ' ' or '\t')
        {
            end++;
        }

        // Digits that are followed by a letter at once are no number.
        return position > 0 && (end > position || !IsDigit(content[position - 1])) ? end : 0;
    }

    /// <summary>Moves over what stands between two names; false if there is no comma or slash.</summary>
    private static bool SkipSeparator(string content, int end, ref int position)
    {
        var marks = 0;
        while (position < end && IsSeparator(content[position]))
        {
            marks += content[position] is ',' or '/' ? 1 : 0;
            position++;
        }

        return position == end || marks == 1;
    }
}
