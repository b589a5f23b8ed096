namespace QmpGen;

/// <summary>What a subscription does with an event that comes while its buffer is full.</summary>
public enum QmpOverflowPolicy
{
    /// <summary>Drops the oldest event in the buffer: keeps the most recent events.</summary>
    DropOldest,

    /// <summary>Drops the new event: keeps the earliest events.</summary>
    DropNewest,

    /// <summary>Ends the subscription with a <see cref="QmpEventsLostException"/>: no event is missed unnoticed.</summary>
    Fail,
}
