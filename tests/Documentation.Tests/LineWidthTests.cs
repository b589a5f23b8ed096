using System.Globalization;
using System.Text.RegularExpressions;

namespace Documentation.Tests;

/// <summary>Lines of C# are no wider than .editorconfig says, so that files are short because they say little.</summary>
public sealed partial class LineWidthTests
{
    // Folders that are still to be brought to the width. One that has no wide line any more fails until it leaves this list.
    private static readonly string[] NotYet =
    [
        "runtime/QmpGen.Hosting/",
        "runtime/QmpGen.Runtime/",
        "runtime/QmpGen.Testing/",
        "tests/QmpGen.Hosting.Tests/",
        "tests/QmpGen.Qemu.Tests/",
        "tests/QmpGen.Runtime.Tests/",
        "tests/QmpGen.Testing.Tests/",
    ];

    private static int Limit { get; } = int.Parse(
        MaxLineLength().Match(Repository.Read(".editorconfig")).Groups[1].Value, CultureInfo.InvariantCulture);

    // What the generator emits is as wide as it is; a snapshot shows it.
    private static IEnumerable<string> Files => Repository.Files("*.cs").Where(f => !f.EndsWith(".verified.cs", StringComparison.Ordinal));

    [Fact]
    public void No_line_is_wider_than_the_editorconfig_allows() =>
        Assert.Empty(Files.Where(f => !NotYet.Any(folder => f.StartsWith(folder, StringComparison.Ordinal))).SelectMany(WideLines));

    [Fact]
    public void A_folder_that_keeps_to_the_width_is_held_to_it() => Assert.All(NotYet, folder => Assert.True(
        Files.Where(f => f.StartsWith(folder, StringComparison.Ordinal)).SelectMany(WideLines).Any(),
        $"{folder} has no wide line any more; remove it from {nameof(NotYet)}."));

    private static IEnumerable<string> WideLines(string file) =>
        from line in Repository.Read(file).Split('\n').Index()
        where line.Item.Length > Limit
        select $"{file}({line.Index + 1}): {line.Item.Length} columns; the limit is {Limit}";

    [GeneratedRegex(@"^max_line_length = (\d+)$", RegexOptions.Multiline)]
    private static partial Regex MaxLineLength();
}
