using System.Runtime.CompilerServices;

namespace QmpGen.Package.Tests.Support;

/// <summary>Where things are in the checkout that these tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = Path.GetFullPath(Path.Combine(ThisFolder(), "..", "..", ".."));

    /// <summary>The projects that pack: each gives one package.</summary>
    public static IReadOnlyList<string> PackedProjects { get; } =
        [.. new[] { "QmpGen.Runtime", "QmpGen.Testing", "QmpGen.Hosting" }.Select(project => Path.Combine(Root, "runtime", project))];

    public static string Spec { get; } = File.ReadAllText(Path.Combine(Root, "spec", "qmp-events.txt"));

    private static string ThisFolder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
