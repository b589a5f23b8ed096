using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using QmpGen.Generator.Collections;
using QmpGen.Generator.Diagnostics;
using QmpGen.Generator.Document.Lines;
using QmpGen.Generator.Document.Syntax;
using QmpGen.Generator.Model;

namespace QmpGen.Generator.Tests.Support;

/// <summary>What the rooms of the generator make of a text, without a compiler around them.</summary>
internal static class Reading
{
    /// <summary>A section with a heading of its own, for tests that are about what stands in it.</summary>
    public static string Section(string body, string name = "THING") => $"{name}\n{new string('-', name.Length)}\n\n{body}\n";

    public static SpecDocument Document(string text, out IReadOnlyList<DiagnosticInfo> diagnostics)
    {
        var source = SourceText.From(text);
        var sink = new DiagnosticSink("events.txt", source);
        var document = DocumentParser.Parse(source, sink, TestContext.Current.CancellationToken);
        diagnostics = sink.Diagnostics;
        return document;
    }

    public static SpecDocument Document(string text)
    {
        var document = Document(text, out var diagnostics);
        Assert.Empty(diagnostics);
        return document;
    }

    /// <summary>The one section under the heading THING.</summary>
    public static EventSection Only(string body) => Assert.Single(Document(Section(body)).Sections);

    /// <summary>The one bullet, type and values read, of a section.</summary>
    public static MemberSyntax Bullet(string bullet) => Assert.Single(Only($"Data:\n\n{bullet}").Members);

    public static SpecResult Compile(string text, string @namespace = "Spec") => Compile(new SpecFile("events.txt", text, @namespace));

    /// <summary>What comes of files that are one spec.</summary>
    public static SpecResult Compile(params SpecFile[] files) =>
        SpecCompiler.Compile(
            new Spec(files.ToEquatableArray(), files[0].Path), LanguageVersion.CSharp11, TestContext.Current.CancellationToken);

    public static EventSchema Schema(string text) => Compile(text).Schema ?? throw new InvalidOperationException("The text has no schema.");

    /// <summary>The data of the event of a section, in the notation of <see cref="Shapes"/>.</summary>
    public static string Data(string body)
    {
        var schema = Schema(Section(body));
        return Shapes.Data(schema, Assert.Single(schema.Events));
    }

    /// <summary>The ids of what is said of a section.</summary>
    public static IEnumerable<string> Said(string body) => Compile(Section(body)).Diagnostics.Select(d => d.Descriptor.Id);

    /// <summary>The one thing that is said of a text.</summary>
    public static DiagnosticInfo Complaint(string text) => Assert.Single(Compile(text).Diagnostics);

    /// <summary>The words that a diagnostic points at.</summary>
    public static string Pointed(this DiagnosticInfo diagnostic, string text) =>
        text.Substring(diagnostic.Location.Span.Start, diagnostic.Location.Span.Length);

    public static string Message(this DiagnosticInfo diagnostic) =>
        diagnostic.ToDiagnostic().GetMessage(System.Globalization.CultureInfo.InvariantCulture);

    public static IEnumerable<DiagnosticInfo> AtLeast(this IEnumerable<DiagnosticInfo> diagnostics, DiagnosticSeverity severity) =>
        diagnostics.Where(d => d.Severity >= severity);

    public static SpecLine Line(string text) => Assert.Single(SpecLines.Split(SourceText.From(text)));
}
