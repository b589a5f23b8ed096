namespace QmpGen;

/// <summary>Connecting to a monitor failed. The message says why and what to do; the inner exception has the cause.</summary>
public sealed class QmpConnectException : QmpException
{
    internal QmpConnectException(QmpEndpoint endpoint, Exception innerException)
        : base($"Could not connect to {endpoint}: {endpoint.Explain(innerException)}", innerException) =>
        Endpoint = endpoint;

    /// <summary>The endpoint that the client tried to connect to.</summary>
    public QmpEndpoint Endpoint { get; }
}
