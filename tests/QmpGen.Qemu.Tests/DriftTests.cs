using QmpGen.Qemu.Tests.Harness;
using QmpWatch;

namespace QmpGen.Qemu.Tests;

/// <summary>What <c>qmpwatch --drift</c> says of a real QEMU: how far it is from the document of 2010.</summary>
public sealed class DriftTests
{
    [Fact]
    public async Task Differences_are_printed_and_counted_and_none_breaks_what_the_document_says()
    {
        await using var vm = await Machine.StartAsync("-qmp", "unix:second,server=on,wait=off");
        using var output = new StringWriter();
        using var messages = new StringWriter();

        var exit = await Limit.WaitAsync(
            token => Drift.ReportAsync(vm.EndpointOf("second"), output, messages, token), () => $"No report came.\n{vm}");

        var lines = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(0, exit);
        Assert.Contains("New      RTC_CHANGE.qom-path: new member, a string, always there", lines);
        Assert.Contains("New      SHUTDOWN.reason: new member, a string, always there", lines);
        Assert.Contains("New      WATCHDOG.action: new value 'inject-nmi'", lines);
        Assert.Contains("New      GUEST_PANICKED: new event", lines);
        Assert.DoesNotContain(lines, line => line.Contains(" STOP", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.StartsWith("Breaking", StringComparison.Ordinal));
        Assert.StartsWith($"{lines.Length} differences to QEMU ", messages.ToString(), StringComparison.Ordinal);
        Assert.EndsWith(", 0 of them breaking.", messages.ToString().TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_no_QEMU_listens_that_is_said()
    {
        using var output = new StringWriter();
        using var messages = new StringWriter();
        var nowhere = Path.Combine(Path.GetTempPath(), $"q{Guid.NewGuid():N}"[..9]);

        var exit = await Limit.WaitAsync(
            token => Drift.ReportAsync(QmpEndpoint.Unix(nowhere), output, messages, token), () => "No report came.");

        Assert.Equal(1, exit);
        Assert.Empty(output.ToString());
        Assert.Contains(nowhere, messages.ToString(), StringComparison.Ordinal);
    }
}
