using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;
using QmpGen.Generator.Diagnostics;
using QmpGen.Generator.Text;

namespace QmpGen.Generator.Syntax;

/// <summary>Cuts a document into sections at its underlined headings.</summary>
internal static class DocumentParser
{
    public static SpecDocument Parse(SourceText source, DiagnosticSink sink, CancellationToken cancellation)
    {
        var text = source.ToString();
        var lines = SpecLines.Split(source);
        var sections = ImmutableArray.CreateBuilder<EventSection>();
        var headings = FindHeadings(lines);
        for (var i = 0; i < headings.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var heading = headings[i];
            var end = i + 1 < headings.Count ? headings[i + 1] : lines.Length;
            var names = HeadingParser.Parse(lines[heading]);
            var isTitle = lines[heading + 1].IsRowOf('=', 3);
            if (isTitle || names.IsEmpty)
            {
                // A title has neither data nor an example under it; with them, it is a heading gone wrong.
                if (!HasDataOrExample(lines, heading + 2, end) || (isTitle && names.IsEmpty))
                {
                    continue;
                }

                if (names.IsEmpty)
                {
                    sink.Report(Descriptors.HeadingIsNoEvent, lines[heading].Span, lines[heading].Content);
                    continue;
                }
            }

            sections.Add(SectionParser.Parse(names, text, lines, heading + 2, end, sink));
        }

        ReportLostHeadings(lines, headings, sink);

        // Only what stands in sections counts: an indented title says nothing.
        var first = headings.Count == 0 ? lines.Length : headings[0] + 2;
        var isIndented = lines.Skip(first).Any(l => l.Indent > 0 && !l.IsBlank && !l.IsRowOf('=', 3));
        return new SpecDocument(sections.ToImmutable(), isIndented);
    }

    /// <summary>The lines that are underlined, as events and titles are.</summary>
    private static List<int> FindHeadings(ImmutableArray<SpecLine> lines)
    {
        var headings = new List<int>();
        for (var i = 0; i + 1 < lines.Length; i++)
        {
            if (HeadingParser.IsUnderlined(lines[i], lines[i + 1]))
            {
                headings.Add(i);
            }
        }

        return headings;
    }

    private static bool HasDataOrExample(ImmutableArray<SpecLine> lines, int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            var isPart = Keywords.TryRead(lines[i].Content, out var keyword, out _) && keyword is Keywords.Data or Keywords.Example;
            if (isPart || lines[i].Content.StartsWith("{", StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>An event's name alone between blank lines is a heading without its underline, and its event would be lost.</summary>
    private static void ReportLostHeadings(ImmutableArray<SpecLine> lines, List<int> headings, DiagnosticSink sink)
    {
        for (var i = 0; i < lines.Length; i++)
        {
            var standsAlone = lines[i].Content.Length > 2
                && (i == 0 || lines[i - 1].IsBlank)
                && (i + 1 == lines.Length || lines[i + 1].IsBlank)
                && HeadingParser.IsEventName(lines[i].Content);
            if (standsAlone && headings.BinarySearch(i) < 0)
            {
                sink.Report(Descriptors.HeadingWithoutUnderline, lines[i].Span, lines[i].Content);
            }
        }
    }
}
