using System.Globalization;

namespace QmpGen;

/// <summary>
/// A time limit passed. It is a <see cref="QmpException"/> so that one catch covers all that can go wrong with a monitor.
/// </summary>
public sealed class QmpTimeoutException : QmpException
{
    internal QmpTimeoutException(QmpTimeoutKind kind, TimeSpan timeout, string what)
        : base(string.Create(CultureInfo.InvariantCulture, $"{what} (limit: {timeout.TotalSeconds} s)."))
    {
        Kind = kind;
        Timeout = timeout;
    }

    /// <summary>Which limit passed.</summary>
    public QmpTimeoutKind Kind { get; }

    /// <summary>The limit.</summary>
    public TimeSpan Timeout { get; }
}
