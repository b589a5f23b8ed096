namespace QmpGen;

/// <summary>Anything that gives a stream.</summary>
internal sealed record DelegateEndpoint(string Name, Func<CancellationToken, Task<Stream>> Open) : QmpEndpoint
{
    internal override string Advice => "This program supplies the function that connects; check what it connects to.";

    public override string ToString() => Name;

    // Nobody knows what a function of somebody else's throws when it cannot connect.
    internal override bool IsFailure(Exception exception) => exception is not OperationCanceledException;

    internal override async Task<Stream> DialAsync(CancellationToken cancellationToken) =>
        await Open(cancellationToken).ConfigureAwait(false) ?? throw new IOException("The function returned null instead of a stream");
}
