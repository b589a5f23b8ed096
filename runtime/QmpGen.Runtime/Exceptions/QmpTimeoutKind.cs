namespace QmpGen;

/// <summary>The time limits that a session has.</summary>
public enum QmpTimeoutKind
{
    /// <summary>No connection within <see cref="QmpClientOptions.ConnectTimeout"/>.</summary>
    Connect,

    /// <summary>No greeting within <see cref="QmpClientOptions.GreetingTimeout"/>.</summary>
    Greeting,

    /// <summary>No answer to <c>qmp_capabilities</c> within <see cref="QmpClientOptions.NegotiationTimeout"/>.</summary>
    Negotiation,

    /// <summary>No reply to a command within its time limit.</summary>
    Command,

    /// <summary>The peer did not take what was sent within <see cref="QmpClientOptions.WriteTimeout"/>; this ends the session.</summary>
    Write,

    /// <summary>The awaited event did not come in time.</summary>
    Event,

    /// <summary>
    /// Nothing came for <see cref="QmpClientOptions.KeepAliveInterval"/>, and then no reply within
    /// <see cref="QmpClientOptions.KeepAliveTimeout"/>; this ends the session.
    /// </summary>
    KeepAlive,
}
