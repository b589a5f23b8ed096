using Microsoft.Extensions.Logging;

namespace QmpGen.Hosting;

/// <summary>What is logged of monitors; what their clients log has the client's own category.</summary>
internal static partial class Log
{
    [LoggerMessage(2, LogLevel.Error, "The handler {Handler} failed to handle {EventName} of the monitor {Monitor}")]
    public static partial void HandlerFailed(ILogger logger, Exception exception, string handler, string eventName, QmpMonitor monitor);

    [LoggerMessage(3, LogLevel.Error, "The monitor {Monitor} is given up")]
    public static partial void GaveUp(ILogger logger, Exception exception, QmpMonitor monitor);

    [LoggerMessage(4, LogLevel.Warning, "The monitor {Monitor} has ended")]
    public static partial void Ended(ILogger logger, Exception exception, QmpMonitor monitor);
}
