using QmpGen.Qemu.Tests.Events;
using QmpGen.Qemu.Tests.Harness;

namespace QmpGen.Qemu.Tests;

/// <summary>What a QEMU of today tells, as the types of its own schema have it.</summary>
internal static class Told
{
    public const WatchdogActionKind InjectNmi = WatchdogActionKind.InjectNmi;

    public const VncFamilyKind UnixFamily = VncFamilyKind.Unix;

    public static void Cause(ShutdownEvent e, bool guest, string reason) => AssertCause(e.Guest, e.Reason, guest, reason);

    public static void Cause(ResetEvent e, bool guest, string reason) => AssertCause(e.Guest, e.Reason, guest, reason);

    public static (string? Node, bool? Nospace, string? Reason) Cause(BlockIoErrorEvent e) => (e.NodeName, e.Nospace, e.Reason);

    /// <summary>Found in the raw text, because the schemas before 7.0 have no such member.</summary>
    public static string? Device(RtcChangeEvent e) => Raw.DataOf(e).GetProperty("qom-path").GetString();

    public static (bool Server, bool Client) WebSocket(VncConnectedEvent e) => (e.Server.Websocket, e.Client.Websocket);

    /// <summary>A connected client as the events after it tell it, if it has not said who it is.</summary>
    public static VncClient WithoutLogin(VncConnectedClient client) =>
        new() { Host = client.Host, Service = client.Service, Family = client.Family, Websocket = client.Websocket };

    public static async Task PanicAsync(Machine vm)
    {
        var panicked = await vm.NextAsync<GuestPanickedEvent>();
        Assert.Equal((GuestPanicAction.Poweroff, null), (panicked.Action, panicked.Info));
    }

    public static async Task PowerdownAsync(Machine vm) => await vm.NextAsync<PowerdownEvent>();

    private static void AssertCause(bool foundGuest, ShutdownCause foundReason, bool guest, string reason)
    {
        Assert.NotEqual(ShutdownCauseKind.Unlisted, foundReason.Kind);
        Assert.Equal((guest, reason), (foundGuest, foundReason.Text));
    }
}
