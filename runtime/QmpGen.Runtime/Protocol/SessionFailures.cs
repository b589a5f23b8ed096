using System.Text.Json;
using QmpGen.Framing;

namespace QmpGen.Protocol;

/// <summary>Puts into words why a session ended.</summary>
internal static class SessionFailures
{
    /// <summary>The reason of a connection that has come to its end.</summary>
    /// <param name="frames">Whether the end came in the middle of a message.</param>
    /// <param name="isShuttingDown">Whether QEMU was to exit.</param>
    public static QmpCloseReason EndOfStream(FrameReader frames, bool isShuttingDown)
    {
        if (isShuttingDown)
        {
            return Shutdown;
        }

        return frames.IsInsideValue
            ? new QmpCloseReason(QmpCloseKind.ConnectionLost, "The connection ended in the middle of a message.")
            : new QmpCloseReason(QmpCloseKind.ClosedByPeer, "The peer closed the connection.");
    }

    /// <summary>The reason behind a failure to read or write.</summary>
    /// <param name="exception">What was thrown.</param>
    /// <param name="isShuttingDown">Whether QEMU was to exit: it may then reset the connection instead of closing it.</param>
    public static QmpCloseReason For(Exception exception, bool isShuttingDown) => exception switch
    {
        QmpTimeoutException => new QmpCloseReason(QmpCloseKind.TimedOut, exception.Message, exception),
        QmpCommandException or QmpProtocolException or JsonException => new QmpCloseReason(QmpCloseKind.ProtocolViolation, exception.Message, exception),
        IOException when isShuttingDown => Shutdown,
        _ => new QmpCloseReason(QmpCloseKind.ConnectionLost, $"The connection was lost: {exception.Message}", exception),
    };

    private static QmpCloseReason Shutdown { get; } = new(QmpCloseKind.Shutdown, "QEMU has shut down.");
}
