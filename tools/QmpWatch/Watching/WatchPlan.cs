namespace QmpWatch.Watching;

/// <summary>What to watch, how, and until when.</summary>
internal sealed record WatchPlan
{
    /// <summary>Machines that are known by their address.</summary>
    public IReadOnlyList<Vm> Vms { get; init; } = [];

    /// <summary>Where machines come and go.</summary>
    public IReadOnlyList<SocketPattern> Patterns { get; init; } = [];

    /// <summary>Whether a recording is played, in which a connection that breaks is a thing of the past.</summary>
    public bool IsPlayed { get; init; }

    /// <summary>How each machine is followed.</summary>
    public required FollowOptions Follow { get; init; }

    /// <summary>Which events are shown, and which one ends the watching.</summary>
    public EventChoice Choice { get; init; } = new();

    /// <summary>After which time to stop; null for never.</summary>
    public TimeSpan? Limit { get; init; }
}
