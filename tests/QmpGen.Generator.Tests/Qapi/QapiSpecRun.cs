using System.Text.Json;
using QmpGen.Generator.Model;
using QmpGen.Generator.Qapi;
using QmpGen.Generator.Tests.Support;
using QmpGen.Tests.Shared;

namespace QmpGen.Generator.Tests.Qapi;

/// <summary>Runs of the generator over QAPI files.</summary>
internal static class QapiSpecRun
{
    private static readonly string? Folder = Fixtures.Schema("7.2");
    private static readonly Lazy<SpecRun> Qemu72Run = new(() => SpecRun.Of(Files()));
    private static readonly Lazy<SpecRun> Qemu72LenientRun = new(() => SpecRun.Of(Files("true")));

    /// <summary>A run over QEMU 7.2's schema, which the repository does not hold.</summary>
    public static SpecRun Qemu72 => IfThere(Qemu72Run);

    /// <summary>The same with all members optional.</summary>
    public static SpecRun Qemu72Lenient => IfThere(Qemu72LenientRun);

    /// <summary>The model of the same, without a compiler.</summary>
    public static EventSchema Qemu72Schema => IfThere(new Lazy<EventSchema>(() => QapiSpec.Read(
        Files().Select(f => (f.Path, f.GetText()!.ToString())), new QapiRequest("Spec"), TestContext.Current.CancellationToken).Schema));

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

    private static T IfThere<T>(Lazy<T> value)
    {
        Assert.SkipWhen(Folder is null, Fixtures.NoSchema72);
        return value.Value;
    }

    private static IEnumerable<SpecText> Files(string lenient = "") =>
        Directory.GetFiles(Folder!, "*.json").Select(f => new SpecText(f, File.ReadAllText(f)) { Lenient = lenient });
}
