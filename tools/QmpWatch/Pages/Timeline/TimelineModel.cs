using QmpWatch.Watching;

namespace QmpWatch.Pages.Timeline;

/// <summary>What the timeline page shows. Times are microseconds after the start.</summary>
/// <param name="Source">Where it comes from: the recording's file, or what was watched.</param>
/// <param name="Started">The time at the start.</param>
/// <param name="End">The end of what was watched.</param>
/// <param name="Vms">The virtual machines, in the order of their names.</param>
/// <param name="Kinds">The kinds of marks, in the order in which they were met.</param>
/// <param name="Texts">What came with the marks, each text once.</param>
/// <param name="Marks">The marks in the order of their times.</param>
internal sealed record TimelineModel(
    string Source,
    DateTimeOffset Started,
    long End,
    IReadOnlyList<TimelineVm> Vms,
    IReadOnlyList<TimelineKind> Kinds,
    IReadOnlyList<string> Texts,
    IReadOnlyList<TimelineMark> Marks)
{
    public TimeSpan Length => TimeSpan.FromMicroseconds(End);

    public int EventCount => Vms.Sum(v => v.Events);
}

/// <summary>One virtual machine: a lane.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Events">How many events it sent.</param>
/// <param name="Dropped">How many events were dropped because nobody took them in time.</param>
/// <param name="Bars">What state it was in, in the order of time and without holes.</param>
internal sealed record TimelineVm(string Name, int Events, long Dropped, IReadOnlyList<TimelineBar> Bars)
{
    /// <summary>How often it was out of sight and came back.</summary>
    public int Gaps => Bars.Where((bar, index) => bar.State == RunState.Unseen && index < Bars.Count - 1).Count();

    /// <summary>How long it was in a state.</summary>
    public TimeSpan In(RunState state) => TimeSpan.FromMicroseconds(Bars.Where(b => b.State == state).Sum(b => b.To - b.From));
}

/// <summary>A state and how long it lasted.</summary>
/// <param name="From">When it began.</param>
/// <param name="To">When it ended.</param>
/// <param name="State">The state.</param>
/// <param name="Detail">What else is known of it; empty if nothing is.</param>
internal sealed record TimelineBar(long From, long To, RunState State, string Detail);

internal enum RunState
{
    /// <summary>Connected, and nothing has told yet whether it runs.</summary>
    Unknown,

    /// <summary>The guest runs.</summary>
    Running,

    /// <summary>QEMU is there, the guest does not run.</summary>
    Paused,

    /// <summary>It was shut down.</summary>
    Gone,

    /// <summary>Not connected: what happens goes unseen.</summary>
    Unseen,
}

/// <summary>A kind of mark.</summary>
/// <param name="Name">The event's or the command's name, or what happened to the connection.</param>
/// <param name="Family">What it belongs to.</param>
internal sealed record TimelineKind(string Name, KindFamily Family);

/// <summary>A mark in a lane.</summary>
/// <param name="At">When it arrived.</param>
/// <param name="Vm">Whose it is: an index.</param>
/// <param name="Kind">What it is: an index.</param>
/// <param name="Text">What came with it: an index, or -1 if nothing did.</param>
/// <param name="Late">For how many milliseconds it had been under way, by QEMU's clock; null where unknown.</param>
internal readonly record struct TimelineMark(long At, int Vm, int Kind, int Text, long? Late);
