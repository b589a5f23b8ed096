using System.Globalization;

namespace QmpGen;

/// <summary>
/// A time limit expired. The type derives from <see cref="QmpException"/>, so one catch block covers every failure of a monitor.
/// </summary>
public sealed class QmpTimeoutException : QmpException
{
    /// <summary>Initializes a new instance.</summary>
    /// <param name="kind">The limit that expired.</param>
    /// <param name="timeout">The time limit.</param>
    /// <param name="what">
    /// What was waited for, to complete the message "Timed out after 10 s …": <c>waiting for the machine</c>, without a period.
    /// </param>
    public QmpTimeoutException(QmpTimeoutKind kind, TimeSpan timeout, string what)
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
