namespace QmpGen;

/// <summary>The ways in which a session can end.</summary>
public enum QmpCloseKind
{
    /// <summary>The client was disposed of.</summary>
    Disposed,

    /// <summary>
    /// The connection ended after <c>quit</c> was sent or the event SHUTDOWN came: QEMU has exited as announced. Where it lives
    /// on after a SHUTDOWN, as with <c>-no-shutdown</c>, the announcement is taken back by the first of what proves that:
    /// STOP, RESUME, RESET, SUSPEND, WAKEUP, POWERDOWN, or the reply to a command that was sent after SHUTDOWN had come.
    /// </summary>
    Shutdown,

    /// <summary>The peer closed the connection between two messages, without notice.</summary>
    ClosedByPeer,

    /// <summary>The connection broke: an I/O error, or its end in the middle of a message.</summary>
    ConnectionLost,

    /// <summary>The peer does not speak QMP, refused the negotiation or sent a message above the size limit.</summary>
    ProtocolViolation,

    /// <summary>A time limit of the session itself passed: connecting, greeting, negotiation, a write, or the wait for any sign of life.</summary>
    TimedOut,
}
