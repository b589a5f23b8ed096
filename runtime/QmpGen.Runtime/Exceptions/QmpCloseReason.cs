namespace QmpGen;

/// <summary>Describes why a session ended. A session has exactly one reason, and every pending operation ends with it.</summary>
public sealed record QmpCloseReason
{
    internal QmpCloseReason(QmpCloseKind kind, string message, Exception? exception = null)
    {
        Kind = kind;
        Message = message;
        Exception = exception;
    }

    /// <summary>How the session ended.</summary>
    public QmpCloseKind Kind { get; }

    /// <summary>A description of the reason, in one sentence.</summary>
    public string Message { get; }

    /// <summary>The exception that caused the end; <see langword="null"/> if there was none.</summary>
    public Exception? Exception { get; }

    /// <summary>
    /// Whether the session ended without an error: the client was disposed, QEMU shut down, or the peer closed the
    /// connection between two messages. Event enumerations then end without an exception.
    /// </summary>
    public bool IsNormal => Kind is QmpCloseKind.Disposed or QmpCloseKind.Shutdown or QmpCloseKind.ClosedByPeer;

    /// <inheritdoc/>
    public override string ToString() => $"{Kind}: {Message}";

    internal static QmpCloseReason Disposed { get; } = new(QmpCloseKind.Disposed, "The client was disposed.");
}
