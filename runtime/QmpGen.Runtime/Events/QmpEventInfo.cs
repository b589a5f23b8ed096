namespace QmpGen;

/// <summary>What a spec says of one event, beyond the shape of its data.</summary>
/// <param name="Name">The event's name on the wire, such as <c>RTC_CHANGE</c>.</param>
/// <param name="Type">The generated record.</param>
public sealed record QmpEventInfo(string Name, Type Type)
{
    /// <summary>
    /// Whether the spec says that QEMU sends at most one such event a second and drops all but the last: such events must not be counted,
    /// and after one the state is worth asking for (QMP specification, "Rate-limiting").
    /// </summary>
    public bool IsRateLimited { get; init; }

    /// <summary>
    /// The wire name of the member whose every value has a limit of its own; null if the limit is on the event as a whole.
    /// </summary>
    public string? RateLimitKey { get; init; }

    /// <summary>The wire names of the events that the spec says will follow this one, some of them under a condition only.</summary>
    public IReadOnlyList<string> FollowedBy { get; init; } = [];
}
