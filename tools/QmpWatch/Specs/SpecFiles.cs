using QmpGen.Generator;
using QmpGen.Hosting.Folders;

namespace QmpWatch.Specs;

/// <summary>
/// Finds the files of a spec that the command line names: a text like qmp-events.txt, a folder or a pattern of QEMU's
/// <c>qapi/*.json</c>, or <c>@list</c>, a file that names any of these, one a line.
/// </summary>
internal static class SpecFiles
{
    private const string Expected =
        "expected a text such as qmp-events.txt, a folder or pattern of *.json, or @FILE that lists such names, one per line";

    /// <summary>The files, one at least: one text, or schema files only.</summary>
    /// <exception cref="SpecException">There are none, or they cannot be one spec.</exception>
    public static IReadOnlyList<string> Find(string argument)
    {
        var files = Expand(argument).Distinct(StringComparer.Ordinal).ToList();
        var texts = files.Where(f => !SpecReader.IsSchema(f)).ToList();
        if (texts.Count > 0 && files.Count > 1)
        {
            throw new SpecException(
                $"'{argument}' names {files.Count} files, among them the text '{texts[0]}'; a text is a complete spec, and only "
                    + "*.json files can be combined");
        }

        return files;
    }

    private static IEnumerable<string> Expand(string argument) => argument switch
    {
        ['@', .. var list] => Lines(list).SelectMany(line => Plain(Path.Combine(Path.GetDirectoryName(list) ?? string.Empty, line))),
        _ => Plain(argument),
    };

    private static List<string> Plain(string path)
    {
        if (Directory.Exists(path))
        {
            return NotEmpty(Directory.GetFiles(path, "*.json").Order(StringComparer.Ordinal), $"The folder '{path}' contains no *.json");
        }

        if (PathPattern.IsPattern(path))
        {
            return NotEmpty(PathPattern.Expand(path), $"No file matches '{path}'");
        }

        return File.Exists(path) ? [path] : throw new SpecException($"The spec '{path}' does not exist; {Expected}");
    }

    private static List<string> NotEmpty(IEnumerable<string> files, string otherwise)
    {
        List<string> found = [.. files];
        return found.Count > 0 ? found : throw new SpecException($"{otherwise}; {Expected}");
    }

    private static List<string> Lines(string list)
    {
        if (!File.Exists(list))
        {
            throw new SpecException($"The list '{list}' does not exist; {Expected}");
        }

        return NotEmpty(
            File.ReadLines(list).Select(l => l.Trim()).Where(l => l.Length > 0 && l[0] != '#'),
            $"The list '{list}' names no files");
    }
}
