using QmpGen.Generator.Collections;
using QmpGen.Generator.Diagnostics;
using QmpGen.Generator.Model;

namespace QmpGen.Generator.Qapi;

/// <summary>Reads a spec of QAPI files as a schema.</summary>
internal static class QapiSpec
{
    public static (EventSchema Schema, EquatableArray<DiagnosticInfo> Diagnostics) Read(
        IEnumerable<(string Path, string Text)> texts, QapiRequest request, CancellationToken cancellation)
    {
        var files = texts.Select(t => new QapiFile(t.Path, t.Text)).OrderBy(f => f.Path, StringComparer.Ordinal).ToList();
        var expressions = QapiFileSet.Read(files, cancellation);
        var rules = new QapiRules(expressions);
        var definitions = expressions.SelectMany(e => DefinitionReader.Read(e, rules)).ToList();
        var unmatched = new List<DiagnosticInfo>();
        var schema = QapiSchemaBuilder.Build(definitions, rules, request, Report, cancellation);
        return (schema, files.SelectMany(f => f.Sink.Diagnostics).Concat(unmatched).ToEquatableArray());

        void Report(string pattern, IReadOnlyList<string> nearest)
        {
            var hint = nearest.Count == 0
                ? "correct or remove it"
                : $"did you mean {string.Join(" or ", nearest.Select(n => $"'{n}'"))}?";
            unmatched.Add(DiagnosticInfo.Create(Descriptors.QapiNoCommand, LocationInfo.OfFile(files[0].Path), pattern, hint));
        }
    }
}
