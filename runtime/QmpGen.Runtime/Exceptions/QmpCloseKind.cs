namespace QmpGen;

/// <summary>Specifies how a session ended.</summary>
public enum QmpCloseKind
{
    /// <summary>The client was disposed.</summary>
    Disposed,

    /// <summary>The connection ended after <c>quit</c> was sent or the event SHUTDOWN arrived: QEMU exited as announced.</summary>
    Shutdown,

    /// <summary>The peer closed the connection between two messages, without announcing it.</summary>
    ClosedByPeer,

    /// <summary>The connection failed: an I/O error occurred, or the stream ended in the middle of a message.</summary>
    ConnectionLost,

    /// <summary>The peer does not speak QMP, rejected the negotiation or sent a message that exceeds the size limit.</summary>
    ProtocolViolation,

    /// <summary>A time limit of the session expired: connecting, greeting, negotiation or a write.</summary>
    TimedOut,
}
