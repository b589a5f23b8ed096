using Microsoft.CodeAnalysis.CSharp;
using QmpGen.Generator.Collections;
using QmpGen.Generator.Diagnostics;
using QmpGen.Generator.Document;
using QmpGen.Generator.Introspection;
using QmpGen.Generator.Model;
using QmpGen.Generator.Naming;
using QmpGen.Generator.Qapi;

namespace QmpGen.Generator;

/// <summary>Takes one spec all the way from its text to a schema. Never throws, whatever the text.</summary>
internal static class SpecCompiler
{
    // Hundreds of times the largest document ever published.
    private const int LongestText = 16 * 1024 * 1024;

    private const LanguageVersion OldestLanguage = LanguageVersion.CSharp11;

    /// <param name="spec">The spec.</param>
    /// <param name="language">The project's language version.</param>
    /// <param name="cancellation">Ends the work early.</param>
    public static SpecResult Compile(Spec spec, LanguageVersion language, CancellationToken cancellation)
    {
        var first = spec.First;
        if (spec.Files.Select(Unreadable).FirstOrDefault(r => r is not null) is { } unreadable)
        {
            return unreadable;
        }

        if (language < OldestLanguage)
        {
            return Refuse(first, Descriptors.LanguageTooOld, OldestLanguage.ToDisplayString(), language.ToDisplayString());
        }

        if (first.Namespace.Length > 0 && !Identifier.IsNamespace(first.Namespace))
        {
            return Refuse(first, Descriptors.InvalidNamespace, first.Namespace, first.Path);
        }

        if (spec.Owner != first.Path)
        {
            return Refuse(first, Descriptors.NamespaceTaken, first.Path, first.Namespace, spec.Owner);
        }

        if (SpecSettings.Read(spec, out var settings) is { } wrong)
        {
            return Refuse(wrong.File, Descriptors.InvalidMetadata, wrong.Value, wrong.Name, wrong.File.Path, wrong.Expected);
        }

        if (!first.IsSchema && first.Commands.Length > 0)
        {
            return Refuse(first, Descriptors.CommandsOfText, first.Path, first.Commands);
        }

        var @namespace = string.Join(".", first.Namespace.Split('.').Select(Identifier.Escape));
        var (schema, diagnostics) = Read(spec, @namespace, cancellation);
        if (schema is null)
        {
            return new SpecResult(null, diagnostics);
        }

        if (SchemaLimits.FirstTooLarge(schema) is var (type, what, count, most))
        {
            return Refuse(first, Descriptors.TypeTooLarge, type, $"{count} {what}", $"{most}", first.Path);
        }

        if (schema.Events.Count > 0 || schema.Commands.Commands.Count > 0)
        {
            return new SpecResult(settings.Apply(schema), diagnostics);
        }

        var noEvents = DiagnosticInfo.Create(
            first.IsSchema ? Descriptors.QapiNoEvents : Descriptors.NoEvents, LocationInfo.OfFile(first.Path), first.Path);
        return new SpecResult(null, diagnostics.Prepend(noEvents).ToEquatableArray());
    }

    private static (EventSchema? Schema, EquatableArray<DiagnosticInfo> Diagnostics) Read(
        Spec spec, string @namespace, CancellationToken cancellation)
    {
        var first = spec.First;
        if (!first.IsSchema)
        {
            return DocumentSpec.Read(first.Path, first.Text!, @namespace, cancellation);
        }

        var request = Request(spec, @namespace);
        if (!first.IsIntrospection)
        {
            return QapiSpec.Read(spec.Texts, request, cancellation);
        }

        var (text, problem) = SchemaText.Of(first.Text!);
        if (text is null)
        {
            return (null, Refuse(first, Descriptors.NotIntrospection, first.Path, problem!).Diagnostics);
        }

        // Nobody has seen the schema that QEMU's words are turned into, so its lines are nowhere to point at.
        var (schema, diagnostics) = QapiSpec.Read([(first.Path, text)], request, cancellation);
        return (schema, diagnostics.Select(d => d with { Location = LocationInfo.OfFile(first.Path) }).ToEquatableArray());
    }

    // Each file of a spec may ask for something; a project that gives its files with one item says the same for each.
    private static QapiRequest Request(Spec spec, string @namespace) => new(@namespace)
    {
        Commands = string.Join(";", spec.Files.Select(f => f.Commands).Where(c => c.Length > 0).Distinct()),
    };

    private static SpecResult? Unreadable(SpecFile file)
    {
        if (file.Text is not { } text)
        {
            return Refuse(file, Descriptors.SpecUnreadable, file.Path, "cannot be read");
        }

        if (text.Length > LongestText)
        {
            return Refuse(
                file, Descriptors.SpecUnreadable, file.Path, $"has {text.Length} characters, but at most {LongestText} are supported");
        }

        return text.IndexOf('\0') >= 0 ? Refuse(file, Descriptors.SpecUnreadable, file.Path, "is a binary file") : null;
    }

    private static SpecResult Refuse(SpecFile spec, Microsoft.CodeAnalysis.DiagnosticDescriptor descriptor, params string[] arguments)
    {
        var diagnostic = DiagnosticInfo.Create(descriptor, LocationInfo.OfFile(spec.Path), arguments);
        return new SpecResult(null, new[] { diagnostic }.ToEquatableArray());
    }
}
