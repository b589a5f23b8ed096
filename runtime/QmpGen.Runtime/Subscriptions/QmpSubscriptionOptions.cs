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

    /// <summary>What to do with an event that arrives while the buffer is full.</summary>
    public QmpOverflowPolicy Overflow { get; init; } = QmpOverflowPolicy.DropOldest;
}
