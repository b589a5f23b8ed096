using QmpGen.Qemu.Tests.Events;
using QmpGen.Qemu.Tests.Guest;
using QmpGen.Qemu.Tests.Harness;

namespace QmpGen.Qemu.Tests;

public sealed class ResetTests
{
    [Fact]
    public async Task Host_resets_with_system_reset()
    {
        await using var vm = await Machine.StartAsync();

        await vm.ExecuteAsync("system_reset");

        Told.Cause(await vm.NextAsync<ResetEvent>(), guest: false, "host-qmp-system-reset");
    }

    [Theory]
    [InlineData("GRESET_KBC")]
    [InlineData("GRESET_CF9")]
    [InlineData("TRIPLE")]
    public async Task Guest_resets_by_keyboard_controller_reset_port_or_triple_fault(string way)
    {
        await using var vm = await Machine.StartRunningAsync(await GuestProgram.AsFirmwareAsync(way));

        Told.Cause(await vm.NextAsync<ResetEvent>(), guest: true, "guest-reset");
    }

    [Fact]
    public async Task Monitor_resets_through_the_reset_port()
    {
        await using var vm = await Machine.StartAsync();

        await vm.WritePortAsync(0xcf9, 6);

        Told.Cause(await vm.NextAsync<ResetEvent>(), guest: true, "guest-reset");
    }

    [Fact]
    public async Task With_no_reboot_a_reset_is_a_SHUTDOWN()
    {
        await using var vm = await Machine.StartAsync("-no-reboot");

        await vm.ExecuteAsync("system_reset");

        Told.Cause(await vm.NextAsync<ShutdownEvent>(), guest: false, "host-qmp-system-reset");
        Assert.Equal(0, await vm.Qemu.WaitForExitAsync());
    }
}
