namespace QmpGen;

/// <summary>A connection could not be made or accepted. The message says why and what to do; the inner exception has the cause.</summary>
public sealed class QmpConnectException : QmpException
{
    internal QmpConnectException(QmpEndpoint endpoint, Exception innerException)
        : this(endpoint, $"Could not connect to {endpoint}: {endpoint.Explain(innerException)}", innerException)
    {
    }

    private QmpConnectException(QmpEndpoint endpoint, string message, Exception? innerException)
        : base(message, innerException) => Endpoint = endpoint;

    /// <summary>The endpoint that the client tried to connect to.</summary>
    public QmpEndpoint Endpoint { get; }

    /// <summary>The failure to listen.</summary>
    internal static QmpConnectException Listening(QmpEndpoint endpoint, string why, Exception? innerException) =>
        new(endpoint, $"Could not listen on {endpoint}: {why}", innerException);

    /// <summary>The failure to accept.</summary>
    internal static QmpConnectException Accepting(QmpEndpoint endpoint, string why, Exception? innerException) =>
        new(endpoint, $"Could not accept a connection on {endpoint}: {why}", innerException);
}
