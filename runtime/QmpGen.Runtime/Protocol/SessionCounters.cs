namespace QmpGen.Protocol;

/// <summary>What a client's sessions have come across, counted over all of them; only read loops count.</summary>
internal sealed class SessionCounters
{
    private long _lateReplies;
    private long _skippedMessages;

    /// <summary>Replies that nobody waited for any more.</summary>
    public long LateReplies => Volatile.Read(ref _lateReplies);

    /// <summary>Messages, or what should have been some, that could not be made anything of.</summary>
    public long SkippedMessages => Volatile.Read(ref _skippedMessages);

    public void CountLateReply() => Interlocked.Increment(ref _lateReplies);

    public void CountSkippedMessage() => Interlocked.Increment(ref _skippedMessages);
}
