namespace QmpGen;

/// <summary>What a subscription does with an event that comes while its buffer is full.</summary>
public enum QmpOverflowPolicy
{
    /// <summary>Drops the oldest event it holds: for those who want to know how things are.</summary>
    DropOldest,

    /// <summary>Drops the event that comes: for those who want to know how it began.</summary>
    DropNewest,

    /// <summary>Ends with a <see cref="QmpEventsLostException"/>: for those who must not miss one unnoticed.</summary>
    Fail,
}
