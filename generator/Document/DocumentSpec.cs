using Microsoft.CodeAnalysis.Text;
using QmpGen.Generator.Collections;
using QmpGen.Generator.Diagnostics;
using QmpGen.Generator.Document.Binding;
using QmpGen.Generator.Document.Syntax;
using QmpGen.Generator.Model;

namespace QmpGen.Generator.Document;

/// <summary>Reads a text in the form of <c>qmp-events.txt</c> as a schema.</summary>
internal static class DocumentSpec
{
    // A text that was taken from a mail has the mail's head before its title.
    private const int LinesBeforeTitle = 100;

    private static readonly string[] Titles =
    [
        "QEMU Monitor Protocol: Events",
        "QEMU Monitor Protocol Events",
        "QEMU Machine Protocol Events",
    ];

    public static (EventSchema Schema, EquatableArray<DiagnosticInfo> Diagnostics) Read(
        string path, string content, string @namespace, CancellationToken cancellation)
    {
        var text = SourceText.From(content);
        var sink = new DiagnosticSink(path, text);
        var document = DocumentParser.Parse(text, sink, cancellation);
        var schema = SchemaBuilder.Build(document, @namespace, sink, cancellation);
        return (schema, IsPublished(text) ? sink.Diagnostics : sink.Diagnostics.Select(ForAuthor).ToEquatableArray());
    }

    /// <summary>Whether it is a text of QEMU's, by the title that all of them have.</summary>
    private static bool IsPublished(SourceText text) =>
        text.Lines.Take(LinesBeforeTitle).Any(l => Titles.Contains(l.ToString().Trim(), StringComparer.Ordinal));

    private static DiagnosticInfo ForAuthor(DiagnosticInfo diagnostic) =>
        diagnostic with { IsWarningAtLeast = Descriptors.IsForAuthor(diagnostic.Descriptor) };
}
