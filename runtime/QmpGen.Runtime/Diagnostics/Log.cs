using Microsoft.Extensions.Logging;

namespace QmpGen.Diagnostics;

/// <summary>The log messages. Messages on the wire can hold secrets and are logged only at the Trace level.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Debug, "Session with {Endpoint}: {State}")]
    public static partial void StateChanged(ILogger logger, string endpoint, Enum state);

    [LoggerMessage(2, LogLevel.Information, "Session with {Endpoint} ended, {Reason}")]
    public static partial void SessionEnded(ILogger logger, string endpoint, QmpCloseReason reason);

    [LoggerMessage(15, LogLevel.Information, "Connected to {Endpoint} (QEMU {Version})")]
    public static partial void Connected(ILogger logger, string endpoint, string version);

    [LoggerMessage(16, LogLevel.Debug, "The command {Command} failed: {Problem}")]
    public static partial void CommandFailed(ILogger logger, string command, string problem);

    [LoggerMessage(EventId = 3, Message = "Reconnecting to {Endpoint} in {Delay}, attempt {Attempt}")]
    public static partial void Connecting(ILogger logger, LogLevel level, string endpoint, Pause delay, int attempt);

    [LoggerMessage(EventId = 4, Message = "Connecting to {Endpoint} failed, retrying in {Delay}: {Problem}")]
    public static partial void ConnectingFailed(ILogger logger, LogLevel level, string endpoint, Pause delay, string problem);

    [LoggerMessage(11, LogLevel.Debug, "Details of the failed connection to {Endpoint}")]
    public static partial void ConnectFailure(ILogger logger, Exception exception, string endpoint);

    [LoggerMessage(
        12,
        LogLevel.Warning,
        "Could not read {Count} more events, the last of them {EventName}. Such warnings are at least {Interval} apart")]
    public static partial void MoreEventsUnreadable(ILogger logger, long count, string eventName, TimeSpan interval);

    [LoggerMessage(
        13,
        LogLevel.Warning,
        "Skipped {Count} more messages that are not valid QMP or answer a command that was never sent. Such warnings are at least "
            + "{Interval} apart")]
    public static partial void MoreMessagesSkipped(ILogger logger, long count, TimeSpan interval);

    [LoggerMessage(5, LogLevel.Warning, "Could not read the event {EventName} at {Path}")]
    public static partial void EventUnreadable(ILogger logger, string eventName, string? path);

    [LoggerMessage(
        6, LogLevel.Warning, "Skipped a message of {Length} bytes that is not valid QMP or answers a command that was never sent")]
    public static partial void MessageSkipped(ILogger logger, int length);

    [LoggerMessage(7, LogLevel.Debug, "Dropped {Count} replies that arrived after their commands were cancelled, timed out or answered")]
    public static partial void LateReplies(ILogger logger, long count);

    [LoggerMessage(8, LogLevel.Error, "Failed all {Count} commands in flight because of a reply of kind {Kind} without an id")]
    public static partial void ReplyWithoutId(ILogger logger, int count, Enum kind);

    [LoggerMessage(
        14,
        LogLevel.Warning,
        "Every event is an UnknownEvent, because QmpClientOptions.EventReader is not set. Set it to QmpEvents.Reader of your spec, or to "
            + "QmpEventReader.Untyped if that is intended")]
    public static partial void NoEventReader(ILogger logger);

    [LoggerMessage(9, LogLevel.Trace, "Received {Text}")]
    public static partial void Received(ILogger logger, string text);

    [LoggerMessage(10, LogLevel.Trace, "Sent {Text}")]
    public static partial void Sent(ILogger logger, string text);
}
