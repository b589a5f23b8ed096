using Microsoft.Extensions.Logging;

namespace QmpGen.Hosting;

/// <summary>The log messages of monitors. Clients log to their own category.</summary>
internal static partial class Log
{
    [LoggerMessage(2, LogLevel.Error, "The handler {Handler} failed to handle the event {EventName} of the monitor {Monitor}")]
    public static partial void HandlerFailed(ILogger logger, Exception exception, string handler, string eventName, QmpMonitor monitor);

    [LoggerMessage(3, LogLevel.Error, "The monitor {Monitor} stopped connecting and does not retry")]
    public static partial void GaveUp(ILogger logger, Exception exception, QmpMonitor monitor);

    [LoggerMessage(4, LogLevel.Warning, "The monitor {Monitor} ended")]
    public static partial void Ended(ILogger logger, Exception exception, QmpMonitor monitor);
}
