namespace QmpGen;

/// <summary>Describes an event of a spec, apart from its data.</summary>
/// <param name="Name">The event's name on the wire, such as <c>RTC_CHANGE</c>.</param>
/// <param name="Type">The generated record.</param>
public sealed record QmpEventInfo(string Name, Type Type)
{
    /// <summary>
    /// Whether the spec says that QEMU sends this event at most once a second and drops all but the last. Do not count such events;
    /// query the state after one instead (QMP specification, "Rate-limiting").
    /// </summary>
    public bool IsRateLimited { get; init; }

    /// <summary>
    /// The wire name of the member whose values are rate-limited separately; <see langword="null"/> if the limit applies to the whole
    /// event.
    /// </summary>
    public string? RateLimitKey { get; init; }

    /// <summary>The wire names of the events that follow this one according to the spec. Some follow only under a condition.</summary>
    public IReadOnlyList<string> FollowedBy { get; init; } = [];
}
