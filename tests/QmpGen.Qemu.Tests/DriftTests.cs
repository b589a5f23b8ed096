using QmpGen.Qemu.Tests.Events;
using QmpGen.Qemu.Tests.Harness;

namespace QmpGen.Qemu.Tests;

/// <summary>How far the QEMU under test is from the document of 2010.</summary>
public sealed class DriftTests
{
    [Fact]
    public async Task Everything_that_the_document_describes_is_still_sent_as_it_says()
    {
        await using var vm = await Machine.StartAsync();

        var differences = await vm.Client.CheckSchemaAsync(QmpEvents.Schema, TestContext.Current.CancellationToken);

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"QEMU {Tool.QemuVersion}: {differences.Count} differences from the document of 2010");
        var others = differences.Where(d => d.Impact != QmpSchemaImpact.Additive).ToList();
        Assert.True(others.Count == 0, string.Join('\n', others));
        Assert.Contains(differences, d => d.Path == "GUEST_PANICKED");
        Assert.Contains(differences, d => d.Path == "SHUTDOWN.reason");
        Assert.DoesNotContain(differences, d => d.Path is "STOP" or "RESUME");
    }
}
