using QmpGen.Qemu.Tests.Events;
using QmpGen.Qemu.Tests.Harness;

namespace QmpGen.Qemu.Tests.Commands.Typed;

/// <summary>Devices and networks that come and go, and what QEMU refuses.</summary>
public sealed class DeviceTests
{
    [Fact]
    public async Task A_network_card_is_plugged_into_a_network_of_each_kind()
    {
        await using var vm = await Machine.StartAsync();
        var executor = await CheckedExecutor.OnAsync(vm);
        Netdev[] networks =
        [
            new Netdev.Hubport { Id = "hub", Hubid = 1 },
            new Netdev.Socket { Id = "socket", Udp = "127.0.0.1:9", Localaddr = "127.0.0.1:0" },
            new Netdev.Stream { Id = "stream", Addr = new SocketAddress.Unix { Path = "net" }, Server = true },
        ];
        foreach (var network in networks)
        {
            await executor.NetdevAddAsync(network, TestContext.Current.CancellationToken);
        }

        await executor.ExecuteAsync(
            new DeviceAddCommand("virtio-net-pci")
            {
                Id = "card",
                Properties = { ["netdev"] = "hub", ["mac"] = "52:54:00:12:34:56", ["mrg_rxbuf"] = false, ["tx_queue_size"] = 256 },
            },
            TestContext.Current.CancellationToken);
        var filter = Assert.Single(await executor.QueryRxFilterAsync(TestContext.Current.CancellationToken));
        Assert.Equal(("card", "52:54:00:12:34:56"), (filter.Name, filter.MainMac));
        await executor.SetLinkAsync("card", false, TestContext.Current.CancellationToken);
        await executor.NetdevDelAsync("stream", TestContext.Current.CancellationToken);
        await executor.NetdevDelAsync("socket", TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_device_that_is_unplugged_is_gone_with_its_event()
    {
        await using var vm = await Machine.StartAsync("-usb");
        var executor = await CheckedExecutor.OnAsync(vm);
        await executor.ExecuteAsync(new DeviceAddCommand("usb-tablet") { Id = "tablet" }, TestContext.Current.CancellationToken);

        var gone = await vm.Client.ExecuteAndWaitAsync(
            new DeviceDelCommand("tablet"),
            (DeviceDeletedEvent e) => e.Device == "tablet",
            Limit.Patience,
            TestContext.Current.CancellationToken);

        Assert.Equal("/machine/peripheral/tablet", gone.Event.Path);
        Assert.Equal("DeviceNotFound", (await executor.RefusedAsync(new DeviceDelCommand("tablet"))).ErrorClass);
    }

    [Fact]
    public async Task What_QEMU_refuses_is_its_error()
    {
        await using var vm = await Machine.StartAsync("-blockdev", $"driver=null-co,node-name=disk,size={Disk.Size}");
        var executor = await CheckedExecutor.OnAsync(vm);
        var client = vm.Client;

        Assert.Equal("DeviceNotFound", (await executor.RefusedAsync(new DeviceDelCommand("none"))).ErrorClass);
        Assert.Contains("none", (await executor.RefusedAsync(new BlockdevDelCommand("none"))).Message, StringComparison.Ordinal);
        await executor.RefusedAsync(new BlockdevAddCommand(new BlockdevOptions.NullCo { NodeName = "disk" }));
        await executor.RefusedAsync(new BlockdevAddCommand(new BlockdevOptions.Raw { NodeName = "r", File = BlockdevRef.Node("none") }));
        await executor.RefusedAsync(new ObjectAddCommand(new ObjectOptions.MemoryBackendRam { Id = "m", Size = 0 }));
        await executor.RefusedAsync(new DeviceAddCommand("no-such-driver"));
        await executor.RefusedAsync(new QomGetCommand("/machine", "none"));
        await executor.RefusedAsync(new ChardevRemoveCommand("none"));
        await executor.RefusedAsync(new NetdevDelCommand("none"));
        await executor.RefusedAsync(new JobCancelCommand("none"));

        // What the schema does not have, so that the checker is passed by.
        await Assert.ThrowsAsync<QmpCommandException>(
            () => client.ExecuteAsync(new DeviceDelCommand("a") { Extra = { ["newer"] = true } }, TestContext.Current.CancellationToken));
        await Assert.ThrowsAsync<QmpCommandException>(
            () => client.BlockdevAddAsync(
                new BlockdevOptions.NullCo { NodeName = "n", Extra = { ["newer"] = 1 } }, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task What_this_QEMU_lacks_is_refused_before_it_is_sent()
    {
        Needs.QemuBefore("10.1", "query-cpu-model-comparison under a build condition");
        await using var vm = await Machine.StartAsync([], options: Machine.ClientOptions with { CheckCommands = true });

        Assert.True(await vm.Client.SupportsAsync("device_del", "id", TestContext.Current.CancellationToken));
        Assert.False(await vm.Client.SupportsAsync("device_del", "newer", TestContext.Current.CancellationToken));
        Assert.False(
            await vm.Client.SupportsAsync("query-cpu-model-comparison", cancellationToken: TestContext.Current.CancellationToken));
        var failure = await Assert.ThrowsAsync<QmpNotSupportedException>(
            () => vm.Client.QueryCpuModelComparisonAsync(
                new CpuModelInfo { Name = "a" }, new CpuModelInfo { Name = "b" }, TestContext.Current.CancellationToken));
        Assert.Contains("query-cpu-model-comparison", failure.Message, StringComparison.Ordinal);
    }
}
