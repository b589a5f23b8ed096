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

    /// <summary>The names of the published texts, for theories; a single stand-in where there are none, since a theory needs a row to skip.</summary>
    public static TheoryData<string> Published =>
        CorpusFiles.Count == 0 ? ["(absent)"] : [.. CorpusFiles.Select(f => Path.GetFileName(f)!)];

    /// <summary>Where a published text is; skips the test where there are none.</summary>
    public static string CorpusFile(string name)
    {
        Assert.SkipWhen(CorpusFiles.Count == 0, "the published texts are not beside the checkout");
        return Path.Combine(Beside("corpus"), name);
    }

    /// <summary>The document as its user received it, with its layout lost.</summary>
    public static string AsReceivedPath => Path.Combine(Beside("seed"), "qmp-events.as-received.txt");

    public static string FixturePath(string name) => Path.Combine(Root, "tests", "QmpGen.Generator.Tests", "Fixtures", name);

    public static string Fixture(string name) => File.ReadAllText(FixturePath(name));

    private static string Beside(string folder) => Path.Combine(Root, "..", "shared", folder);

    private static string ThisFolder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
