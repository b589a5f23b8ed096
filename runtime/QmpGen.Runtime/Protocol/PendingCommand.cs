namespace QmpGen.Protocol;

/// <summary>A command on its way; its result is the text of <c>return</c>.</summary>
/// <param name="name">The command's name.</param>
/// <param name="holdsSlot">Whether it counts towards the in-band commands that may be in flight.</param>
/// <remarks>Whoever waits goes on elsewhere: the read loop never runs a caller's code.</remarks>
internal sealed class PendingCommand(string name, bool holdsSlot)
    : TaskCompletionSource<byte[]>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    public string Name { get; } = name;

    public bool HoldsSlot { get; } = holdsSlot;

    /// <summary>Whether nobody waits any more; the server will answer all the same.</summary>
    public bool IsAbandoned { get; set; }
}
