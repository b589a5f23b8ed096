namespace QmpGen;

/// <summary>Where a client stands.</summary>
public enum QmpClientState
{
    /// <summary>The connection is being made.</summary>
    Connecting,

    /// <summary>Connected; the server has not yet greeted.</summary>
    Greeting,

    /// <summary>Greeted; <c>qmp_capabilities</c> is under way and no other command is allowed.</summary>
    Negotiating,

    /// <summary>Commands may be run.</summary>
    Running,

    /// <summary>The connection was lost and is being made again.</summary>
    Reconnecting,

    /// <summary>The end; <see cref="QmpClient.Completion"/> has the reason.</summary>
    Closed,
}
