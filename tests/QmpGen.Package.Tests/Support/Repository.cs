using System.Runtime.CompilerServices;

namespace QmpGen.Package.Tests.Support;

/// <summary>Where things are in the checkout that these tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = Path.GetFullPath(Path.Combine(ThisFolder(), "..", "..", ".."));

    /// <summary>The project that packs.</summary>
    public static string PackedProject => Path.Combine(Root, "runtime", "QmpGen.Runtime");

    public static string Spec { get; } = File.ReadAllText(Path.Combine(Root, "spec", "qmp-events.txt"));

    private static string ThisFolder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
