using Microsoft.CodeAnalysis.Text;
using QmpGen.Generator.Diagnostics;
using QmpGen.Generator.Syntax;

namespace QmpGen.Generator;

/// <summary>What the layout of a text tells and the schema does not keep: the section that a position is in, and the examples as printed.</summary>
internal sealed class SpecOutline
{
    private readonly List<(int Start, string EventName)> _sections = [];
    private readonly Dictionary<string, IReadOnlyList<string>> _examples = new(StringComparer.Ordinal);

    public static SpecOutline Empty { get; } = new();

    /// <summary>The examples of each event.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Examples => _examples;

    /// <summary>Reads a document in the form of qmp-events.txt.</summary>
    public static SpecOutline Of(string path, string content, CancellationToken cancellation)
    {
        var text = SourceText.From(content);
        // Its diagnostics have been reported by the compilation of the same text.
        var document = DocumentParser.Parse(text, new DiagnosticSink(path, text), cancellation);
        var outline = new SpecOutline();
        foreach (var section in document.Sections)
        {
            outline._sections.Add((section.Names[0].Span.Start, section.Names[0].Text));
            var examples = section.Examples.Select(e => text.ToString(e.Span).Replace("\r\n", "\n").Replace('\r', '\n').TrimEnd()).ToList();
            foreach (var name in section.Names.Where(n => !outline._examples.ContainsKey(n.Text)))
            {
                outline._examples.Add(name.Text, examples);
            }
        }

        return outline;
    }

    /// <summary>The event in whose section a position is: the first one of a heading with several; null before the first heading.</summary>
    public string? EventAt(int position) => _sections.LastOrDefault(s => s.Start <= position).EventName;
}
