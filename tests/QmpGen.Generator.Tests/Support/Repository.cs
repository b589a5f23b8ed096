using System.Runtime.CompilerServices;

namespace QmpGen.Generator.Tests.Support;

/// <summary>Where things are in the checkout that these tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = Path.GetFullPath(Path.Combine(ThisFolder(), "..", "..", ".."));

    public static string SpecPath => Path.Combine(Root, "spec", "qmp-events.txt");

    public static string Spec { get; } = File.ReadAllText(SpecPath);

    /// <summary>The published texts beside the checkout, which are not the repository's to hold.</summary>
    public static IReadOnlyList<string> CorpusFiles { get; } =
        Directory.Exists(Beside("corpus")) ? [.. Directory.GetFiles(Beside("corpus"), "*.txt").Order(StringComparer.Ordinal)] : [];

    public static string CorpusFile(string name) => Path.Combine(Beside("corpus"), name);

    /// <summary>The document as its user received it, with its layout lost.</summary>
    public static string AsReceivedPath => Path.Combine(Beside("seed"), "qmp-events.as-received.txt");

    public static string Fixture(string name) => File.ReadAllText(Path.Combine(Root, "tests", "QmpGen.Generator.Tests", "Fixtures", name));

    private static string Beside(string folder) => Path.Combine(Root, "..", "shared", folder);

    private static string ThisFolder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
