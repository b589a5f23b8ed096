using System.Text.RegularExpressions;

namespace Documentation.Tests;

/// <summary>The code that the repository's documents show.</summary>
internal static partial class Documents
{
    /// <summary>The documents, by their paths from the root of the repository.</summary>
    public static IEnumerable<string> Files { get; } = [.. Repository.Files("*.md")];

    /// <summary>The blocks of C# in a document.</summary>
    public static IEnumerable<string> Blocks(string file) =>
        CSharpBlock().Matches(Repository.Read(file)).Select(m => m.Groups["code"].Value);

    /// <summary>The calls that a table shows which says what to write.</summary>
    public static IEnumerable<string> Calls(string file) =>
        from line in Repository.Read(file).Split('\n')
        where line.StartsWith("| ", StringComparison.Ordinal) && line.Split('|') is { Length: 4 }
        from Match span in CodeSpan().Matches(line)
        select span.Groups["code"].Value into code
        where code.Contains('(', StringComparison.Ordinal) && code.EndsWith(')')
        select code;

    /// <summary>The files that a document links to, as paths from the root of the repository.</summary>
    public static IEnumerable<string> Links(string file) =>
        from Match link in RelativeLink().Matches(Repository.Read(file))
        let target = Path.Combine(Repository.Root, Path.GetDirectoryName(file)!, link.Groups["path"].Value)
        select Path.GetRelativePath(Repository.Root, target);

    [GeneratedRegex("^```csharp\n(?<code>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CSharpBlock();

    [GeneratedRegex("\\]\\((?!https?:|#)(?<path>[^)#]+)")]
    private static partial Regex RelativeLink();

    [GeneratedRegex("(?<ticks>`+)(?<code>.+?)\\k<ticks>(?!`)")]
    private static partial Regex CodeSpan();
}
