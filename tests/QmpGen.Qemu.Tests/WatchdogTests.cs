using QmpGen.Qemu.Tests.Events;
using QmpGen.Qemu.Tests.Guest;
using QmpGen.Qemu.Tests.Harness;

namespace QmpGen.Qemu.Tests;

public sealed class WatchdogTests
{
    [Theory]
    [InlineData("reset", WatchdogActionKind.Reset)]
    [InlineData("shutdown", WatchdogActionKind.Shutdown)]
    [InlineData("poweroff", WatchdogActionKind.Poweroff)]
    [InlineData("pause", WatchdogActionKind.Pause)]
    [InlineData("debug", WatchdogActionKind.Debug)]
    [InlineData("none", WatchdogActionKind.None)]
    [InlineData("inject-nmi", Told.InjectNmi)]
    public async Task Expired_timer_names_the_action(string action, WatchdogActionKind kind)
    {
        await using var vm = await StartAsync(action);

        var expired = await vm.NextAsync<WatchdogEvent>();

        Assert.Equal(kind, expired.Action.Kind);
        Assert.Equal(action, expired.Action.Text);
    }

    [Fact]
    public async Task Action_reset_is_followed_by_RESET()
    {
        await using var vm = await StartAsync("reset");

        await vm.NextAsync<WatchdogEvent>();

        Told.Cause(await vm.NextAsync<ResetEvent>(), guest: true, "guest-reset");
    }

    /// <summary>The document says SHUTDOWN follows; since then QEMU presses the power button, and the guest decides.</summary>
    [Fact]
    public async Task Action_shutdown_is_followed_by_POWERDOWN()
    {
        await using var vm = await StartAsync("shutdown");

        await vm.NextAsync<WatchdogEvent>();

        await Told.PowerdownAsync(vm);
        Assert.Equal("running", await vm.QueryStatusAsync());
    }

    [Fact]
    public async Task Action_pause_is_followed_by_STOP()
    {
        await using var vm = await StartAsync("pause");

        await vm.NextAsync<WatchdogEvent>();
        await vm.NextAsync<StopEvent>();

        Assert.Equal("watchdog", await vm.QueryStatusAsync());
    }

    /// <summary>QEMU exits on the spot: there is no SHUTDOWN to announce it.</summary>
    [Fact]
    public async Task Action_poweroff_ends_QEMU_without_SHUTDOWN()
    {
        await using var vm = await StartAsync("poweroff");

        Assert.Equal(["RESUME", "WATCHDOG"], Names.Of(await vm.RestAsync()));
        Assert.Equal(0, await vm.Qemu.WaitForExitAsync());
    }

    [Theory]
    [InlineData("debug")]
    [InlineData("none")]
    [InlineData("inject-nmi")]
    public async Task Any_other_action_leaves_the_machine_running(string action)
    {
        await using var vm = await StartAsync(action);

        await vm.NextAsync<WatchdogEvent>();

        Assert.Equal("running", await vm.QueryStatusAsync());
        Assert.Equal(["SHUTDOWN"], Names.Of(await vm.QuitAsync()));
    }

    private static async Task<Machine> StartAsync(string action)
    {
        var guest = await GuestProgram.AsFirmwareAsync("IB700");
        return await Machine.StartRunningAsync([.. guest, .. Machine.Watchdog(action)]);
    }
}
