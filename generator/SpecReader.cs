using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using QmpGen.Generator.Collections;
using QmpGen.Generator.Diagnostics;
using QmpGen.Generator.Document.Syntax;
using QmpGen.Generator.Emit;
using QmpGen.Generator.Introspection;
using QmpGen.Generator.Model;

namespace QmpGen.Generator;

/// <summary>
/// Reads specs at run time by the rules of compile time. It is the only type of the generator, with the records of
/// <see cref="EventSchema"/>, that a program needs to know.
/// </summary>
internal static class SpecReader
{
    /// <summary>Whether a file is part of QEMU's schema rather than a text, which is a spec of its own.</summary>
    public static bool IsSchema(string path) => SpecFile.IsSchemaFile(path);

    /// <summary>Reads one spec: one text, or the files of one schema.</summary>
    /// <param name="files">The files, one at least, each with its content.</param>
    /// <param name="cancellation">Ends the work early.</param>
    /// <param name="commands">Which commands of a schema to read, as in a project.</param>
    public static SpecReading Read(IEnumerable<(string Path, string Text)> files, CancellationToken cancellation, string commands = "")
    {
        var specFiles = files.Select(f => new SpecFile(f.Path, f.Text, string.Empty) { Commands = commands }).ToEquatableArray();
        var result = SpecCompiler.Compile(new Spec(specFiles, specFiles[0].Path), LanguageVersion.Latest, cancellation);
        return new SpecReading(result.Schema, [.. result.Diagnostics.Select(ToMessage)]);
    }

    /// <summary>The sections of a text with their examples as they are printed, which the schema does not keep.</summary>
    public static IReadOnlyList<SpecSection> Sections(string text, CancellationToken cancellation)
    {
        var source = SourceText.From(text);
        var document = DocumentParser.Parse(source, new DiagnosticSink(string.Empty, source), cancellation);
        return
        [
            .. document.Sections.Select(s => new SpecSection(
                s.Names[0].Span.Start,
                [.. s.Names.Select(n => n.Text)],
                [.. s.Examples.Select(e => source.ToString(e.Span))])),
        ];
    }

    /// <summary>What a running QEMU says of itself, in a form that is the same for equal QEMUs and is a spec.</summary>
    /// <param name="reply">The reply to <c>query-qmp-schema</c>.</param>
    /// <param name="version">QEMU's version.</param>
    /// <param name="package">The distribution's name for it; empty if it has none.</param>
    /// <returns>The file's content, or what is wrong with the reply.</returns>
    public static (string? Content, string? Problem) Export(string reply, string version, string package) =>
        SchemaText.Export(reply, version, package);

    /// <summary>The known name that a misspelt one was meant to be; null if none is close.</summary>
    public static string? Closest(string name, IReadOnlyList<string> known) => Spelling.Closest(name, known);

    private static SpecMessage ToMessage(DiagnosticInfo diagnostic)
    {
        var (location, start) = (diagnostic.Location, diagnostic.Location.Lines.Start);
        return new SpecMessage(
            location.Path,
            location.Span.Start,
            start.Line + 1,
            start.Character + 1,
            $"{diagnostic.Severity}",
            diagnostic.Descriptor.Id,
            diagnostic.ToDiagnostic().GetMessage(System.Globalization.CultureInfo.InvariantCulture))
        {
            IsAboutFile = location.Span.IsEmpty && start == default,
        };
    }
}

/// <summary>What came of reading a spec.</summary>
/// <param name="Schema">The events and their types; null if nothing can be made of the spec.</param>
/// <param name="Messages">What there is to say about the spec, in the order of its files.</param>
internal sealed record SpecReading(EventSchema? Schema, IReadOnlyList<SpecMessage> Messages)
{
    /// <summary>The schema in the form that <c>QmpSchema.Parse</c> of the runtime takes; empty without a schema.</summary>
    public IReadOnlyList<string> Entries => Schema is null ? [] : [.. SchemaEmitter.Entries(Schema)];
}

/// <summary>A diagnostic about a spec.</summary>
/// <param name="Path">The file.</param>
/// <param name="Position">The number of characters before the place.</param>
/// <param name="Line">The line, counted from one.</param>
/// <param name="Column">The column, counted from one.</param>
/// <param name="Severity"><c>Error</c>, <c>Warning</c> or <c>Info</c>.</param>
/// <param name="Id">The diagnostic's id, such as <c>QMP0104</c>.</param>
/// <param name="Text">The message.</param>
internal sealed record SpecMessage(string Path, int Position, int Line, int Column, string Severity, string Id, string Text)
{
    /// <summary>Whether it is about the file as a whole rather than a line of it.</summary>
    public bool IsAboutFile { get; init; }

    public bool IsError => Severity == nameof(DiagnosticSeverity.Error);

    /// <summary>The message on one line, as a compiler prints it.</summary>
    public override string ToString() => $"{Path}({Line},{Column}): {Id}: {Text}";
}

/// <summary>A section of a text.</summary>
/// <param name="Start">The number of characters before it.</param>
/// <param name="EventNames">The events that it is about, one at least.</param>
/// <param name="Examples">Its examples as they stand in the text.</param>
internal sealed record SpecSection(int Start, IReadOnlyList<string> EventNames, IReadOnlyList<string> Examples);
