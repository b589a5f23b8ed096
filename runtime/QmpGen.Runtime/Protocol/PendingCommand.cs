namespace QmpGen.Protocol;

/// <summary>A command on its way; its result is the text of <c>return</c>.</summary>
/// <param name="name">The command's name.</param>
/// <param name="id">Its id on the wire.</param>
/// <param name="gate">Where it takes a slot among the in-band commands that may be in flight, if it does.</param>
/// <remarks>Whoever waits goes on elsewhere: the read loop never runs a caller's code.</remarks>
internal sealed class PendingCommand(string name, long id, InBandGate? gate = null)
    : TaskCompletionSource<byte[]>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    public string Name { get; } = name;

    public long Id { get; } = id;

    /// <summary>Where it takes its slot, which is not free before the reply, whoever waits for it.</summary>
    public InBandGate? Gate => gate;

    /// <summary>Whether nobody waits any more; the server will answer all the same.</summary>
    public bool IsAbandoned { get; set; }

    /// <summary>
    /// How many times QEMU had announced its exit when the command was sent; negative if its reply says nothing about that.
    /// </summary>
    public int ExitNoticesBefore { get; set; } = -1;

    /// <summary>Gives the slot back.</summary>
    public void ReleaseSlot() => gate?.Release();
}
