namespace QmpWatch.Pages.Timeline;

/// <summary>What is gathered of one virtual machine.</summary>
internal sealed class TimelineLane(string name, int index)
{
    public string Name { get; } = name;

    public int Index { get; } = index;

    public int Events { get; set; }

    public long Dropped { get; set; }

    public RunStates States { get; } = new();

    /// <summary>The ids of the commands whose replies tell the state, as they stood on the wire.</summary>
    public HashSet<string> StatusRequests { get; } = new(StringComparer.Ordinal);

    public TimelineVm ToVm(long end) => new(Name, Events, Dropped, States.Until(end));
}
