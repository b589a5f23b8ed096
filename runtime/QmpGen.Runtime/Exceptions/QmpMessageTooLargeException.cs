using System.Globalization;

namespace QmpGen;

/// <summary>
/// A message exceeded <see cref="QmpClientOptions.MaxMessageSize"/>: the session ends, because the end of the message, and the
/// command that it belongs to, cannot be determined. Or an event exceeded <see cref="QmpClientOptions.MaxEventSize"/>: the exception
/// is the <see cref="UnreadableEvent.Error"/> of an <see cref="UnreadableEvent"/>, and the session continues.
/// </summary>
public sealed class QmpMessageTooLargeException : QmpProtocolException
{
    internal QmpMessageTooLargeException(int limit)
        : base(string.Create(
            CultureInfo.InvariantCulture,
            $"The peer sent a message of more than {limit} bytes, the limit in QmpClientOptions.MaxMessageSize. "
                + $"Raise the limit if you expect messages of this size.")) =>
        Limit = limit;

    private QmpMessageTooLargeException(int limit, string message)
        : base(message) => Limit = limit;

    /// <summary>The limit in bytes.</summary>
    public int Limit { get; }

    /// <summary>The failure of an event, after which the session continues.</summary>
    /// <param name="size">Its size in bytes.</param>
    /// <param name="limit">The limit in bytes.</param>
    internal static QmpMessageTooLargeException ForEvent(int size, int limit) => new(
        limit,
        string.Create(
            CultureInfo.InvariantCulture,
            $"The event has {size} bytes, more than {limit}, the limit in QmpClientOptions.MaxEventSize. Raise the limit if you expect "
                + $"events of this size."));
}
