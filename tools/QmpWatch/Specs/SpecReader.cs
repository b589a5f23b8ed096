using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using QmpGen;
using QmpGen.Generator;
using QmpGen.Generator.Collections;
using QmpGen.Generator.Diagnostics;
using QmpGen.Generator.Emit;
using QmpWatch.Demonstrations;

namespace QmpWatch.Specs;

/// <summary>Reads a spec at run time, by the rules that the generator has for it at compile time.</summary>
internal static class SpecReader
{
    private const string BuiltInName = "qmp-events.txt";

    /// <summary>Reads a spec that the command line names.</summary>
    /// <param name="argument">A text, a folder or a pattern of <c>*.json</c>, or <c>@list</c>.</param>
    /// <param name="cancellation">Ends the work early.</param>
    /// <exception cref="SpecException">The spec cannot be read or has errors; the message is one line.</exception>
    public static SpecReading Read(string argument, CancellationToken cancellation)
    {
        var paths = SpecFiles.Find(argument);
        return Read(argument, [.. paths.Select(p => new SpecFile(p, TextOf(p), string.Empty))], cancellation);
    }

    /// <summary>Reads the document that the program's own events were compiled from.</summary>
    public static SpecReading BuiltIn(CancellationToken cancellation) =>
        Read(BuiltInName, [new SpecFile(BuiltInName, SpecExamples.Document(), string.Empty)], cancellation);

    /// <summary>A diagnostic on one line, as a compiler prints it.</summary>
    public static string Describe(DiagnosticInfo diagnostic)
    {
        var start = diagnostic.Location.Lines.Start;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{diagnostic.Location.Path}({start.Line + 1},{start.Character + 1}): {diagnostic.Descriptor.Id}: {diagnostic.ToDiagnostic().GetMessage(CultureInfo.InvariantCulture)}");
    }

    private static SpecReading Read(string name, IReadOnlyList<SpecFile> files, CancellationToken cancellation)
    {
        var paths = files.Select(f => f.Path).ToList();
        var (events, diagnostics) = SpecCompiler.Compile(new Spec(files.ToEquatableArray(), paths[0]), LanguageVersion.Latest, cancellation);
        var errors = diagnostics.Where(d => d.Descriptor.DefaultSeverity == DiagnosticSeverity.Error).ToList();
        if (errors.Count > 0 || events is null)
        {
            var more = errors.Count > 1 ? $" (and {errors.Count - 1} more errors)" : string.Empty;
            throw new SpecException($"{Describe(errors[0])}{more}");
        }

        return new SpecReading(name, paths, events, QmpSchema.Parse([.. SchemaEmitter.Entries(events)]), [.. diagnostics])
        {
            Texts = files.ToDictionary(f => f.Path, f => f.Text!, StringComparer.Ordinal),
        };
    }

    private static string TextOf(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new SpecException($"The spec '{path}' cannot be read: {failure.Message}", failure);
        }
    }
}
