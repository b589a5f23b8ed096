using QmpGen.Qemu.Tests.Guest;
using QmpGen.Qemu.Tests.Harness;

namespace QmpGen.Qemu.Tests.Flows;

/// <summary>Shutting down a real QEMU. The guest's part is played through the ports that a guest would write to.</summary>
public sealed class ShutdownTests
{
    private static readonly QmpShutdownOptions Patient = new() { Timeout = Limit.Patience, ExitTimeout = Limit.Patience };

    [Fact]
    public async Task A_guest_that_shuts_down_ends_QEMU()
    {
        await using var vm = await StartWithPowerManagementAsync();
        var shutdown = vm.Client.ShutdownAsync(Patient);
        await PowerOffAsync(vm);

        var result = await shutdown;

        Assert.Equal(
            new QmpShutdownResult(QmpShutdownOutcome.ShutDown) { HasExited = true, Reason = "guest-shutdown" },
            result with { ResetCount = 0 });

        // Not with which code: QEMU 5.2 aborts after it has said that it shuts down.
        await vm.Qemu.WaitForExitAsync();
    }

    [Fact]
    public async Task A_guest_that_reboots_instead_has_not_shut_down()
    {
        await using var vm = await Machine.StartRunningAsync(await GuestProgram.AsFirmwareAsync("HALT"));
        var shutdown = vm.Client.ShutdownAsync(
            Patient with { Timeout = TimeSpan.FromSeconds(1), Fallback = QmpShutdownFallback.Quit });
        await vm.ExecuteAsync("query-name");
        await vm.WritePortAsync(0xcf9, 6);

        var result = await shutdown;

        Assert.Equal((QmpShutdownOutcome.Quit, 1, true), (result.Outcome, result.ResetCount, result.HasExited));
        Assert.Equal(0, await vm.Qemu.WaitForExitAsync());
    }

    [Fact]
    public async Task With_no_reboot_a_reset_is_a_shutdown_with_its_own_reason()
    {
        await using var vm = await Machine.StartRunningAsync([.. await GuestProgram.AsFirmwareAsync("HALT"), "-no-reboot"]);
        var shutdown = vm.Client.ShutdownAsync(Patient);
        await vm.ExecuteAsync("query-name");
        await ResetAsync(vm);

        var result = await shutdown;

        Assert.Equal((QmpShutdownOutcome.ShutDown, "guest-reset", true), (result.Outcome, result.Reason, result.HasExited));
    }

    [Fact]
    public async Task With_no_shutdown_QEMU_stays_and_a_second_call_sees_that_at_once()
    {
        await using var vm = await StartWithPowerManagementAsync("-no-shutdown");
        var shutdown = vm.Client.ShutdownAsync(Patient with { Fallback = QmpShutdownFallback.Quit });
        await PowerOffAsync(vm);

        var first = await shutdown;
        var second = await vm.Client.ShutdownAsync(Patient with { Timeout = null });

        Assert.Equal((QmpShutdownOutcome.ShutDown, false), (first.Outcome, first.HasExited));
        Assert.Equal(new QmpShutdownResult(QmpShutdownOutcome.ShutDown), second);
    }

    [Fact]
    public async Task A_guest_that_never_answers_runs_on_or_is_ended_with_quit()
    {
        await using var vm = await Machine.StartRunningAsync(await GuestProgram.AsFirmwareAsync("HALT"));
        var impatient = Patient with { Timeout = TimeSpan.FromMilliseconds(300) };

        var left = await vm.Client.ShutdownAsync(impatient);
        var state = await vm.QueryStatusAsync();
        var ended = await vm.Client.ShutdownAsync(impatient with { Fallback = QmpShutdownFallback.Quit });

        Assert.Equal((new QmpShutdownResult(QmpShutdownOutcome.StillRunning), "running"), (left, state));
        Assert.Equal((QmpShutdownOutcome.Quit, true), (ended.Outcome, ended.HasExited));
        Assert.Equal(0, await vm.Qemu.WaitForExitAsync());
    }

    [Fact]
    public async Task A_QEMU_that_hangs_is_for_its_parent_and_one_that_is_killed_has_ended()
    {
        await using var vm = await Machine.StartRunningAsync(await GuestProgram.AsFirmwareAsync("HALT"));
        await vm.Qemu.FreezeAsync();
        var brief = new QmpShutdownOptions
        {
            Timeout = TimeSpan.FromMilliseconds(300),
            ExitTimeout = TimeSpan.FromMilliseconds(300),
            Fallback = QmpShutdownFallback.Quit,
        };

        var hung = await vm.Client.ShutdownAsync(brief);
        var killed = vm.Client.ShutdownAsync(Patient);
        vm.Qemu.Send(Signal.Kill);

        Assert.Equal((QmpShutdownOutcome.NotExited, false), (hung.Outcome, hung.HasExited));
        Assert.Equal((QmpShutdownOutcome.ShutDown, true), ((await killed).Outcome, (await killed).HasExited));
    }

    /// <summary>A machine whose firmware has set up power management.</summary>
    private static async Task<Machine> StartWithPowerManagementAsync(params string[] arguments) =>
        await Machine.StartRunningAsync([.. await GuestProgram.AsBootDiskAsync("HALT"), .. arguments]);

    /// <summary>Resets, which may end QEMU before it replies.</summary>
    private static async Task ResetAsync(Machine vm)
    {
        try
        {
            await vm.WritePortAsync(0xcf9, 6);
        }
        catch (QmpConnectionClosedException)
        {
            // The machine is off.
        }
    }

    /// <summary>
    /// Does what a guest does that shuts down, as soon as the firmware has come that far: until then the port answers nobody.
    /// </summary>
    private static async Task PowerOffAsync(Machine vm)
    {
        var powerOff = new QmpCommand(
            "human-monitor-command", writer => writer.WriteString("command-line", "o /h 0x604 0x2000"));
        using var limit = new CancellationTokenSource(Limit.Patience);
        try
        {
            while (vm.Client.State == QmpClientState.Connected && await vm.QueryStatusAsync() == "running")
            {
                await vm.Client.ExecuteAsync(powerOff, limit.Token);
            }
        }
        catch (QmpConnectionClosedException)
        {
            // The machine is off.
        }
    }
}
