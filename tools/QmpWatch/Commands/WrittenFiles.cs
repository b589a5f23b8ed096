using System.CommandLine;
using System.CommandLine.Parsing;

namespace QmpWatch.Commands;

/// <summary>Keeps a command line from writing over a file that it also reads, or writes twice.</summary>
internal static class WrittenFiles
{
    /// <summary>Looks for a file that two options name.</summary>
    /// <param name="result">The command line.</param>
    /// <param name="written">Options whose files are written.</param>
    /// <param name="read">Options whose files are read.</param>
    /// <returns>What is wrong and what to do, a sentence; null if nothing is.</returns>
    public static string? Clash(CommandResult result, IReadOnlyList<Option<string?>> written, IReadOnlyList<Option<string?>> read)
    {
        var seen = new Dictionary<string, Option<string?>>(StringComparer.Ordinal);
        foreach (var option in read.Concat(written))
        {
            if (result.GetResult(option)?.Tokens is not [{ Value: { Length: > 0 } path }])
            {
                continue;
            }

            var final = FinalPath(path);
            if (!seen.TryAdd(final, option) && written.Contains(option))
            {
                return $"{option.Name} would overwrite the file of {seen[final].Name} '{path}': give each its own file.";
            }
        }

        return null;
    }

    private static string FinalPath(string path)
    {
        try
        {
            return LinkedPath.Target(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // Whoever opens the file says what is wrong with it.
            return path;
        }
    }
}
