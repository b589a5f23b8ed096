using System.Runtime.CompilerServices;

namespace QmpGen.Tests.Shared;

/// <summary>
/// Finds what tests read from disk. QEMU's published texts and schemas are not in the repository:
/// <c>tests/get-specs</c> and <c>tests/get-qemu</c> put them below <c>artifacts/</c>; a folder <c>shared</c> beside the
/// checkout is the second place that is looked into. Nothing else in the tests knows these places, except
/// <c>Fixtures.props</c>, which tells the same to builds.
/// </summary>
internal static class Fixtures
{
    /// <summary>What a skipped test says where the published texts are missing.</summary>
    public const string NoTexts = "QEMU's published qmp-events.txt are not here: run 'tests/get-specs PATH-TO-QEMU.git'.";

    /// <summary>What a skipped test says where the schema of QEMU 7.2 is missing.</summary>
    public const string NoSchema72 =
        "The schema of QEMU 7.2 is not here: run 'tests/get-specs PATH-TO-QEMU.git', or on Debian 'tests/get-qemu bookworm'.";

    /// <summary>The top folder of the checkout.</summary>
    public static string Root { get; } = Path.GetFullPath(Path.Combine(ThisFolder(), "..", ".."));

    /// <summary>The document of 2010, which the repository holds.</summary>
    public static string Document => Path.Combine(Root, "spec", "qmp-events.txt");

    /// <summary>Event lines that a QEMU 7.2 sent, as it sent them.</summary>
    public static string CapturedEvents => Path.Combine(ThisFolder(), "captured-events-7.2.jsonl");

    /// <summary>The published texts, in the order of their names; none where nobody has put them in place.</summary>
    public static IReadOnlyList<string> Texts { get; } = TextsIn(Path.Combine(Root, "artifacts", "specs")) ?? TextsIn(Beside) ?? [];

    private static string Beside => Path.Combine(Root, "..", "shared");

    /// <summary>The folder of a QEMU's <c>qapi/*.json</c>; null where nobody has put it in place.</summary>
    /// <param name="version">The version without its last number, such as "7.2".</param>
    public static string? Schema(string version) =>
        SourcesIn("specs").Concat(SourcesIn("qemu"))
            .Where(s => File.ReadAllText(Path.Combine(s, "VERSION")).StartsWith($"{version}.", StringComparison.Ordinal))
            .Select(s => Path.Combine(s, "qapi"))
            .Append(Path.Combine(Beside, version == "7.2" ? "qapi" : $"qapi-{version}"))
            .FirstOrDefault(Directory.Exists);

    private static string[]? TextsIn(string folder) =>
        Directory.Exists(Path.Combine(folder, "corpus"))
            ? [.. Directory.GetFiles(Path.Combine(folder, "corpus"), "*.txt").Order(StringComparer.Ordinal)]
            : null;

    /// <summary>The folders below <c>artifacts</c> that hold the description part of QEMU's sources.</summary>
    private static IEnumerable<string> SourcesIn(string name)
    {
        var folder = Path.Combine(Root, "artifacts", name);
        return Directory.Exists(folder)
            ? Directory.GetDirectories(folder).Where(s => File.Exists(Path.Combine(s, "VERSION"))).Order(StringComparer.Ordinal)
            : [];
    }

    private static string ThisFolder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
