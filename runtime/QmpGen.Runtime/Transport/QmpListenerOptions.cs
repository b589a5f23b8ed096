namespace QmpGen;

/// <summary>Whom a <see cref="QmpListener"/> talks to.</summary>
public sealed record QmpListenerOptions
{
    /// <summary>
    /// Says whether somebody who has connected may be talked to at all; null, the default, for everybody. Who may not is
    /// disconnected at once, and the others are waited for.
    /// </summary>
    public Func<QmpPeer, bool>? AcceptPeer { get; init; }

    /// <summary>
    /// Says whether the session of a client that reconnects may go on with somebody who has connected: called with whom the
    /// client talked to last, and who is there now. Null, the default, for <see cref="QmpPeer.IsSameMachine"/>. Who is refused
    /// is left to other clients and to <see cref="QmpListener.AcceptAsync"/>. An exception refuses too.
    /// </summary>
    /// <remarks>
    /// By default, a QEMU that was started again is another machine, since it is another process; and on TCP, all machines of
    /// one host are the same. Where several machines of one host dial in over TCP, give each a listener of its own.
    /// </remarks>
    public Func<QmpPeer, QmpPeer, bool>? IsSameMachine { get; init; }
}
