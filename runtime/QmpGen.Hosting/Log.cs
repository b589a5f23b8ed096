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

    [LoggerMessage(5, LogLevel.Information, "Started the monitor {Monitor}, because its socket appeared")]
    public static partial void SocketAppeared(ILogger logger, QmpMonitor monitor);

    [LoggerMessage(6, LogLevel.Information, "Stopped the monitor {Monitor}, because its socket is gone")]
    public static partial void SocketGone(ILogger logger, QmpMonitor monitor);

    [LoggerMessage(7, LogLevel.Error, "Could not start the monitor {Name} for the socket {Path}")]
    public static partial void SocketNotFollowed(ILogger logger, Exception exception, string name, string path);
}
