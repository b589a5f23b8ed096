namespace QmpGen;

/// <summary>No connection could be made or accepted; the message says what was tried, the inner exception why it failed.</summary>
public sealed class QmpConnectException : QmpException
{
    internal QmpConnectException(QmpEndpoint endpoint, Exception innerException)
        : this(endpoint, $"Could not connect to {endpoint}: {endpoint.Explain(innerException)}", innerException)
    {
    }

    private QmpConnectException(QmpEndpoint endpoint, string message, Exception? innerException)
        : base(message, innerException) => Endpoint = endpoint;

    /// <summary>What was tried.</summary>
    public QmpEndpoint Endpoint { get; }

    /// <summary>The failure to listen.</summary>
    internal static QmpConnectException Listening(QmpEndpoint endpoint, string why, Exception? innerException) =>
        new(endpoint, $"Could not listen on {endpoint}: {why}", innerException);

    /// <summary>The failure to accept.</summary>
    internal static QmpConnectException Accepting(QmpEndpoint endpoint, string why, Exception? innerException) =>
        new(endpoint, $"Could not accept a connection on {endpoint}: {why}", innerException);
}
