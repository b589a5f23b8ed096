using System.Text.Json;
using Microsoft.CodeAnalysis;
using QmpGen.Generator.Tests.Support;

namespace QmpGen.Generator.Tests.Qapi;

/// <summary>Runs of the generator over QAPI files.</summary>
internal static class QapiSpecRun
{
    private static readonly string Folder = Path.Combine(Repository.Root, "..", "shared", "qapi");
    private static readonly Lazy<SpecRun> Qemu72Run = new(() => SpecRun.Of(Qemu72Files!));

    /// <summary>The files of QEMU 7.2's schema beside the checkout, which are not the repository's to hold.</summary>
    public static IReadOnlyList<AdditionalText> Qemu72Files { get; } = Directory.Exists(Folder)
        ? [.. Directory.GetFiles(Folder, "*.json").Select(f => new SpecText(f, File.ReadAllText(f)))]
        : [];

    public static SpecRun Qemu72
    {
        get
        {
            Assert.SkipWhen(Qemu72Files.Count == 0, "QEMU 7.2's schema is not beside the checkout");
            return Qemu72Run.Value;
        }
    }

    /// <summary>Runs over one file in the namespace <c>Spec</c>.</summary>
    public static SpecRun Of(string schema) => SpecRun.Of([new SpecText("schema.json", schema)]);

    /// <summary>Runs over one file, insists that nothing is wrong with it or with what is emitted, and loads that.</summary>
    public static GeneratedAssembly Load(string schema)
    {
        var run = Of(schema);
        Assert.Empty(run.Diagnostics);
        return run.Compiled();
    }

    public static void JsonEqual(string expected, string actual)
    {
        using var left = JsonDocument.Parse(expected);
        using var right = JsonDocument.Parse(actual);
        Assert.True(JsonElement.DeepEquals(left.RootElement, right.RootElement), $"expected {expected}\nfound    {actual}");
    }
}
