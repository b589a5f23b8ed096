namespace QmpGen;

/// <summary>Why a session ended. A session has exactly one reason, and everything that was pending ends with it.</summary>
public sealed record QmpCloseReason
{
    internal QmpCloseReason(QmpCloseKind kind, string message, Exception? exception = null)
    {
        Kind = kind;
        Message = message;
        Exception = exception;
    }

    /// <summary>The kind of end.</summary>
    public QmpCloseKind Kind { get; }

    /// <summary>One sentence for people.</summary>
    public string Message { get; }

    /// <summary>The failure behind it, if there was one.</summary>
    public Exception? Exception { get; }

    /// <summary>
    /// Whether the session ended in good order: this side disposed of the client, QEMU shut down, or the peer closed the
    /// connection between two messages. Enumerations of events then end without an exception.
    /// </summary>
    public bool IsNormal => Kind is QmpCloseKind.Disposed or QmpCloseKind.Shutdown or QmpCloseKind.ClosedByPeer;

    /// <inheritdoc/>
    public override string ToString() => $"{Kind}: {Message}";

    internal static QmpCloseReason Disposed { get; } = new(QmpCloseKind.Disposed, "The client was disposed of.");
}
