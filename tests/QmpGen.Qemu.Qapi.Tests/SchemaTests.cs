using QmpGen.Qemu.Tests.Events;
using QmpGen.Qemu.Tests.Harness;

namespace QmpGen.Qemu.Tests;

/// <summary>What was compiled against what this QEMU says of itself.</summary>
public sealed class SchemaTests
{
    [Fact]
    public async Task QEMU_says_of_itself_what_its_schema_says()
    {
        await using var vm = await Machine.StartAsync();

        var all = await vm.Client.CheckSchemaAsync(QmpEvents.Schema, TestContext.Current.CancellationToken);

        var differences = all.Where(d => d.Impact != QmpSchemaImpact.NotBuiltIn).ToList();
        Write(all);
        if (CompiledSchema.IsOlder)
        {
            // A QEMU that is newer than every schema at hand may have more, and keeps what there was.
            Assert.DoesNotContain(differences, d => d.Impact == QmpSchemaImpact.Breaking);
        }
        else
        {
            Assert.True(differences.Count == 0, string.Join('\n', differences));
        }
    }

    /// <summary>An event of another architecture alone, up to 10.0; in 10.2 every QEMU has it.</summary>
    [Fact]
    public async Task What_is_not_built_in_is_told_as_that()
    {
        Needs.Qemu("8.2", "CPU_POLARIZATION_CHANGE");
        Needs.QemuBefore("10.1", "CPU_POLARIZATION_CHANGE under a build condition");
        await using var vm = await Machine.StartAsync();

        var differences = await vm.Client.CheckSchemaAsync(QmpEvents.Schema, TestContext.Current.CancellationToken);

        var difference = Assert.Single(differences, d => d.Path == "CPU_POLARIZATION_CHANGE");
        Assert.Equal(QmpSchemaImpact.NotBuiltIn, difference.Impact);
        Assert.Contains("only if TARGET_S390X", difference.Description, StringComparison.Ordinal);
    }

    private static void Write(IReadOnlyList<QmpSchemaDifference> differences) => TestContext.Current.TestOutputHelper?.WriteLine(
        $"QEMU {Tool.QemuVersion} against the schema of {CompiledSchema.Version}:\n"
            + string.Join('\n', differences.Select(d => $"{d.Impact} {d}")));
}
