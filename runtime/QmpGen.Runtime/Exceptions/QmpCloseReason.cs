namespace QmpGen;

/// <summary>Describes why a session ended. A session has exactly one reason, and every pending operation ends with it.</summary>
public sealed record QmpCloseReason
{
    internal QmpCloseReason(QmpCloseKind kind, string message, Exception? exception = null)
    {
        Kind = kind;
        Message = ForeignText.OnOneLine(message);
        Exception = exception;
    }

    /// <summary>How the session ended.</summary>
    public QmpCloseKind Kind { get; }

    /// <summary>
    /// A description of the reason, in one sentence on one line. What it quotes of the peer's text is escaped, as in a
    /// <see cref="QmpException"/>.
    /// </summary>
    public string Message { get; }

    /// <summary>The exception that caused the end; <see langword="null"/> if there was none.</summary>
    public Exception? Exception { get; }

    /// <summary>
    /// Whether the end was announced: the client was disposed of, or QEMU sent SHUTDOWN and did not go on afterwards.
    /// A connection that ends in any other way, even between two messages (<see cref="QmpCloseKind.ClosedByPeer"/>), is that of a
    /// QEMU that was killed or crashed, or whose monitor was closed.
    /// </summary>
    public bool IsNormal => Kind is QmpCloseKind.Disposed or QmpCloseKind.Shutdown;

    /// <inheritdoc/>
    public override string ToString() => $"{Kind}: {Message}";

    internal static QmpCloseReason Disposed { get; } = new(QmpCloseKind.Disposed, "The client was disposed.");
}
