using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace QmpGen.Diagnostics;

/// <summary>What one client has received, for its own properties and for the meter <c>QmpGen</c>.</summary>
/// <param name="endpoint">What the client is connected to; a tag of every measurement.</param>
internal sealed class ClientCounters(string endpoint)
{
    private static readonly Meter Meter = new(Telemetry.Name);

    private static readonly Counter<long> Events =
        Meter.CreateCounter<long>("qmp.client.events", "{event}", "Events received");

    private static readonly Counter<long> DroppedEvents =
        Meter.CreateCounter<long>("qmp.client.events.dropped", "{event}", "Events dropped by subscriptions with a full buffer");

    private static readonly Counter<long> UnreadableEvents =
        Meter.CreateCounter<long>("qmp.client.events.unreadable", "{event}", "Events that could not be read");

    private static readonly Counter<long> SkippedMessages =
        Meter.CreateCounter<long>(
            "qmp.client.messages.skipped", "{message}", "Messages that are not valid QMP or answer a command that was never sent");

    private static readonly Counter<long> LateReplies =
        Meter.CreateCounter<long>(
            "qmp.client.replies.late", "{reply}", "Replies that arrived after their command was cancelled or timed out");

    private static readonly UpDownCounter<long> CommandsInFlight =
        Meter.CreateUpDownCounter<long>("qmp.client.commands.in_flight", "{command}", "Commands waiting for a reply");

    private static readonly Histogram<double> CommandDuration =
        Meter.CreateHistogram<double>("qmp.client.command.duration", "s", "Time from calling a command to its completion");

    private readonly KeyValuePair<string, object?> _tag = new("server.address", endpoint);
    private long _lateReplies;
    private long _skippedMessages;
    private PeerLines? _lines;

    /// <summary>Replies that arrived after their command was cancelled or timed out.</summary>
    public long LateReplyCount => Volatile.Read(ref _lateReplies);

    /// <summary>Messages that are not valid QMP.</summary>
    public long SkippedMessageCount => Volatile.Read(ref _skippedMessages);

    public void EventReceived() => Events.Add(1, _tag);

    public void EventDropped() => DroppedEvents.Add(1, _tag);

    public void EventUnreadable() => UnreadableEvents.Add(1, _tag);

    /// <summary>The log lines whose number the peer decides. Most clients never need any.</summary>
    public PeerLines Lines(ILogger logger, TimeProvider time) => _lines ??= new PeerLines(logger, time);

    /// <summary>Logs what no line has stood for yet, at the end of a session.</summary>
    public void LogRest() => _lines?.LogRest();

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
