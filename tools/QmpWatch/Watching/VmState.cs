namespace QmpWatch.Watching;

/// <summary>What a virtual machine is doing, as far as its monitor tells.</summary>
internal enum VmCondition
{
    /// <summary>No connection has come about so far.</summary>
    Connecting,

    /// <summary>Connected; whether it runs, nothing has told.</summary>
    Connected,

    /// <summary>Its guest runs.</summary>
    Running,

    /// <summary>Its guest stands still.</summary>
    Paused,

    /// <summary>Its guest has crashed.</summary>
    Panicked,

    /// <summary>It has ended as announced.</summary>
    Gone,

    /// <summary>It cannot be watched: no connection, or one that broke.</summary>
    Lost,
}

/// <summary>One machine at one moment.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Condition">What it is doing.</param>
/// <param name="Status">The condition in QEMU's own word where that says more, such as <c>io-error</c>.</param>
/// <param name="LastEvent">Its last event that was to be shown, in words; empty if there was none.</param>
/// <param name="LastAt">When that was.</param>
/// <param name="Count">How many events were to be shown.</param>
/// <param name="Dropped">How many came too fast.</param>
/// <param name="Rate">How many came in each of the last seconds, the oldest first.</param>
/// <param name="Trouble">What is wrong; null if nothing is.</param>
internal sealed record VmState(
    string Name,
    VmCondition Condition,
    string Status,
    string LastEvent,
    DateTimeOffset? LastAt,
    long Count,
    long Dropped,
    IReadOnlyList<int> Rate,
    Trouble? Trouble);

/// <summary>Everything that is watched, at one moment.</summary>
/// <param name="Now">The moment.</param>
/// <param name="Vms">The machines, sorted by name.</param>
/// <param name="Recent">The last events of all of them, the newest last.</param>
internal sealed record FleetState(DateTimeOffset Now, IReadOnlyList<VmState> Vms, IReadOnlyList<RecentEvent> Recent);

/// <summary>An event that was to be shown.</summary>
/// <param name="Vm">Whose it is.</param>
/// <param name="Event">The event.</param>
internal sealed record RecentEvent(string Vm, QmpGen.QmpEvent Event);
