namespace QmpGen.Transport;

/// <summary>Who has connected, who waits, and the rule of who gets whom. Its owner holds a lock around all of it.</summary>
/// <param name="options">Who counts as the same machine.</param>
internal sealed class Pairing(QmpListenerOptions options)
{
    /// <summary>Those who wait for somebody, the longest first.</summary>
    public List<Waiter> Waiting { get; } = [];

    /// <summary>Those who have greeted and for whom nobody has waited yet.</summary>
    public List<Caller> Callers { get; } = [];

    /// <summary>The clients that reconnect, for which those they have talked to are kept.</summary>
    public List<ListenerConnector> Clients { get; } = [];

    /// <summary>Gives everybody who can be given to somebody who waits.</summary>
    public void BringTogether()
    {
        foreach (var caller in Callers.ToArray())
        {
            if (FindWaiterFor(caller) is { } waiter)
            {
                Callers.Remove(caller);
                Waiting.Remove(waiter);
                if (waiter.Client.Reconnects && !Clients.Contains(waiter.Client))
                {
                    Clients.Add(waiter.Client);
                }

                waiter.Client.Take(caller);
                waiter.TrySetResult(caller);
            }
        }
    }

    /// <summary>First who has talked to them before, then whoever waits for the first connection.</summary>
    private Waiter? FindWaiterFor(Caller caller) =>
        Waiting.Find(w => IsAgain(w.Client, caller))
        ?? (Clients.Exists(c => c.HasLostConnection && IsAgain(c, caller)) ? null : Waiting.Find(w => w.Client.Peer is null));

    private bool IsAgain(ListenerConnector client, Caller caller)
    {
        try
        {
            return client.Peer is { } before && (options.IsSameMachine?.Invoke(before, caller.Peer) ?? before.IsSameMachine(caller.Peer));
        }
#pragma warning disable CA1031 // A predicate of somebody else's may fail with anything; without its consent no session goes on.
        catch (Exception)
#pragma warning restore CA1031
        {
            return false;
        }
    }
}
