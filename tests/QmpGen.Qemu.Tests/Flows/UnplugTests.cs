using QmpGen.Qemu.Tests.Guest;
using QmpGen.Qemu.Tests.Harness;

namespace QmpGen.Qemu.Tests.Flows;

/// <summary>
/// Unplugging from a real QEMU. There is no guest, so that its part is played by a reset or by what a driver writes to a port.
/// </summary>
public sealed class UnplugTests
{
    // The port of the PIIX4's PCI hotplug to which a guest writes the slots that it releases, and the slot of the disk.
    private const int EjectPort = 0xae08;
    private const int Slot = 5;

    private static readonly string[] WithDisk =
    [
        "-blockdev", $"driver=file,node-name=f0,filename={Disk.Image}",
        "-device", $"virtio-blk-pci,id=disk1,drive=f0,addr={Slot}",
        "-device", "qemu-xhci,id=usb", "-device", "usb-tablet,id=tablet",
    ];

    [Fact]
    public async Task A_device_that_needs_no_guest_is_gone_at_once()
    {
        await using var vm = await StartWithDiskAsync();

        Assert.Equal(new QmpUnplugResult(QmpUnplugOutcome.Deleted), await vm.Client.UnplugAsync("tablet", Limit.Patience));
        Assert.Equal(QmpUnplugOutcome.NotFound, (await vm.Client.UnplugAsync("tablet", Limit.Patience)).Outcome);
        Assert.Equal(QmpUnplugOutcome.NotFound, (await vm.Client.WaitForUnplugAsync("tablet", Limit.Patience)).Outcome);
    }

    [Fact]
    public async Task A_guest_that_never_answers_leaves_the_disk_pending_and_a_reset_completes_it()
    {
        await using var vm = await StartWithDiskAsync();

        var pending = await vm.Client.UnplugAsync("disk1", TimeSpan.FromMilliseconds(300));
        await Assert.ThrowsAsync<QmpCommandException>(() => RemoveNodeAsync(vm));
        var again = await vm.Client.UnplugAsync("disk1", TimeSpan.FromMilliseconds(300));
        var rest = vm.Client.WaitForUnplugAsync("disk1", Limit.Patience);
        await vm.ExecuteAsync("system_reset");

        Assert.Equal(new QmpUnplugResult(QmpUnplugOutcome.Pending), pending);
        // Some versions ask the guest again, others do not.
        Assert.Contains(again.Outcome, (QmpUnplugOutcome[])[QmpUnplugOutcome.Pending, QmpUnplugOutcome.Rejected]);
        Assert.True((await rest).IsGone);
        await RemoveNodeAsync(vm);
    }

    [Fact]
    public async Task A_reset_completes_an_unplugging_that_is_waited_for()
    {
        await using var vm = await StartWithDiskAsync();
        var unplug = vm.Client.UnplugAsync("disk1", Limit.Patience);
        await vm.ExecuteAsync("query-name");

        await vm.ExecuteAsync("system_reset");

        Assert.Equal(QmpUnplugOutcome.Deleted, (await unplug).Outcome);
        await RemoveNodeAsync(vm);
    }

    [Fact]
    public async Task A_guest_that_releases_the_slot_completes_it()
    {
        await using var vm = await StartWithDiskAsync();
        var unplug = vm.Client.UnplugAsync("disk1", Limit.Patience);
        await vm.ExecuteAsync("query-name");

        await vm.ExecuteAsync(new QmpCommand(
            "human-monitor-command", writer => writer.WriteString("command-line", $"o /w 0x{EjectPort:x} 0x{1 << Slot:x}")));

        Assert.Equal(QmpUnplugOutcome.Deleted, (await unplug).Outcome);
    }

    [Fact]
    public async Task A_device_that_cannot_be_unplugged_is_rejected_with_QEMUs_words()
    {
        await using var vm = await Machine.StartRunningAsync("-device", "isa-debug-exit,id=fixed");

        var result = await vm.Client.UnplugAsync("fixed", Limit.Patience);

        Assert.Equal(QmpUnplugOutcome.Rejected, result.Outcome);
        Assert.NotEmpty(result.Message!);
    }

    [Fact]
    public async Task The_end_of_QEMU_ends_the_wait()
    {
        await using var vm = await StartWithDiskAsync();
        var unplug = vm.Client.UnplugAsync("disk1", Limit.Patience);
        await vm.ExecuteAsync("query-name");

        vm.Qemu.Send(Signal.Kill);

        await Assert.ThrowsAsync<QmpConnectionClosedException>(() => unplug);
    }

    /// <summary>
    /// Starts a machine whose guest does nothing at all: while firmware runs, QEMU may take a device out of its tree at a reset and
    /// hold its disk, and the event, back for as long as the processor is busy.
    /// </summary>
    private static async Task<Machine> StartWithDiskAsync() =>
        await Machine.StartRunningAsync([.. await GuestProgram.AsFirmwareAsync("HALT"), .. WithDisk]);

    private static async Task RemoveNodeAsync(Machine vm) =>
        await vm.ExecuteAsync(new QmpCommand("blockdev-del", """{"node-name": "f0"}"""));
}
