using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;
using QmpGen.Generator.Text;

namespace QmpGen.Generator.Syntax;

/// <summary>Reads the names in a heading: one, several with commas between, and perhaps a number in front.</summary>
internal static class HeadingParser
{
    public static ImmutableArray<NameSyntax> Parse(SpecLine line)
    {
        var names = ImmutableArray.CreateBuilder<NameSyntax>();
        var position = SkipNumber(line.Content);
        while (position < line.Content.Length)
        {
            var start = position;
            while (position < line.Content.Length && line.Content[position] is not (',' or ' ' or '\t'))
            {
                position++;
            }

            var name = line.Content.Substring(start, position - start);
            if (!IsEventName(name))
            {
                return ImmutableArray<NameSyntax>.Empty;
            }

            names.Add(new NameSyntax(name, new TextSpan(line.Start + start, name.Length)));
            if (!SkipComma(line.Content, ref position))
            {
                return ImmutableArray<NameSyntax>.Empty;
            }
        }

        return names.ToImmutable();
    }

    /// <summary>Upper-case letters, digits and underscores, perhaps behind a vendor's prefix such as <c>__com.redhat_</c>.</summary>
    public static bool IsEventName(string name)
    {
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

    private static bool IsDigit(char c) => c is >= '0' and <= '9';

    private static int SkipNumber(string content)
    {
        var position = 0;
        while (position < content.Length && IsDigit(content[position]))
        {
            position++;
        }

        var end = position;
        while (end < content.Length && content[end] is '.' or ')' or ' ' or '\t')
        {
            end++;
        }

        // Digits that are followed by a letter at once are no number.
        return position > 0 && end > position ? end : 0;
    }

    /// <summary>Moves over a comma between names; false if there is something else.</summary>
    private static bool SkipComma(string content, ref int position)
    {
        var commas = 0;
        while (position < content.Length && content[position] is ',' or ' ' or '\t')
        {
            commas += content[position] == ',' ? 1 : 0;
            position++;
        }

        return position == content.Length || commas == 1;
    }
}
