using Microsoft.CodeAnalysis.Text;
using QmpGen.Generator.Diagnostics;
using QmpGen.Generator.Syntax;

namespace QmpWatch.Pages.Reference;

/// <summary>
/// What a text says by its layout: whose section a place stands in, and the examples as they are printed. The schema keeps
/// neither.
/// </summary>
internal sealed class DocumentOutline
{
    private readonly List<(int Start, string EventName)> _sections = [];
    private readonly Dictionary<string, IReadOnlyList<string>> _examples = new(StringComparer.Ordinal);

    /// <summary>Reads a document in the form of qmp-events.txt.</summary>
    public static DocumentOutline Of(string path, string content)
    {
        var text = SourceText.From(content);
        // What it reports has been reported to the one who read the spec.
        var document = DocumentParser.Parse(text, new DiagnosticSink(path, text), CancellationToken.None);
        var outline = new DocumentOutline();
        foreach (var section in document.Sections)
        {
            var examples = section.Examples.Select(e => text.ToString(e.Span).ReplaceLineEndings("\n").TrimEnd()).ToList();
            foreach (var name in section.Names)
            {
                outline._sections.Add((section.Names[0].Span.Start, name.Text));
                outline._examples.TryAdd(name.Text, examples);
            }
        }

        return outline;
    }

    /// <summary>The examples in an event's section.</summary>
    public IReadOnlyList<string> ExamplesOf(string eventName) => _examples.GetValueOrDefault(eventName, []);

    /// <summary>The event in whose section a place stands: the first one of a heading with several.</summary>
    public string? EventAt(int position)
    {
        var start = _sections.Where(s => s.Start <= position).Select(s => s.Start).DefaultIfEmpty(-1).Max();
        return _sections.Where(s => s.Start == start).Select(s => s.EventName).FirstOrDefault();
    }
}
