namespace QmpGen;

/// <summary>Specifies what a subscription does with an event that arrives while its buffer is full.</summary>
public enum QmpOverflowPolicy
{
    /// <summary>Drops the oldest event in the buffer. Keeps the most recent events.</summary>
    DropOldest,

    /// <summary>Drops the new event. Keeps the earliest events.</summary>
    DropNewest,

    /// <summary>Ends the subscription with a <see cref="QmpEventsLostException"/>, so that no event is lost unnoticed.</summary>
    Fail,
}
