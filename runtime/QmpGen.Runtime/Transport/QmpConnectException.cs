namespace QmpGen;

/// <summary>No connection could be made; the message says what was tried, the inner exception why it failed.</summary>
public sealed class QmpConnectException : QmpException
{
    internal QmpConnectException(QmpEndpoint endpoint, Exception innerException)
        : base($"Could not connect to {endpoint}: {endpoint.Explain(innerException)}", innerException) =>
        Endpoint = endpoint;

    /// <summary>What was tried.</summary>
    public QmpEndpoint Endpoint { get; }
}
