using System.IO.Enumeration;

namespace QmpGen.Hosting.Folders;

/// <summary>Finds what a path with <c>*</c> and <c>?</c> stands for, as a shell would.</summary>
internal static class PathPattern
{
    private static readonly char[] Wildcards = ['*', '?'];

    private static readonly EnumerationOptions Everything = new() { AttributesToSkip = FileAttributes.None, IgnoreInaccessible = true };

    /// <summary>Whether a path has wildcards.</summary>
    public static bool IsPattern(string path) => path.AsSpan().IndexOfAny(Wildcards) >= 0;

    /// <summary>What follows the last wildcard of a pattern; empty if it has none.</summary>
    public static string Suffix(string pattern) => IsPattern(pattern) ? pattern[(pattern.AsSpan().LastIndexOfAny(Wildcards) + 1)..] : "";

    /// <summary>The folder below which everything lies that a pattern can stand for.</summary>
    public static string Root(string pattern)
    {
        var plain = IsPattern(pattern) ? pattern.AsSpan(0, pattern.AsSpan().IndexOfAny(Wildcards)) : pattern;
        var separator = plain.LastIndexOf(Path.DirectorySeparatorChar);
        return separator < 0 ? "." : pattern[..Math.Max(separator, 1)];
    }

    /// <summary>The entries that a pattern stands for, in ordinal order; a wildcard in a folder's place stands for folders.</summary>
    public static IReadOnlyList<string> Expand(string pattern)
    {
        var root = Root(pattern);
        var parts = pattern[(root == "." ? 0 : root.Length)..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries);
        IEnumerable<string> found = [root];
        for (var i = 0; i < parts.Length; i++)
        {
            var part = parts[i];
            var isLast = i == parts.Length - 1;
            found = [.. found.SelectMany(folder => Children(folder, part, isLast))];
        }

        return [.. found.Select(f => root == "." ? Path.GetRelativePath(".", f) : f).Order(StringComparer.Ordinal)];
    }

    private static IEnumerable<string> Children(string folder, string part, bool isLast)
    {
        if (!Directory.Exists(folder))
        {
            return [];
        }

        // As in a shell, a dot at the start must be asked for.
        var entries = isLast
            ? Directory.EnumerateFileSystemEntries(folder, "*", Everything)
            : Directory.EnumerateDirectories(folder, "*", Everything);
        return entries
            .Where(e => FileSystemName.MatchesSimpleExpression(part, Path.GetFileName(e), ignoreCase: false)
                && (part[0] == '.' || Path.GetFileName(e)[0] != '.'));
    }
}
