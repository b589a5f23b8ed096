using System.Diagnostics.Metrics;

namespace QmpGen.Diagnostics;

/// <summary>What one client has come across: for its own properties, and for metrics under the name <c>QmpGen</c>.</summary>
/// <param name="endpoint">What the client is connected to; every measurement carries it.</param>
internal sealed class ClientCounters(string endpoint)
{
    private static readonly Meter Meter = new(Telemetry.Name);

    private static readonly Counter<long> Events =
        Meter.CreateCounter<long>("qmp.client.events", "{event}", "Events received");

    private static readonly Counter<long> DroppedEvents =
        Meter.CreateCounter<long>("qmp.client.events.dropped", "{event}", "Events that a full subscription dropped");

    private static readonly Counter<long> UnreadableEvents =
        Meter.CreateCounter<long>("qmp.client.events.unreadable", "{event}", "Events that could not be read");

    private static readonly Counter<long> SkippedMessages =
        Meter.CreateCounter<long>("qmp.client.messages.skipped", "{message}", "Messages that are no QMP or answer a command that was never sent");

    private static readonly Counter<long> LateReplies =
        Meter.CreateCounter<long>("qmp.client.replies.late", "{reply}", "Replies that nobody waited for any more");

    private static readonly UpDownCounter<long> CommandsInFlight =
        Meter.CreateUpDownCounter<long>("qmp.client.commands.in_flight", "{command}", "Commands without a reply so far");

    private static readonly Histogram<double> CommandDuration =
        Meter.CreateHistogram<double>("qmp.client.command.duration", "s", "Time from a command's call to its end");

    private readonly KeyValuePair<string, object?> _tag = new("server.address", endpoint);
    private long _lateReplies;
    private long _skippedMessages;

    /// <summary>Replies that nobody waited for any more.</summary>
    public long LateReplyCount => Volatile.Read(ref _lateReplies);

    /// <summary>Messages, or what should have been some, that could not be made anything of.</summary>
    public long SkippedMessageCount => Volatile.Read(ref _skippedMessages);

    public void EventReceived() => Events.Add(1, _tag);

    public void EventDropped() => DroppedEvents.Add(1, _tag);

    public void EventUnreadable() => UnreadableEvents.Add(1, _tag);

    public void MessageSkipped()
    {
        Interlocked.Increment(ref _skippedMessages);
        SkippedMessages.Add(1, _tag);
    }

    public void ReplyLate()
    {
        Interlocked.Increment(ref _lateReplies);
        LateReplies.Add(1, _tag);
    }

    public void CommandStarted() => CommandsInFlight.Add(1, _tag);

    public void CommandEnded(string command, TimeSpan duration)
    {
        CommandsInFlight.Add(-1, _tag);
        CommandDuration.Record(duration.TotalSeconds, _tag, new KeyValuePair<string, object?>("rpc.method", command));
    }
}
