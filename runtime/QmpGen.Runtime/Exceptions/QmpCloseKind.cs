namespace QmpGen;

/// <summary>Specifies how a session ended.</summary>
public enum QmpCloseKind
{
    /// <summary>The client was disposed.</summary>
    Disposed,

    /// <summary>
    /// The connection ended after <c>quit</c> was sent or the event SHUTDOWN arrived: QEMU exited as announced. If QEMU keeps
    /// running after SHUTDOWN, as it does with <c>-no-shutdown</c>, the first sign of that withdraws the announcement: one of the
    /// events STOP, RESUME, RESET, SUSPEND, WAKEUP and POWERDOWN, or the reply to a command that was sent after SHUTDOWN arrived.
    /// </summary>
    Shutdown,

    /// <summary>The peer closed the connection between two messages, without announcing it.</summary>
    ClosedByPeer,

    /// <summary>The connection failed: an I/O error occurred, or the stream ended in the middle of a message.</summary>
    ConnectionLost,

    /// <summary>The peer does not speak QMP, rejected the negotiation or sent a message that exceeds the size limit.</summary>
    ProtocolViolation,

    /// <summary>
    /// A time limit of the session expired: connecting, greeting, negotiation, a write, the rest of a message, or the wait for a sign of
    /// life.
    /// </summary>
    TimedOut,
}
