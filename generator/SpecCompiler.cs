using Microsoft.CodeAnalysis.CSharp;
using QmpGen.Generator.Collections;
using QmpGen.Generator.Diagnostics;
using QmpGen.Generator.Document;
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

        if (!first.IsQapi && first.Commands.Length > 0)
        {
            return Refuse(first, Descriptors.CommandsOfText, first.Path, first.Commands);
        }

        var @namespace = string.Join(".", first.Namespace.Split('.').Select(Identifier.Escape));
        var (schema, diagnostics) = first.IsQapi
            ? QapiSpec.Read(spec.Texts, Request(spec, @namespace), cancellation)
            : DocumentSpec.Read(first.Path, first.Text!, @namespace, cancellation);
        if (schema.Events.Count > 0 || schema.Commands.Commands.Count > 0)
        {
            return new SpecResult(settings.Apply(schema), diagnostics);
        }

        var noEvents = DiagnosticInfo.Create(
            first.IsQapi ? Descriptors.QapiNoEvents : Descriptors.NoEvents, LocationInfo.OfFile(first.Path), first.Path);
        return new SpecResult(null, diagnostics.Prepend(noEvents).ToEquatableArray());
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
