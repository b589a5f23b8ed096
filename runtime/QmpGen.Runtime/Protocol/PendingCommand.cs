namespace QmpGen.Protocol;

/// <summary>A command on its way; its result is the text of <c>return</c>.</summary>
/// <param name="name">The command's name.</param>
/// <param name="gate">Where it holds a slot among the in-band commands that may be in flight, if it does.</param>
/// <remarks>Whoever waits goes on elsewhere: the read loop never runs a caller's code.</remarks>
internal sealed class PendingCommand(string name, InBandGate? gate = null)
    : TaskCompletionSource<byte[]>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    public string Name { get; } = name;

    /// <summary>Its id, once it has one.</summary>
    public long Id { get; set; }

    /// <summary>The command that was sent before it, among those in flight.</summary>
    public PendingCommand? Previous { get; set; }

    /// <summary>The command that was sent after it.</summary>
    public PendingCommand? Next { get; set; }

    /// <summary>Whether it is among those in flight.</summary>
    public bool IsInFlight { get; set; }

    /// <summary>Whether its slot is not free before the reply, whoever waits for it.</summary>
    public bool HoldsSlot => gate is not null;

    /// <summary>Whether nobody waits any more; the server will answer all the same.</summary>
    public bool IsAbandoned { get; set; }

    /// <summary>Gives the slot back.</summary>
    public void ReleaseSlot() => gate?.Release();
}
