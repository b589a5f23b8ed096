using System.Text;

namespace Documentation.Tests;

/// <summary>The files of the checkout that these tests were built from.</summary>
internal static class Repository
{
    private static readonly string[] NotOurs = ["bin", "obj", "artifacts", ".git"];

    public static string Root => EditorProject.Root;

    /// <summary>The files whose names match a pattern, by their paths from the root.</summary>
    public static IEnumerable<string> Files(string pattern) =>
        Directory.EnumerateFiles(Root, pattern, SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Where(path => !path.Split('/').Any(NotOurs.Contains))
            .Order(StringComparer.Ordinal);

    /// <summary>The text of a file, with line feeds alone.</summary>
    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path), Encoding.UTF8).ReplaceLineEndings("\n");
}
