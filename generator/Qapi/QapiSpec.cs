using QmpGen.Generator.Collections;
using QmpGen.Generator.Diagnostics;
using QmpGen.Generator.Model;

namespace QmpGen.Generator.Qapi;

/// <summary>Reads a spec of QAPI files as a schema.</summary>
internal static class QapiSpec
{
    public static (EventSchema Schema, EquatableArray<DiagnosticInfo> Diagnostics) Read(
        IEnumerable<(string Path, string Text)> texts, string @namespace, CancellationToken cancellation)
    {
        var files = texts.Select(t => new QapiFile(t.Path, t.Text)).OrderBy(f => f.Path, StringComparer.Ordinal).ToList();
        var expressions = QapiFileSet.Read(files, cancellation);
        var rules = new QapiRules(expressions);
        var definitions = expressions.SelectMany(e => DefinitionReader.Read(e, rules)).ToList();
        var schema = QapiSchemaBuilder.Build(definitions, rules, @namespace, cancellation);
        return (schema, files.SelectMany(f => f.Sink.Diagnostics).ToEquatableArray());
    }
}
