namespace QmpGen;

/// <summary>What a subscription receives and how much of it it holds.</summary>
public sealed record QmpSubscriptionOptions
{
    internal static QmpSubscriptionOptions Default { get; } = new();

    /// <summary>Which events to receive; by default every one.</summary>
    public QmpEventFilter Filter { get; init; } = QmpEventFilter.All;

    /// <summary>How many events to hold for a reader that is late. Memory is taken as it is needed.</summary>
    public int Capacity
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
            field = value;
        }
    } = 4096;

    /// <summary>What to do when that many are held.</summary>
    public QmpOverflowPolicy Overflow { get; init; } = QmpOverflowPolicy.DropOldest;
}
