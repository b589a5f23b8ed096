using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;

namespace QmpGen.Generator.Document.Lines;

/// <summary>Cuts a document into lines, whatever its line ends.</summary>
internal static class SpecLines
{
    private const int TabWidth = 8;

    public static ImmutableArray<SpecLine> Split(SourceText text)
    {
        var lines = ImmutableArray.CreateBuilder<SpecLine>(text.Lines.Count);
        foreach (var line in text.Lines)
        {
            lines.Add(Trim(text.ToString(line.Span), line.Start));
        }

        return lines.ToImmutable();
    }

    private static SpecLine Trim(string line, int start)
    {
        var indent = 0;
        var first = 0;
        while (first < line.Length && IsSpace(line[first]))
        {
            indent = line[first] == '\t' ? (indent / TabWidth + 1) * TabWidth : indent + 1;
            first++;
        }

        var last = line.Length;
        while (last > first && IsSpace(line[last - 1]))
        {
            last--;
        }

        return new SpecLine(line.Substring(first, last - first), start + first, indent);
    }

    // A byte order mark in the middle of a text (two documents joined) counts as space too.
    private static bool IsSpace(char c) => char.IsWhiteSpace(c) || c == '\uFEFF';
}
