namespace QmpGen;

/// <summary>Configures a <see cref="QmpSubscription"/>.</summary>
public sealed record QmpSubscriptionOptions
{
    internal static QmpSubscriptionOptions Default { get; } = new();

    /// <summary>The events to receive; by default every event.</summary>
    public QmpEventFilter Filter { get; init; } = QmpEventFilter.All;

    /// <summary>Maximum number of unread events; 4,096 by default. Memory is allocated as needed.</summary>
    public int Capacity
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
            field = value;
        }
    } = 4096;

    /// <summary>
    /// Maximum memory of the unread events in bytes; 64 MiB by default. The size of an event is what reading it allocated: about
    /// twice the length of its text for strings, up to ten times for data of small values. An event that is larger than the
    /// whole buffer is dropped.
    /// </summary>
    public long ByteCapacity
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
            field = value;
        }
    } = QmpClientOptions.DefaultByteCapacity;

    /// <summary>What to do with an event that arrives while the buffer is full.</summary>
    public QmpOverflowPolicy Overflow { get; init; } = QmpOverflowPolicy.DropOldest;

    /// <summary>Whether to keep the text of each event, for a reader that finds members by name, whatever the spec has.</summary>
    internal bool KeepsText { get; init; }
}
