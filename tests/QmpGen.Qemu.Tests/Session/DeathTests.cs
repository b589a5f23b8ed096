using QmpGen.Qemu.Tests.Events;
using QmpGen.Qemu.Tests.Harness;

namespace QmpGen.Qemu.Tests.Session;

/// <summary>A QEMU that was killed, stopped or taken for another one.</summary>
public sealed class DeathTests
{
    [Fact]
    public async Task A_machine_that_went_on_after_SHUTDOWN_and_was_killed_has_not_shut_down()
    {
        Needs.Qemu("6.0", "the option -action");
        await using var vm = await Machine.StartAsync("-action", "reboot=shutdown,shutdown=pause");

        await vm.ExecuteAsync("system_reset");
        await vm.NextAsync<ShutdownEvent>();
        await vm.ExecuteAsync("system_reset");
        await vm.NextAsync<ShutdownEvent>();
        await vm.ExecuteAsync("cont");
        vm.Qemu.Send(Signal.Kill);

        Assert.Equal(QmpCloseKind.ClosedByPeer, (await vm.EndAsync()).Kind);
    }

    [Fact]
    public async Task A_machine_that_stays_after_SHUTDOWN_and_was_killed_has_not_shut_down()
    {
        Needs.Qemu("6.0", "the option -action");
        await using var vm = await Machine.StartRunningAsync("-action", "reboot=shutdown,shutdown=pause");

        await vm.ExecuteAsync("system_reset");
        await vm.NextAsync<ShutdownEvent>();
        await vm.NextAsync<StopEvent>();
        vm.Qemu.Send(Signal.Kill);

        Assert.Equal(QmpCloseKind.ClosedByPeer, (await vm.EndAsync()).Kind);
    }

    [Fact]
    public async Task A_machine_that_is_stopped_by_a_signal_is_noticed()
    {
        var options =
            Machine.ClientOptions with { KeepAliveInterval = TimeSpan.FromMilliseconds(100), KeepAliveTimeout = TimeSpan.FromSeconds(1) };
        await using var vm = await Machine.StartAsync([], options: options);

        await vm.Qemu.FreezeAsync();

        var reason = await vm.EndAsync();
        Assert.Equal(QmpTimeoutKind.KeepAlive, Assert.IsType<QmpTimeoutException>(reason.Exception).Kind);
        Assert.Equal(QmpCloseKind.TimedOut, reason.Kind);
    }

    [Fact]
    public async Task A_machine_that_is_well_answers_for_as_long_as_it_is_asked()
    {
        var options = Machine.ClientOptions with { KeepAliveInterval = TimeSpan.FromMilliseconds(1), KeepAliveTimeout = Limit.Patience };
        await using var vm = await Machine.StartAsync([], options: options);

        for (var i = 0; i < 100; i++)
        {
            await vm.ExecuteAsync("query-status");
            await Task.Yield();
        }

        Assert.Equal(QmpClientState.Connected, vm.Client.State);
    }

    [Fact]
    public async Task A_session_goes_on_with_no_other_QEMU_that_dials_in()
    {
        var token = TestContext.Current.CancellationToken;
        var options = Machine.ClientOptions with { Reconnect = new QmpReconnectOptions { InitialDelay = TimeSpan.FromMilliseconds(1) } };
        var reconnect = Tool.QemuVersion < new Version(9, 2) ? "reconnect=1" : "reconnect-ms=1000";
        var folder = RunFolder.CreateSubfolder();
        using var dialled = QmpListener.Start(QmpEndpoint.Unix(Path.Combine(folder, "out")));
        string[] dials = ["-chardev", $"socket,id=out,path={Path.Combine(folder, "out")},{reconnect}", "-mon", "chardev=out,mode=control"];

        await using var a = await Machine.StartAsync(dials);
        await using var clientOfA = await dialled.AcceptAsync(options, token);
        Assert.Equal(a.Qemu.Id, clientOfA.Peer?.ProcessId);
        a.Qemu.Send(Signal.Kill);
        await a.EndAsync();

        await using var c = await Machine.StartAsync(dials);
        await using var clientOfC = await dialled.AcceptAsync(options, token);
        Assert.Equal(c.Qemu.Id, clientOfC.Peer?.ProcessId);
        await clientOfC.ExecuteAsync("query-status", token);
        Assert.Equal(a.Qemu.Id, clientOfA.Peer?.ProcessId);
        Assert.NotEqual(QmpClientState.Connected, clientOfA.State);
    }

    [Theory]
    [InlineData("")]
    [InlineData(",tight=off")]
    public async Task An_abstract_socket_of_QEMU_s_is_found_with_either_padding(string tight)
    {
        var name = $"qmpgen-{Guid.NewGuid():N}";
        await using var vm = await Machine.StartAsync("-qmp", $"unix:{name},abstract=on{tight},server=on,wait=off");

        await using var client = await QmpClient.ConnectAsync(
            QmpEndpoint.Parse($"unix:@{name}"), Machine.ClientOptions, TestContext.Current.CancellationToken);

        Assert.NotNull(client.Version);
    }
}
