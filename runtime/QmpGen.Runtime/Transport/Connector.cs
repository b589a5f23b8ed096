namespace QmpGen.Transport;

/// <summary>A way to get a connection, once or again and again; each client has one of its own.</summary>
/// <param name="name">What it connects to, for messages.</param>
internal abstract class Connector(string name)
{
    /// <summary>What it connects to, for messages.</summary>
    public string Name { get; } = ForeignText.OnOneLine(name);

    /// <summary>The endpoint of each connection; null if there is only a stream.</summary>
    public virtual QmpEndpoint? Endpoint => null;

    /// <summary>Who is at the other end, if that is known.</summary>
    public virtual QmpPeer? Peer => null;

    /// <summary>Whether another connection can be made after the first.</summary>
    public virtual bool CanRepeat => true;

    /// <summary>Whether code of somebody else's makes the connection, which may block or pay no attention to its token.</summary>
    public virtual bool IsForeign => false;

    /// <summary>What there is to say if no connection comes about in time; empty for nothing.</summary>
    public virtual string Remark => string.Empty;

    /// <summary>Makes a connection.</summary>
    /// <param name="cancellationToken">Cancels the attempt, which then leaves nothing behind.</param>
    public abstract Task<Stream> ConnectAsync(CancellationToken cancellationToken);

    /// <summary>The client has ended: no other connection will be wanted.</summary>
    public virtual void Release()
    {
    }
}

/// <summary>Dials.</summary>
/// <param name="endpoint">Where to.</param>
internal sealed class DiallingConnector(QmpEndpoint endpoint) : Connector(endpoint.ToString())
{
    public override QmpEndpoint Endpoint => endpoint;

    public override bool IsForeign => endpoint is DelegateEndpoint;

    public override Task<Stream> ConnectAsync(CancellationToken cancellationToken) => endpoint.ConnectAsync(cancellationToken);
}

/// <summary>Takes a stream that is connected already.</summary>
/// <param name="stream">The stream.</param>
internal sealed class StreamConnector(Stream stream) : Connector("a stream")
{
    public override bool CanRepeat => false;

    public override Task<Stream> ConnectAsync(CancellationToken cancellationToken) => Task.FromResult(stream);
}
