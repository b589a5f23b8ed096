namespace QmpGen;

/// <summary>Specifies the state of a client.</summary>
public enum QmpClientState
{
    /// <summary>The client is connecting.</summary>
    Connecting,

    /// <summary>The client is connected and waits for the greeting.</summary>
    Greeting,

    /// <summary>The greeting has arrived and <c>qmp_capabilities</c> is in flight; no other command is allowed.</summary>
    Negotiating,

    /// <summary>The client is ready to run commands.</summary>
    Connected,

    /// <summary>The connection was lost and the client is reconnecting.</summary>
    Reconnecting,

    /// <summary>The client has ended; <see cref="QmpClient.Completion"/> has the reason.</summary>
    Closed,
}
