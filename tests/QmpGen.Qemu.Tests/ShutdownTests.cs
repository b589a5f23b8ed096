using QmpGen.Qemu.Tests.Events;
using QmpGen.Qemu.Tests.Guest;
using QmpGen.Qemu.Tests.Harness;

namespace QmpGen.Qemu.Tests;

public sealed class ShutdownTests
{
    [Fact]
    public async Task Quit_is_a_SHUTDOWN_and_the_end()
    {
        await using var vm = await Machine.StartAsync();

        var events = await vm.QuitAsync();

        Told.Cause(Assert.IsType<ShutdownEvent>(Assert.Single(events)), guest: false, "host-qmp-quit");
        Assert.Equal(QmpCloseKind.Shutdown, (await vm.EndAsync()).Kind);
        Assert.Equal(0, await vm.Qemu.WaitForExitAsync());
    }

    [Theory]
    [InlineData("SIGTERM")]
    [InlineData("SIGINT")]
    [InlineData("SIGHUP")]
    public async Task Signal_is_a_SHUTDOWN_and_the_end(string signal)
    {
        await using var vm = await Machine.StartAsync();

        vm.Qemu.Send(Signal.Named(signal));

        Told.Cause(await vm.NextAsync<ShutdownEvent>(), guest: false, "host-signal");
        Assert.Equal(QmpCloseKind.Shutdown, (await vm.EndAsync()).Kind);
        Assert.Equal(0, await vm.Qemu.WaitForExitAsync());
    }

    [Fact]
    public async Task Guest_powers_off()
    {
        await using var vm = await Machine.StartRunningAsync(await GuestProgram.AsBootDiskAsync("POWEROFF"));

        Told.Cause(await vm.NextAsync<ShutdownEvent>(), guest: true, "guest-shutdown");
        Assert.Equal(0, await vm.Qemu.WaitForExitAsync());
    }

    [Theory]
    [InlineData("shutdown", 0)]
    [InlineData("exit-failure", 1)]
    public async Task Guest_panics(string action, int exitCode)
    {
        Needs.Qemu(action == "exit-failure" ? "7.1" : "6.0", $"-action panic={action}");
        var guest = await GuestProgram.AsFirmwareAsync("PANIC");
        await using var vm = await Machine.StartRunningAsync([.. guest, "-device", "pvpanic", "-action", $"panic={action}"]);

        await Told.PanicAsync(vm);
        Told.Cause(await vm.NextAsync<ShutdownEvent>(), guest: true, "guest-panic");
        Assert.Equal(exitCode, await vm.Qemu.WaitForExitAsync());
    }

    /// <summary>The default of every QEMU; before 6.0 it tells of the panic twice, with the actions pause and poweroff.</summary>
    [Fact]
    public async Task Guest_panics_and_nothing_says_what_then()
    {
        var guest = await GuestProgram.AsFirmwareAsync("PANIC");
        await using var vm = await Machine.StartRunningAsync([.. guest, "-device", "pvpanic"]);

        Told.Cause(await vm.NextAsync<ShutdownEvent>(), guest: true, "guest-panic");
        Assert.Contains("GUEST_PANICKED", vm.Seen);
        Assert.Equal(0, await vm.Qemu.WaitForExitAsync());
    }

    [Fact]
    public async Task With_no_shutdown_a_STOP_follows_and_the_machine_stays()
    {
        var guest = await GuestProgram.AsBootDiskAsync("POWEROFF");
        await using var vm = await Machine.StartRunningAsync([.. guest, "-no-shutdown"]);

        await vm.NextAsync<ShutdownEvent>();
        await vm.NextAsync<StopEvent>();

        Assert.Equal("shutdown", await vm.QueryStatusAsync());
    }

    [Fact]
    public async Task With_shutdown_pause_a_reset_is_a_SHUTDOWN_that_a_STOP_follows()
    {
        Needs.Qemu("6.0", "the option -action");
        var guest = await GuestProgram.AsFirmwareAsync("GRESET_CF9");
        await using var vm = await Machine.StartRunningAsync([.. guest, "-action", "reboot=shutdown,shutdown=pause"]);

        Told.Cause(await vm.NextAsync<ShutdownEvent>(), guest: true, "guest-reset");
        await vm.NextAsync<StopEvent>();
        Assert.Equal("shutdown", await vm.QueryStatusAsync());
    }

    /// <summary>The document's note says STOP follows under -no-shutdown; QEMU does not hold back quit.</summary>
    [Fact]
    public async Task Even_with_no_shutdown_quit_ends_without_STOP()
    {
        await using var vm = await Machine.StartRunningAsync("-no-shutdown");

        Assert.Equal(["RESUME", "SHUTDOWN"], Names.Of(await vm.QuitAsync()));
        Assert.Equal(0, await vm.Qemu.WaitForExitAsync());
    }

    /// <summary>The document's note says STOP follows under -no-shutdown; QEMU does not hold back a signal.</summary>
    [Fact]
    public async Task Even_with_no_shutdown_a_signal_ends_without_STOP()
    {
        await using var vm = await Machine.StartRunningAsync("-no-shutdown");

        vm.Qemu.Send(Signal.Terminate);

        Assert.Equal(["RESUME", "SHUTDOWN"], Names.Of(await vm.RestAsync()));
        Assert.Equal(0, await vm.Qemu.WaitForExitAsync());
    }
}
