using Microsoft.CodeAnalysis;
using QmpGen.Generator.Tests.Support;

namespace QmpGen.Generator.Tests.Qapi;

/// <summary>
/// QEMU's own schemas are read without an error or a warning: those beside the checkout, and those in the folder that
/// QMPGEN_SCHEMAS names, which has a folder for each version with that version's <c>qapi/</c>.
/// </summary>
public sealed class PublishedSchemasTests
{
    private static readonly string Shared = Path.Combine(Repository.Root, "..", "shared");

    [Fact]
    public void Every_published_schema_is_read_without_an_error_or_a_warning()
    {
        var folders = Folders().ToList();
        Assert.SkipWhen(folders.Count == 0, "no schema of QEMU is beside the checkout or where QMPGEN_SCHEMAS says");
        foreach (var folder in folders)
        {
            var result = Reading.Compile([.. Files(folder).Select(f => new SpecFile(f, File.ReadAllText(f), "Spec"))]);

            Assert.Empty(result.Diagnostics.AtLeast(DiagnosticSeverity.Warning).Select(d => d.ToDiagnostic().ToString()));
            Assert.InRange(result.Schema?.Events.Count ?? 0, 30, int.MaxValue);
        }

        Console.WriteLine($"{folders.Count} published schemas read: {string.Join(", ", folders)}");
    }

    private static IEnumerable<string> Folders()
    {
        var beside = Directory.Exists(Shared) ? Directory.GetDirectories(Shared, "qapi*") : [];
        var versions = Environment.GetEnvironmentVariable("QMPGEN_SCHEMAS") is { Length: > 0 } all
            ? Directory.GetDirectories(all).Select(v => Path.Combine(v, "qapi")).Where(Directory.Exists)
            : [];
        return beside.Concat(versions).Order(StringComparer.Ordinal);
    }

    /// <summary>The files of a schema; up to QEMU 2.11 the main one stands a folder above the others.</summary>
    private static IEnumerable<string> Files(string folder) =>
        Directory.GetFiles(folder, "*.json").Concat(Directory.GetFiles(Path.GetDirectoryName(folder)!, "qapi-schema.json"));
}
