namespace QmpGen;

/// <summary>Identifies the time limit that a <see cref="QmpTimeoutException"/> reports.</summary>
public enum QmpTimeoutKind
{
    /// <summary>No connection was made within <see cref="QmpClientOptions.ConnectTimeout"/>.</summary>
    Connect,

    /// <summary>The server did not greet within <see cref="QmpClientOptions.GreetingTimeout"/>.</summary>
    Greeting,

    /// <summary>The server did not answer <c>qmp_capabilities</c> within <see cref="QmpClientOptions.NegotiationTimeout"/>.</summary>
    Negotiation,

    /// <summary>No reply to a command arrived within its time limit.</summary>
    Command,

    /// <summary>The peer did not accept the data sent within <see cref="QmpClientOptions.WriteTimeout"/>. The session ends.</summary>
    Write,

    /// <summary>The awaited event did not arrive within its time limit.</summary>
    Event,

    /// <summary>
    /// Nothing came for <see cref="QmpClientOptions.KeepAliveInterval"/>, and then no reply within
    /// <see cref="QmpClientOptions.KeepAliveTimeout"/>; this ends the session.
    /// </summary>
    KeepAlive,

    /// <summary>
    /// A message that had begun did not end within <see cref="QmpClientOptions.MessageTimeout"/>. The session ends.
    /// </summary>
    Message,
}
