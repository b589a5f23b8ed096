using System.Diagnostics;
using QmpGen.Qemu.Tests.Events;
using QmpGen.Qemu.Tests.Guest;
using QmpGen.Qemu.Tests.Harness;

namespace QmpGen.Qemu.Tests.Session;

/// <summary>A QEMU that dies or freezes without a word.</summary>
public sealed class LossTests
{
    [Fact]
    public async Task Killed_QEMU_ends_the_session_and_all_that_waits()
    {
        await using var vm = await Machine.StartAsync();
        var token = TestContext.Current.CancellationToken;

        // A stopped QEMU answers nothing, so the command is surely in flight when it dies.
        await vm.Qemu.FreezeAsync();
        var command = vm.Client.ExecuteAsync("query-status", token);
        var wait = vm.Client.WaitForAsync<UnknownEvent>(cancellationToken: token);
        vm.Qemu.Send(Signal.Kill);

        var reason = await vm.EndAsync();
        Assert.True(
            reason.Kind is QmpCloseKind.ConnectionLost or QmpCloseKind.ClosedByPeer,
            $"An unannounced end was expected, but it is {reason}");
        Assert.Same(reason, (await Assert.ThrowsAsync<QmpConnectionClosedException>(() => command)).Reason);
        Assert.Same(reason, (await Assert.ThrowsAsync<QmpConnectionClosedException>(() => wait)).Reason);
        Assert.Equal(128 + Signal.Kill.Number, await vm.Qemu.WaitForExitAsync());
    }

    [Fact]
    public async Task Command_to_a_frozen_QEMU_keeps_its_deadline_and_the_session_resumes()
    {
        await using var vm = await Machine.StartAsync();
        var clock = Stopwatch.StartNew();

        await vm.Qemu.FreezeAsync();
        var late = await Assert.ThrowsAsync<QmpTimeoutException>(
            () => vm.ExecuteAsync(new QmpCommand("query-name") { Timeout = TimeSpan.FromMilliseconds(250) }));
        Assert.Equal(QmpTimeoutKind.Command, late.Kind);
        Assert.InRange(clock.Elapsed, TimeSpan.FromMilliseconds(240), TimeSpan.FromSeconds(5));
        Assert.Equal(QmpClientState.Connected, vm.Client.State);
        vm.Qemu.Send(Signal.Continue);

        // The reply to query-name comes first, and belongs to nobody any more.
        Assert.Equal("prelaunch", await vm.QueryStatusAsync());
    }

    [Fact]
    public async Task Connecting_to_a_frozen_QEMU_keeps_its_deadline()
    {
        await using var vm = await Machine.StartAsync("-qmp", "unix:second,server=on,wait=off");
        var options = Machine.ClientOptions with { GreetingTimeout = TimeSpan.FromMilliseconds(250) };
        var clock = Stopwatch.StartNew();

        await vm.Qemu.FreezeAsync();
        var late = await Assert.ThrowsAsync<QmpTimeoutException>(
            () => QmpClient.ConnectAsync(vm.EndpointOf("second"), options, TestContext.Current.CancellationToken));

        Assert.Equal(QmpTimeoutKind.Greeting, late.Kind);
        Assert.InRange(clock.Elapsed, TimeSpan.FromMilliseconds(240), TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task Machine_that_outlives_its_SHUTDOWN_and_is_killed_later_was_lost()
    {
        var guest = await GuestProgram.AsBootDiskAsync("POWEROFF");
        await using var vm = await Machine.StartRunningAsync([.. guest, "-no-shutdown"]);
        await vm.NextAsync<StopEvent>();
        await vm.ExecuteAsync("system_reset");
        Assert.Equal("prelaunch", await vm.QueryStatusAsync());

        vm.Qemu.Send(Signal.Kill);

        var reason = await vm.EndAsync();
        Assert.True(
            reason.Kind is QmpCloseKind.ConnectionLost or QmpCloseKind.ClosedByPeer,
            $"The machine was reset after its SHUTDOWN and killed, so an unannounced end was expected, but it is {reason}");
    }

    /// <summary>
    /// A watchdog's poweroff exits without SHUTDOWN. The system resets a connection that is closed with input unread, such
    /// as the line end behind the last command, so some of these rounds end in a reset and must look like the others.
    /// </summary>
    [Fact]
    public async Task QEMU_that_exits_without_SHUTDOWN_has_closed_the_connection()
    {
        var guest = await GuestProgram.AsFirmwareAsync("IB700");
        for (var round = 0; round < 10; round++)
        {
            await using var vm = await Machine.StartRunningAsync([.. guest, .. Machine.Watchdog("poweroff")]);

            var reason = await vm.EndAsync();

            Assert.True(
                reason.Kind == QmpCloseKind.ClosedByPeer, $"Round {round}: {QmpCloseKind.ClosedByPeer} was expected, but it is {reason}");
        }
    }
}
