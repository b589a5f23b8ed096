using System.Globalization;
using System.Net;
using QmpGen.Qemu.Tests.Events;
using QmpGen.Qemu.Tests.Harness;
using QmpGen.Qemu.Tests.Vnc;

namespace QmpGen.Qemu.Tests;

/// <summary>The three events of a VNC session over every kind of address, without authentication.</summary>
public sealed class VncTests
{
    [Theory]
    [InlineData(VncAddress.AnyIPv4, "127.0.0.1", VncFamilyKind.Ipv4, "ipv4")]
    [InlineData(VncAddress.AnyIPv6, "::1", VncFamilyKind.Ipv6, "ipv6")]
    public async Task Session_over_TCP_has_addresses_and_ports(string display, string host, VncFamilyKind family, string familyText)
    {
        Tool.RequireLoopback(IPAddress.Parse(host));
        await using var vm = await Machine.StartAsync("-vnc", display);
        var address = (IPEndPoint)await VncAddress.FindAsync(vm);
        var client = await RfbClient.ConnectAsync(address);
        var clientPort = ((IPEndPoint)client.LocalEndPoint!).Port.ToString(CultureInfo.InvariantCulture);

        await client.OpenAsync();
        await client.DisposeAsync();

        var (connected, initialized, disconnected) = await NextSessionAsync(vm);
        Assert.Equal(host, connected.Server.Host);
        Assert.Equal(address.Port.ToString(CultureInfo.InvariantCulture), connected.Server.Service);
        Assert.Equal(family, connected.Server.Family.Kind);
        Assert.Equal(familyText, connected.Server.Family.Text);
        Assert.Equal("none", connected.Server.Auth);
        Assert.Equal(host, connected.Client.Host);
        Assert.Equal(clientPort, connected.Client.Service);
        Assert.Equal(family, connected.Client.Family.Kind);
        AssertSameSession(connected, initialized.Server, initialized.Client);
        AssertSameSession(connected, disconnected.Server, disconnected.Client);
    }

    [Fact]
    public async Task Session_over_a_unix_socket_has_a_family_of_its_own()
    {
        await using var vm = await Machine.StartAsync("-vnc", VncAddress.Unix);

        await OpenAndCloseAsync(vm);

        var (connected, initialized, disconnected) = await NextSessionAsync(vm);
        Assert.Equal(Told.UnixFamily, connected.Server.Family.Kind);
        Assert.Equal("unix", connected.Server.Family.Text);
        Assert.Equal((string.Empty, "v.sock"), (connected.Server.Host, connected.Server.Service));
        Assert.Equal((string.Empty, string.Empty), (connected.Client.Host, connected.Client.Service));
        AssertSameSession(connected, initialized.Server, initialized.Client);
        AssertSameSession(connected, disconnected.Server, disconnected.Client);
    }

    [Fact]
    public async Task Session_over_a_websocket_is_told_apart()
    {
        await using var vm = await Machine.StartAsync("-vnc", VncAddress.AnyWithWebSocket);
        var client = await RfbClient.ConnectWebSocketAsync((IPEndPoint)await VncAddress.FindAsync(vm, webSocket: true));

        await client.OpenAsync();
        await client.DisposeAsync();

        var (connected, initialized, disconnected) = await NextSessionAsync(vm);
        Assert.Equal(VncFamily.Ipv4, connected.Client.Family);
        Assert.Equal((false, true), Told.WebSocket(connected));
        AssertSameSession(connected, initialized.Server, initialized.Client);
        AssertSameSession(connected, disconnected.Server, disconnected.Client);
    }

    [Fact]
    public async Task Client_that_leaves_at_once_is_never_initialized()
    {
        await using var vm = await Machine.StartAsync("-vnc", VncAddress.Unix);

        await (await RfbClient.ConnectAsync(await VncAddress.FindAsync(vm))).DisposeAsync();

        await vm.NextAsync<VncDisconnectedEvent>();
        Assert.Equal(["VNC_CONNECTED", "VNC_DISCONNECTED"], vm.Seen);
    }

    [Fact]
    public async Task Socket_name_of_any_script_arrives_as_it_is()
    {
        const string Name = "vé😀.sock";
        await using var vm = await Machine.StartAsync("-vnc", $"unix:{Name}");

        await OpenAndCloseAsync(vm);

        Assert.Equal(Name, (await vm.NextAsync<VncConnectedEvent>()).Server.Service);
    }

    [Fact]
    public async Task Two_clients_are_told_apart_by_their_ports()
    {
        await using var vm = await Machine.StartAsync("-vnc", VncAddress.AnyIPv4);
        var address = await VncAddress.FindAsync(vm);

        await using var one = await RfbClient.ConnectAsync(address);
        await one.OpenAsync();
        var first = await vm.NextAsync<VncInitializedEvent>();
        await using var other = await RfbClient.ConnectAsync(address);
        await other.OpenAsync();
        var second = await vm.NextAsync<VncInitializedEvent>();
        await one.DisposeAsync();

        Assert.NotEqual(first.Client.Service, second.Client.Service);
        Assert.Equal(first.Client, (await vm.NextAsync<VncDisconnectedEvent>()).Client);
    }

    private static async Task OpenAndCloseAsync(Machine vm)
    {
        await using var client = await RfbClient.ConnectAsync(await VncAddress.FindAsync(vm));
        await client.OpenAsync();
    }

    private static async Task<(VncConnectedEvent, VncInitializedEvent, VncDisconnectedEvent)> NextSessionAsync(Machine vm) =>
        (await vm.NextAsync<VncConnectedEvent>(), await vm.NextAsync<VncInitializedEvent>(), await vm.NextAsync<VncDisconnectedEvent>());

    private static void AssertSameSession(VncConnectedEvent connected, VncServer server, VncClient client)
    {
        Assert.Equal(connected.Server, server);
        Assert.Equal(Told.WithoutLogin(connected.Client), client);
    }
}
