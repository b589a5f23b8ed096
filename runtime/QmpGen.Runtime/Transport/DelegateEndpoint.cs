using System.Net.Sockets;

namespace QmpGen;

/// <summary>Anything that gives a stream.</summary>
internal sealed record DelegateEndpoint(string Name, Func<CancellationToken, Task<Stream>> Open) : QmpEndpoint
{
    internal override string Advice => "This program supplies the function that connects; check what it connects to.";

    public override string ToString() => Name;

    internal override Task<Stream> DialAsync(CancellationToken cancellationToken) => Open(cancellationToken);

    internal override Socket Listen() => throw new ArgumentException($"Cannot listen on '{Name}': expected a Unix socket or a TCP port.");
}
