using System.Net.Sockets;
using System.Text.Json;
using QmpGen.Framing;

namespace QmpGen.Protocol;

/// <summary>Describes why a session ended.</summary>
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
            : ClosedByPeer;
    }

    /// <summary>The reason behind a failure to read.</summary>
    /// <param name="exception">What was thrown.</param>
    /// <param name="frames">Whether it came in the middle of a message.</param>
    /// <param name="isShuttingDown">Whether QEMU was to exit.</param>
    /// <remarks>
    /// QEMU leaves the line end behind the last command unread, and the system resets a connection that is closed with
    /// input unread. So whether its exit shows as an end or as a reset is chance, and must not make a difference.
    /// </remarks>
    public static QmpCloseReason ForReading(Exception exception, FrameReader frames, bool isShuttingDown) =>
        exception is IOException { InnerException: SocketException { SocketErrorCode: SocketError.ConnectionReset } }
            ? EndOfStream(frames, isShuttingDown)
            : For(exception, isShuttingDown);

    /// <summary>The reason behind any other failure.</summary>
    /// <param name="exception">What was thrown.</param>
    /// <param name="isShuttingDown">Whether QEMU was about to exit, so that a failure of the connection is expected.</param>
    public static QmpCloseReason For(Exception exception, bool isShuttingDown) => exception switch
    {
        QmpTimeoutException => new QmpCloseReason(QmpCloseKind.TimedOut, exception.Message, exception),
        QmpCommandException or QmpProtocolException or JsonException =>
            new QmpCloseReason(QmpCloseKind.ProtocolViolation, exception.Message, exception),
        IOException when isShuttingDown => Shutdown,
        _ => new QmpCloseReason(QmpCloseKind.ConnectionLost, $"The connection was lost: {exception.Message}", exception),
    };

    private static QmpCloseReason ClosedByPeer { get; } = new(QmpCloseKind.ClosedByPeer, "The peer closed the connection.");

    private static QmpCloseReason Shutdown { get; } = new(QmpCloseKind.Shutdown, "QEMU has shut down.");
}
