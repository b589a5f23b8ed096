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
    public static (EventSchema Schema, EquatableArray<DiagnosticInfo> Diagnostics) Read(
        string path, string content, string @namespace, CancellationToken cancellation)
    {
        var text = SourceText.From(content);
        var sink = new DiagnosticSink(path, text);
        var document = DocumentParser.Parse(text, sink, cancellation);
        var schema = SchemaBuilder.Build(document, @namespace, sink, cancellation);
        return (schema, sink.Diagnostics);
    }
}
