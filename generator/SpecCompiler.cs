using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using QmpGen.Generator.Collections;
using QmpGen.Generator.Diagnostics;
using QmpGen.Generator.Naming;
using QmpGen.Generator.Schema;
using QmpGen.Generator.Syntax;

namespace QmpGen.Generator;

/// <summary>Takes one spec all the way from its text to a schema. Never throws, whatever the text.</summary>
internal static class SpecCompiler
{
    // A hundred times the largest document ever published is half of this.
    private const int LongestText = 16 * 1024 * 1024;

    private const LanguageVersion OldestLanguage = LanguageVersion.CSharp11;

    /// <param name="spec">The spec.</param>
    /// <param name="owner">The path of the first spec with the same namespace.</param>
    /// <param name="language">The project's language version.</param>
    /// <param name="cancellation">Ends the work early.</param>
    public static SpecResult Compile(SpecFile spec, string owner, LanguageVersion language, CancellationToken cancellation)
    {
        if (spec.Text is not { } text)
        {
            return Refuse(spec, Descriptors.SpecUnreadable, spec.Path, "cannot be read");
        }

        if (text.Length > LongestText)
        {
            return Refuse(spec, Descriptors.SpecUnreadable, spec.Path, $"has {text.Length} characters, more than the {LongestText} that are read");
        }

        if (text.IndexOf('\0') >= 0)
        {
            return Refuse(spec, Descriptors.SpecUnreadable, spec.Path, "is a binary file");
        }

        if (language < OldestLanguage)
        {
            return Refuse(spec, Descriptors.LanguageTooOld, OldestLanguage.ToDisplayString(), language.ToDisplayString());
        }

        if (spec.Namespace.Length > 0 && !Identifier.IsNamespace(spec.Namespace))
        {
            return Refuse(spec, Descriptors.InvalidNamespace, spec.Namespace, spec.Path);
        }

        return owner == spec.Path
            ? Read(spec, SourceText.From(text), cancellation)
            : Refuse(spec, Descriptors.NamespaceTaken, spec.Path, spec.Namespace, owner);
    }

    private static SpecResult Read(SpecFile spec, SourceText text, CancellationToken cancellation)
    {
        var sink = new DiagnosticSink(spec.Path, text);
        var document = DocumentParser.Parse(text, sink, cancellation);
        var @namespace = string.Join(".", spec.Namespace.Split('.').Select(Identifier.Escape));
        var schema = SchemaBuilder.Build(document, @namespace, sink, cancellation);
        if (schema.Events.Count > 0)
        {
            return new SpecResult(schema, sink.Diagnostics);
        }

        var noEvents = DiagnosticInfo.Create(Descriptors.NoEvents, LocationInfo.OfFile(spec.Path), spec.Path);
        return new SpecResult(null, sink.Diagnostics.Prepend(noEvents).ToEquatableArray());
    }

    private static SpecResult Refuse(SpecFile spec, Microsoft.CodeAnalysis.DiagnosticDescriptor descriptor, params string[] arguments)
    {
        var diagnostic = DiagnosticInfo.Create(descriptor, LocationInfo.OfFile(spec.Path), arguments);
        return new SpecResult(null, new[] { diagnostic }.ToEquatableArray());
    }
}
