using QmpGen;
using QmpGen.Generator;
using QmpWatch.Demonstrations;

namespace QmpWatch.Specs;

/// <summary>Loads specs at run time, by the rules that the generator applies at compile time.</summary>
internal static class SpecLoader
{
    private const string BuiltInName = "qmp-events.txt";

    /// <summary>Loads a spec that the command line names.</summary>
    /// <param name="argument">A text, a folder or a pattern of <c>*.json</c>, or <c>@list</c>.</param>
    /// <param name="cancellation">Cancels the loading.</param>
    /// <exception cref="SpecException">The spec cannot be read or has errors; the message is one line.</exception>
    public static LoadedSpec Load(string argument, CancellationToken cancellation) =>
        Load(argument, [.. SpecFiles.Find(argument).Select(p => (p, TextOf(p)))], cancellation);

    /// <summary>Loads the document that the program's own events were compiled from.</summary>
    public static LoadedSpec BuiltIn(CancellationToken cancellation) =>
        Load(BuiltInName, [(BuiltInName, SpecExamples.Document())], cancellation);

    /// <summary>Loads a spec with the commands that it has.</summary>
    /// <inheritdoc cref="Load(string, CancellationToken)"/>
    public static LoadedSpec LoadWithCommands(string argument, CancellationToken cancellation)
    {
        List<(string Path, string Text)> files = [.. SpecFiles.Find(argument).Select(p => (p, TextOf(p)))];
        var hasCommands = files.Any(f => SpecReader.IsSchema(f.Path) && f.Text.Contains("'command':", StringComparison.Ordinal));
        return Load(argument, files, cancellation, hasCommands ? "*" : string.Empty);
    }

    private static LoadedSpec Load(
        string name, List<(string Path, string Text)> files, CancellationToken cancellation, string commands = "")
    {
        var reading = SpecReader.Read(files, cancellation, commands);
        var errors = reading.Messages.Where(m => m.IsError).ToList();
        if (errors.Count > 0 || reading.Schema is null)
        {
            var more = errors.Count > 1 ? $" (and {errors.Count - 1} more errors)" : string.Empty;
            throw new SpecException($"{errors[0]}{more}");
        }

        return new LoadedSpec(name, reading.Schema, QmpSchema.Parse([.. reading.Entries]), reading.Messages)
        {
            Texts = files.ToDictionary(f => f.Path, f => f.Text, StringComparer.Ordinal),
            Sections = SpecReader.IsSchema(files[0].Path) ? [] : SpecReader.Sections(files[0].Text, cancellation),
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
