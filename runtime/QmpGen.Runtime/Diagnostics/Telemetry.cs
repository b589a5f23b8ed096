using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace QmpGen.Diagnostics;

/// <summary>What tracing and metrics can listen to, under the name <c>QmpGen</c>.</summary>
internal static class Telemetry
{
    public const string Name = "QmpGen";

    private static readonly Meter Meter = new(Name);

    /// <summary>One activity for each command.</summary>
    public static ActivitySource Activities { get; } = new(Name);

    public static Counter<long> Events { get; } =
        Meter.CreateCounter<long>("qmp.client.events", "{event}", "Events received");

    public static Counter<long> DroppedEvents { get; } =
        Meter.CreateCounter<long>("qmp.client.events.dropped", "{event}", "Events that a full subscription dropped");

    public static Counter<long> UnreadableEvents { get; } =
        Meter.CreateCounter<long>("qmp.client.events.unreadable", "{event}", "Events that could not be read");

    public static Counter<long> SkippedMessages { get; } =
        Meter.CreateCounter<long>("qmp.client.messages.skipped", "{message}", "Messages that are no QMP");

    public static Counter<long> LateReplies { get; } =
        Meter.CreateCounter<long>("qmp.client.replies.late", "{reply}", "Replies that nobody waited for any more");

    public static UpDownCounter<long> CommandsInFlight { get; } =
        Meter.CreateUpDownCounter<long>("qmp.client.commands.in_flight", "{command}", "Commands without a reply so far");

    public static Histogram<double> CommandDuration { get; } =
        Meter.CreateHistogram<double>("qmp.client.command.duration", "s", "Time from a command's call to its end");
}
