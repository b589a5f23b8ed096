using System.Net.Sockets;

namespace QmpGen;

/// <summary>Anything that gives a stream.</summary>
internal sealed record DelegateEndpoint(string Name, Func<CancellationToken, Task<Stream>> Open) : QmpEndpoint
{
    internal override string Advice => "The connection is made by a function of this program's own; look at what that connects to.";

    public override string ToString() => Name;

    internal override Task<Stream> DialAsync(CancellationToken cancellationToken) => Open(cancellationToken);

    internal override Socket Listen() => throw new ArgumentException($"'{Name}' can be connected to, but not listened on: expected a unix socket or a TCP port.");
}
