using Microsoft.Extensions.Logging;

namespace QmpGen.Diagnostics;

/// <summary>Everything that is logged. What goes over the wire may hold secrets and appears at the level Trace only.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Debug, "Session with {Endpoint}: {State}")]
    public static partial void StateChanged(ILogger logger, string endpoint, Enum state);

    [LoggerMessage(2, LogLevel.Information, "Session with {Endpoint} ended, {Reason}")]
    public static partial void SessionEnded(ILogger logger, string endpoint, QmpCloseReason reason);

    [LoggerMessage(EventId = 3, Message = "Connecting to {Endpoint} again in {Delay}, attempt {Attempt}")]
    public static partial void Connecting(ILogger logger, LogLevel level, string endpoint, TimeSpan delay, int attempt);

    [LoggerMessage(EventId = 4, Message = "Connecting to {Endpoint} failed, the next attempt is in {Delay}: {Problem}")]
    public static partial void ConnectingFailed(ILogger logger, LogLevel level, string endpoint, TimeSpan delay, string problem);

    [LoggerMessage(11, LogLevel.Debug, "Where connecting to {Endpoint} failed")]
    public static partial void ConnectFailure(ILogger logger, Exception exception, string endpoint);

    [LoggerMessage(5, LogLevel.Warning, "The event {EventName} could not be read at {Path}")]
    public static partial void EventUnreadable(ILogger logger, string eventName, string? path);

    [LoggerMessage(6, LogLevel.Warning, "{Length} bytes are no QMP, or answer a command that was never sent, and were skipped")]
    public static partial void MessageSkipped(ILogger logger, int length);

    [LoggerMessage(7, LogLevel.Debug, "A reply came too late: nobody waits for it any more")]
    public static partial void LateReply(ILogger logger);

    [LoggerMessage(8, LogLevel.Error, "A reply of the kind {Kind} without an id failed all {Count} commands in flight")]
    public static partial void ReplyWithoutId(ILogger logger, int count, Enum kind);

    [LoggerMessage(9, LogLevel.Trace, "Received {Text}")]
    public static partial void Received(ILogger logger, string text);

    [LoggerMessage(10, LogLevel.Trace, "Sent {Text}")]
    public static partial void Sent(ILogger logger, string text);
}
