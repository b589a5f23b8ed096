namespace QmpGen;

/// <summary>
/// The session ended, so the command, the wait or the enumeration cannot continue. Every pending operation ends with the
/// same <see cref="Reason"/>.
/// </summary>
public sealed class QmpConnectionClosedException : QmpException
{
    internal QmpConnectionClosedException(QmpCloseReason reason, string? what = null)
        : base(what is null ? $"The QMP session ended: {reason.Message}" : $"{what} cannot be completed because the QMP session ended: "
            + $"{reason.Message}", reason.Exception) =>
        Reason = reason;

    private QmpConnectionClosedException(string message, QmpCloseReason reason)
        : base(message, reason.Exception) => Reason = reason;

    /// <summary>Why the session ended.</summary>
    public QmpCloseReason Reason { get; }

    /// <summary>The failure of a connection that ended before commands could be run; the reason says with whom, and what came.</summary>
    internal static QmpConnectionClosedException BeforeStart(QmpCloseReason reason) => new(reason.Message, reason);
}
