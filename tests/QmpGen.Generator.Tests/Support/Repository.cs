using QmpGen.Tests.Shared;

namespace QmpGen.Generator.Tests.Support;

/// <summary>Where things are in the checkout that these tests were built from.</summary>
internal static class Repository
{
    public static string Root => Fixtures.Root;

    public static string Spec { get; } = File.ReadAllText(Fixtures.Document);

    /// <summary>
    /// The names of the published texts, for theories; a single stand-in where there are none, since a theory needs a
    /// row to skip.
    /// </summary>
    public static TheoryData<string> Published =>
        Fixtures.Texts.Count == 0 ? ["(absent)"] : [.. Fixtures.Texts.Select(f => Path.GetFileName(f)!)];

    /// <summary>Where a published text is; skips the test where there are none.</summary>
    public static string CorpusFile(string name)
    {
        Assert.SkipWhen(Fixtures.Texts.Count == 0, Fixtures.NoTexts);
        return Fixtures.Texts.Single(f => Path.GetFileName(f) == name);
    }

    public static string FixturePath(string name) => Path.Combine(Root, "tests", "QmpGen.Generator.Tests", "Fixtures", name);

    public static string Fixture(string name) => File.ReadAllText(FixturePath(name));
}
