using Microsoft.Extensions.Logging;

namespace QmpGen.Diagnostics;

/// <summary>The log messages. Messages on the wire can hold secrets and are logged only at the Trace level.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Debug, "Session with {Endpoint}: {State}")]
    public static partial void StateChanged(ILogger logger, string endpoint, Enum state);

    [LoggerMessage(2, LogLevel.Information, "Session with {Endpoint} ended, {Reason}")]
    public static partial void SessionEnded(ILogger logger, string endpoint, QmpCloseReason reason);

    [LoggerMessage(EventId = 3, Message = "Reconnecting to {Endpoint} in {Delay}, attempt {Attempt}")]
    public static partial void Connecting(ILogger logger, LogLevel level, string endpoint, TimeSpan delay, int attempt);

    [LoggerMessage(EventId = 4, Message = "Connecting to {Endpoint} failed, retrying in {Delay}: {Problem}")]
    public static partial void ConnectingFailed(ILogger logger, LogLevel level, string endpoint, TimeSpan delay, string problem);

    [LoggerMessage(11, LogLevel.Debug, "Details of the failed connection to {Endpoint}")]
    public static partial void ConnectFailure(ILogger logger, Exception exception, string endpoint);

    [LoggerMessage(5, LogLevel.Warning, "Could not read the event {EventName} at {Path}")]
    public static partial void EventUnreadable(ILogger logger, string eventName, string? path);

    [LoggerMessage(
        6, LogLevel.Warning, "Skipped a message of {Length} bytes that is not valid QMP or answers a command that was never sent")]
    public static partial void MessageSkipped(ILogger logger, int length);

    [LoggerMessage(7, LogLevel.Debug, "Dropped a reply that arrived after its command was cancelled or timed out")]
    public static partial void LateReply(ILogger logger);

    [LoggerMessage(8, LogLevel.Error, "Failed all {Count} commands in flight because of a reply of kind {Kind} without an id")]
    public static partial void ReplyWithoutId(ILogger logger, int count, Enum kind);

    [LoggerMessage(9, LogLevel.Trace, "Received {Text}")]
    public static partial void Received(ILogger logger, string text);

    [LoggerMessage(10, LogLevel.Trace, "Sent {Text}")]
    public static partial void Sent(ILogger logger, string text);
}
