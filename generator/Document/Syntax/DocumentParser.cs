using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;
using QmpGen.Generator.Diagnostics;
using QmpGen.Generator.Document.Lines;

namespace QmpGen.Generator.Document.Syntax;

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
            if (names.IsEmpty)
            {
                if (!isTitle && IsMeantAsEvent(lines, heading, end))
                {
                    sink.Report(Descriptors.HeadingIsNotEvent, lines[heading].Span, lines[heading].Content);
                }

                continue;
            }

            // A title in capitals has neither data nor an example below it.
            if (isTitle && !HasDataOrExample(lines, heading + 2, end))
            {
                continue;
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

    /// <summary>Whether a heading that names no event stands above one all the same: above data, or a message with its name.</summary>
    private static bool IsMeantAsEvent(ImmutableArray<SpecLine> lines, int heading, int end)
    {
        var name = $"\"{lines[heading].Content.Replace(' ', '_').Replace('-', '_')}\"";
        for (var i = heading + 2; i < end; i++)
        {
            var isData = Keywords.TryRead(lines[i].Content, out var keyword, out _) && keyword == Keywords.Data;
            if (isData || lines[i].Content.IndexOf(name, StringComparison.OrdinalIgnoreCase) >= 0)
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
