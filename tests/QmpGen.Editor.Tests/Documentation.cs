using System.Text.RegularExpressions;

namespace QmpGen.Editor.Tests;

/// <summary>The code that the repository's documents show.</summary>
internal static partial class Documentation
{
    private static readonly string[] NotOurs = ["bin", "obj", "artifacts", ".git"];

    /// <summary>The documents, by their paths from the root of the repository.</summary>
    public static IEnumerable<string> Files { get; } =
    [
        .. Directory.EnumerateFiles(EditorProject.Root, "*.md", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(EditorProject.Root, path))
            .Where(path => !path.Split(Path.DirectorySeparatorChar).Any(NotOurs.Contains))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The blocks of C# in a document.</summary>
    public static IEnumerable<string> Blocks(string file) => CSharpBlock().Matches(Read(file)).Select(m => m.Groups["code"].Value);

    /// <summary>The calls that a table shows which says what to write.</summary>
    public static IEnumerable<string> Calls(string file) =>
        from line in Read(file).Split('\n')
        where line.StartsWith("| ", StringComparison.Ordinal) && line.Split('|') is { Length: 4 }
        from Match span in CodeSpan().Matches(line)
        select span.Groups["code"].Value into code
        where code.Contains('(', StringComparison.Ordinal) && code.EndsWith(')')
        select code;

    /// <summary>The files that a document links to, as paths from the root of the repository.</summary>
    public static IEnumerable<string> Links(string file) =>
        from Match link in RelativeLink().Matches(Read(file))
        select Path.GetRelativePath(EditorProject.Root, Path.Combine(EditorProject.Root, Path.GetDirectoryName(file)!, link.Groups["path"].Value));

    private static string Read(string file) => File.ReadAllText(Path.Combine(EditorProject.Root, file)).ReplaceLineEndings("\n");

    [GeneratedRegex("^```csharp\n(?<code>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CSharpBlock();

    [GeneratedRegex("\\]\\((?!https?:|#)(?<path>[^)#]+)")]
    private static partial Regex RelativeLink();

    [GeneratedRegex("(?<ticks>`+)(?<code>.+?)\\k<ticks>(?!`)")]
    private static partial Regex CodeSpan();
}
