using System.Collections.Concurrent;
using QmpGen.Generator.Model;
using QmpGen.Generator.Qapi;
using QmpGen.Generator.Tests.Support;
using QmpGen.Tests.Shared;

namespace QmpGen.Generator.Tests.Qapi;

/// <summary>Schemas of QEMUs that exist, with all their commands; each is compiled once.</summary>
internal static class PublishedCommands
{
    private static readonly ConcurrentDictionary<string, Lazy<SpecRun>> Runs = new(StringComparer.Ordinal);

    public static SpecRun Of(string version) => Runs.GetOrAdd(version, v => new Lazy<SpecRun>(() => Run(v))).Value;

    /// <summary>The model, without a compiler.</summary>
    public static EventSchema Schema(string version) =>
        QapiSpec.Read(Files(version), new QapiRequest("Spec") { Commands = "*" }, TestContext.Current.CancellationToken).Schema;

    private static SpecRun Run(string version) =>
        SpecRun.Of(Files(version).Select(f => new SpecText(f.Path, f.Text) { Commands = "*" }));

    private static List<(string Path, string Text)> Files(string version)
    {
        var folder = Fixtures.Schema(version);
        Assert.SkipWhen(folder is null, $"The schema of QEMU {version} is not here: run 'tests/get-specs PATH-TO-QEMU.git'.");

        // Up to QEMU 2.11 the main file stands a folder above the others.
        return
        [
            .. Directory.GetFiles(folder, "*.json").Concat(Directory.GetFiles(Path.GetDirectoryName(folder)!, "qapi-schema.json"))
                .Select(f => (f, File.ReadAllText(f))),
        ];
    }
}
