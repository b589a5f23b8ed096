using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using QmpGen.Qemu.Tests.Harness;

namespace QmpGen.Qemu.Tests.Vnc;

/// <summary>Where a machine listens for VNC clients, as it says itself: QEMU chooses the ports, so machines never collide.</summary>
internal static class VncAddress
{
    /// <summary>The first free display from 0 on.</summary>
    public const string AnyIPv4 = "127.0.0.1:0,to=500";

    public const string AnyIPv6 = "[::1]:0,to=500";

    public const string Unix = "unix:v.sock";

    /// <summary>A display, and beside it a port for websockets that the kernel chooses.</summary>
    public const string AnyWithWebSocket = AnyIPv4 + ",websocket=0";

    public static async Task<EndPoint> FindAsync(Machine vm, bool webSocket = false)
    {
        var displays = await vm.ExecuteAsync("query-vnc-servers");
        var server = displays[0].GetProperty("server").EnumerateArray().Single(s => s.GetProperty("websocket").GetBoolean() == webSocket);
        var service = Text(server, "service");
        return Text(server, "family") == "unix"
            ? new UnixDomainSocketEndPoint(vm.Qemu.PathOf(service))
            : new IPEndPoint(IPAddress.Parse(Text(server, "host")), int.Parse(service, CultureInfo.InvariantCulture));
    }

    private static string Text(JsonElement server, string member) => server.GetProperty(member).GetString()!;
}
