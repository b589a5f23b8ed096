using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;
using QmpGen.Generator.Document.Lines;

namespace QmpGen.Generator.Document.Syntax;

/// <summary>Finds where an example ends: where its braces balance, or where something else plainly begins.</summary>
internal static class ExampleScanner
{
    private const string Received = "<-";

    /// <summary>The extent of an example.</summary>
    /// <param name="Span">From its first brace to its last.</param>
    /// <param name="NextLine">The first line after it.</param>
    /// <param name="Rest">What else stands on its last line; empty as a rule.</param>
    internal readonly record struct Extent(TextSpan Span, int NextLine, TextSpan Rest);

    /// <summary>Whether an example starts on a line: at its brace, perhaps behind the arrow of a recorded conversation.</summary>
    public static bool StartsOn(SpecLine line) =>
        line.Content[0] == '{'
        || (line.Content.StartsWith(Received, StringComparison.Ordinal)
            && line.Content.Substring(Received.Length).TrimStart().StartsWith("{", StringComparison.Ordinal));

    public static Extent Scan(ImmutableArray<SpecLine> lines, int first, int end)
    {
        var depth = 0;
        var start = lines[first].Start + lines[first].Content.IndexOf('{');
        var last = start;
        for (var i = first; i < end; i++)
        {
            var line = lines[i];
            if (line.IsBlank)
            {
                var next = NextText(lines, i, end);
                if (!LooksLikeJson(lines, next, end))
                {
                    return new Extent(TextSpan.FromBounds(start, last), i, default);
                }

                i = next - 1;
                continue;
            }

            if (i > first && Keywords.TryRead(line.Content, out _, out _))
            {
                return new Extent(TextSpan.FromBounds(start, last), i, default);
            }

            if (Balance(line.Content, ref depth) is { } column)
            {
                var rest = new TextSpan(line.Start + column, line.Content.Length - column);
                return new Extent(TextSpan.FromBounds(start, line.Start + column), i + 1, rest);
            }

            last = line.Span.End;
        }

        return new Extent(TextSpan.FromBounds(start, last), end, default);
    }

    /// <summary>Counts braces outside strings; gives the column after the one that balances.</summary>
    private static int? Balance(string content, ref int depth)
    {
        var inString = false;
        for (var i = 0; i < content.Length; i++)
        {
            switch (content[i])
            {
                case '\\' when inString:
                    i++;
                    break;
                case '"':
                    inString = !inString;
                    break;
                case '{' or '[' when !inString:
                    depth++;
                    break;
                case '}' or ']' when !inString && --depth <= 0:
                    return i + 1;
                default:
                    break;
            }
        }

        return null;
    }

    private static int NextText(ImmutableArray<SpecLine> lines, int index, int end)
    {
        while (index < end && lines[index].IsBlank)
        {
            index++;
        }

        return index;
    }

    /// <summary>After a blank line an example goes on only if what follows can stand inside JSON.</summary>
    private static bool LooksLikeJson(ImmutableArray<SpecLine> lines, int index, int end) =>
        index < end && lines[index].Content[0] is ('"' or '}' or ']' or '[');
}
