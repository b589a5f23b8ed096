using System.Globalization;

namespace QmpGen;

/// <summary>
/// A time limit expired. The type derives from <see cref="QmpException"/>, so one catch block covers every failure of a monitor.
/// </summary>
public sealed class QmpTimeoutException : QmpException
{
    internal QmpTimeoutException(QmpTimeoutKind kind, TimeSpan timeout, string what)
        : base(string.Create(CultureInfo.InvariantCulture, $"Timed out after {timeout.TotalSeconds} s {what}."))
    {
        Kind = kind;
        Timeout = timeout;
    }

    /// <summary>Identifies the limit that expired.</summary>
    public QmpTimeoutKind Kind { get; }

    /// <summary>The time limit.</summary>
    public TimeSpan Timeout { get; }
}
