using System.Globalization;

namespace QmpGen;

/// <summary>
/// A message grew past <see cref="QmpClientOptions.MaxMessageSize"/>, which ends the session: whose message it is cannot be
/// known.
/// </summary>
public sealed class QmpMessageTooLargeException : QmpProtocolException
{
    internal QmpMessageTooLargeException(int limit)
        : base(string.Create(
            CultureInfo.InvariantCulture,
            $"The peer sent a message of more than {limit} bytes, the limit in {nameof(QmpClientOptions)}.{nameof(QmpClientOptions.MaxMessageSize)}. Raise the limit if messages that large are expected.")) =>
        Limit = limit;

    /// <summary>The limit in bytes.</summary>
    public int Limit { get; }
}
