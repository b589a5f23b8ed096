using QmpGen;

namespace QmpWatch.Watching;

/// <summary>Something to tell of a virtual machine.</summary>
/// <param name="Vm">Which one.</param>
/// <param name="At">When it was noticed, by this machine's clock.</param>
internal abstract record VmNotice(Vm Vm, DateTimeOffset At);

/// <summary>A connection is there and commands can be given.</summary>
internal sealed record VmConnected(Vm Vm, DateTimeOffset At, QmpVersion? Version) : VmNotice(Vm, At);

/// <summary>What it says of itself on connecting; events tell from then on.</summary>
/// <param name="Vm">Which one.</param>
/// <param name="At">When it was noticed.</param>
/// <param name="Status">QEMU's word, such as <c>running</c>, <c>paused</c> or <c>io-error</c>.</param>
internal sealed record VmStatus(Vm Vm, DateTimeOffset At, string Status) : VmNotice(Vm, At);

/// <summary>An event came.</summary>
internal sealed record VmHappened(Vm Vm, DateTimeOffset At, QmpEvent Event) : VmNotice(Vm, At);

/// <summary>Events came faster than they were shown, and the oldest were dropped.</summary>
internal sealed record VmDropped(Vm Vm, DateTimeOffset At, long Count) : VmNotice(Vm, At);

/// <summary>No connection came about.</summary>
/// <param name="Vm">Which one.</param>
/// <param name="At">When it was noticed.</param>
/// <param name="Trouble">What was tried, what came and what to do.</param>
internal sealed record VmFailed(Vm Vm, DateTimeOffset At, Trouble Trouble) : VmNotice(Vm, At);

/// <summary>A connection ended.</summary>
/// <param name="Vm">Which one.</param>
/// <param name="At">When it was noticed.</param>
/// <param name="Message">How it ended.</param>
/// <param name="Trouble">What was seen and what to do if it ended without QEMU's having announced that; null if all is well.</param>
internal sealed record VmEnded(Vm Vm, DateTimeOffset At, string Message, Trouble? Trouble) : VmNotice(Vm, At);

/// <summary>It is no longer followed: its socket is gone, and so is the connection.</summary>
internal sealed record VmRemoved(Vm Vm, DateTimeOffset At) : VmNotice(Vm, At);
