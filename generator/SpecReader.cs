using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using QmpGen.Generator.Collections;
using QmpGen.Generator.Diagnostics;
using QmpGen.Generator.Emit;
using QmpGen.Generator.Text;

namespace QmpGen.Generator;

/// <summary>
/// Reads specs outside a compilation, for programs that show or compare them. Such a program uses this class and the types it
/// returns; everything else in the generator is free to change.
/// </summary>
internal static class SpecReader
{
    /// <summary>Reads a spec by the rules that apply at compile time.</summary>
    /// <param name="files">The path and text of each file: one text, or the files of one schema. At least one.</param>
    /// <param name="cancellation">Cancels the reading.</param>
    public static SpecReading Read(IEnumerable<(string Path, string Text)> files, CancellationToken cancellation)
    {
        var spec = files.Select(f => new SpecFile(f.Path, f.Text, string.Empty)).ToEquatableArray();
        var (schema, diagnostics) = SpecCompiler.Compile(new Spec(spec, spec[0].Path), LanguageVersion.Latest, cancellation);
        var outline = spec[0].IsQapi ? SpecOutline.Empty : SpecOutline.Of(spec[0].Path, spec[0].Text!, cancellation);
        return new SpecReading(
            schema,
            schema is null ? [] : [.. SchemaEmitter.Entries(schema)],
            outline.Examples,
            [.. diagnostics.Select(d => ToDiagnostic(d, outline))]);
    }

    /// <summary>The candidate that a misspelt name most likely stands for; null if none is close.</summary>
    public static string? ClosestName(string name, IReadOnlyList<string> candidates) => Spelling.Closest(name, candidates);

    private static SpecDiagnostic ToDiagnostic(DiagnosticInfo diagnostic, SpecOutline outline)
    {
        var (path, span, lines) = diagnostic.Location;
        var isAboutFile = span.IsEmpty && lines.Start == default;
        return new SpecDiagnostic(
            path,
            lines.Start.Line + 1,
            lines.Start.Character + 1,
            diagnostic.Descriptor.DefaultSeverity switch
            {
                DiagnosticSeverity.Error => SpecSeverity.Error,
                DiagnosticSeverity.Warning => SpecSeverity.Warning,
                _ => SpecSeverity.Info,
            },
            diagnostic.Descriptor.Id,
            diagnostic.ToDiagnostic().GetMessage(CultureInfo.InvariantCulture))
        {
            IsAboutFile = isAboutFile,
            EventName = isAboutFile ? null : outline.EventAt(span.Start),
        };
    }
}
