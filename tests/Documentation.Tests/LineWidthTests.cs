using System.Globalization;
using System.Text.RegularExpressions;

namespace Documentation.Tests;

/// <summary>Lines of C# are no wider than .editorconfig says, so that files are short because they say little.</summary>
public sealed partial class LineWidthTests
{
    private static int Limit { get; } = int.Parse(
        MaxLineLength().Match(Repository.Read(".editorconfig")).Groups[1].Value, CultureInfo.InvariantCulture);

    // What the generator emits is as wide as it is; a snapshot shows it.
    private static IEnumerable<string> Files => Repository.Files("*.cs").Where(f => !f.EndsWith(".verified.cs", StringComparison.Ordinal));

    [Fact]
    public void No_line_is_wider_than_the_editorconfig_allows() => Assert.Empty(Files.SelectMany(WideLines));

    private static IEnumerable<string> WideLines(string file) =>
        from line in Repository.Read(file).Split('\n').Index()
        // A message as QEMU prints it stays on one line.
        where line.Item.Length > Limit && !line.Item.Contains("\"\"\"", StringComparison.Ordinal)
        select $"{line.Item.Length} columns, not {Limit}: {file}({line.Index + 1})";

    [GeneratedRegex(@"^max_line_length = (\d+)$", RegexOptions.Multiline)]
    private static partial Regex MaxLineLength();
}
