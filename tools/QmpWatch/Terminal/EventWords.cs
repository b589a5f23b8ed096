using System.Globalization;
using QmpGen;
using QmpWatch.Events;
using QmpWatch.Specs;
using QmpWatch.Watching;

namespace QmpWatch.Terminal;

/// <summary>Puts an event into words. The point of it all: events are types, and the compiler knows their members.</summary>
/// <param name="known">The events that are expected.</param>
internal sealed class EventWords(KnownEvents known)
{
    /// <summary>What happened, and behind it what a newer QEMU says beyond the spec.</summary>
    public static string Describe(QmpEvent e) =>
        MembersBeyondSpec.Of(e) is { Length: > 0 } more ? $"{DescribeMembers(e)} ({more})" : DescribeMembers(e);

    private static string DescribeMembers(QmpEvent e) => e switch
    {
        BlockIoErrorEvent error => $"{error.Operation} error on '{error.Device}': {Consequence(error.Action)}",
        RtcChangeEvent change => string.Create(
            CultureInfo.InvariantCulture, $"the guest set its clock {change.Offset:+0;-0;0} s from the host's"),
        VncConnectedEvent vnc =>
            $"{Address(vnc.Client.Host, vnc.Client.Service)} connected to {Address(vnc.Server.Host, vnc.Server.Service)}",
        VncInitializedEvent vnc => $"{Address(vnc.Client.Host, vnc.Client.Service)} is in{User(vnc.Client)}",
        VncDisconnectedEvent vnc => $"{Address(vnc.Client.Host, vnc.Client.Service)} left{User(vnc.Client)}",
        WatchdogEvent watchdog => $"the guest's watchdog expired: {watchdog.Action}",
        ResetEvent => "the machine was reset",
        ResumeEvent => "the machine runs",
        StopEvent => "the machine is paused",
        ShutdownEvent => "the machine was powered down",
        UnknownEvent unknown => Untyped(TodaysEvents.Words(unknown.EventName), MembersBeyondSpec.OfAll(unknown)),
        UnreadableEvent unreadable => unreadable.Error.Message,
        _ => e.ToJson(),
    };

    /// <summary>How grave it is, by its name: a newer QEMU may send an event that no spec has.</summary>
    public Tone Tone(QmpEvent e) => e is UnreadableEvent || KindFamilies.Of(e.EventName) == KindFamily.Trouble ? Terminal.Tone.Bad
        : RunChanges.Of(e.EventName) switch
        {
            RunChange.Stopped or RunChange.Suspended or RunChange.ShutDown => Terminal.Tone.Warning,
            RunChange.Resumed => Terminal.Tone.Good,
            RunChange.Migrating when RunChanges.MigrationStatus(e) == "failed" => Terminal.Tone.Bad,
            _ => known.Has(e.EventName) ? Terminal.Tone.Plain : Terminal.Tone.Faint,
        };

    /// <summary>The time stamp in local time, always as wide.</summary>
    public static string Time(QmpEvent e) => e.Timestamp.Time is { } moment
        ? moment.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture)
        : "no time".PadRight(26);

    private static string Untyped(string words, string members) =>
        words.Length == 0 ? members : members.Length == 0 ? words : $"{words} ({members})";

    private static string Consequence(BlockIoErrorAction action) => action.Kind switch
    {
        BlockIoErrorActionKind.Ignore => "ignored",
        BlockIoErrorActionKind.Report => "reported to the guest",
        BlockIoErrorActionKind.Stop => "the machine stops",
        _ => action.Text,
    };

    private static string User(VncClient client) => (client.SaslUsername ?? client.X509Dname) is { } name ? $" as {name}" : string.Empty;

    // A unix socket has no address.
    private static string Address(string host, string service) => host.Length == 0 ? "a unix socket" : $"{host}:{service}";
}
