using System.Globalization;

namespace QmpGen;

/// <summary>
/// A message exceeded <see cref="QmpClientOptions.MaxMessageSize"/>. The session ends, because the end of the message, and the
/// command that it belongs to, cannot be determined.
/// </summary>
public sealed class QmpMessageTooLargeException : QmpProtocolException
{
    internal QmpMessageTooLargeException(int limit)
        : base(string.Create(
            CultureInfo.InvariantCulture,
            $"The peer sent a message of more than {limit} bytes, the limit in QmpClientOptions.MaxMessageSize. "
                + $"Raise the limit if you expect messages of this size.")) =>
        Limit = limit;

    /// <summary>The limit in bytes.</summary>
    public int Limit { get; }
}
