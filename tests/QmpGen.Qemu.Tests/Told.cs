using QmpGen.Qemu.Tests.Events;
using QmpGen.Qemu.Tests.Harness;

namespace QmpGen.Qemu.Tests;

/// <summary>
/// What a QEMU of today tells and the document of 2010 has no types for: it is found in the raw text. The scenarios run
/// over QEMU's own schema too, which has such types; that project has a class of this name for them.
/// </summary>
internal static class Told
{
    public const WatchdogActionKind InjectNmi = WatchdogActionKind.Unlisted;

    public const VncFamilyKind UnixFamily = VncFamilyKind.Unlisted;

    public static void Cause(QmpEvent e, bool guest, string reason)
    {
        var data = Raw.DataOf(e);
        Assert.Equal(["guest", "reason"], data.EnumerateObject().Select(m => m.Name));
        Assert.Equal((guest, reason), (data.GetProperty("guest").GetBoolean(), data.GetProperty("reason").GetString()));
    }

    public static (string? Node, bool? Nospace, string? Reason) Cause(BlockIoErrorEvent e)
    {
        var data = Raw.DataOf(e);
        return (
            data.GetProperty("node-name").GetString(),
            data.TryGetProperty("nospace", out var nospace) ? nospace.GetBoolean() : null,
            data.GetProperty("reason").GetString());
    }

    public static string? Device(RtcChangeEvent e) => Raw.DataOf(e).GetProperty("qom-path").GetString();

    public static (bool Server, bool Client) WebSocket(VncConnectedEvent e)
    {
        var data = Raw.DataOf(e);
        return (
            data.GetProperty("server").GetProperty("websocket").GetBoolean(),
            data.GetProperty("client").GetProperty("websocket").GetBoolean());
    }

    /// <summary>A connected client as the events after it tell it, if it has not said who it is.</summary>
    public static VncClient WithoutLogin(VncConnectedClient client) =>
        new() { Host = client.Host, Service = client.Service, Family = client.Family };

    public static async Task PanicAsync(Machine vm) =>
        Assert.Equal("GUEST_PANICKED", (await vm.NextAsync<UnknownEvent>()).EventName);

    public static async Task PowerdownAsync(Machine vm) =>
        Assert.Equal("POWERDOWN", (await vm.NextAsync<UnknownEvent>()).EventName);
}
