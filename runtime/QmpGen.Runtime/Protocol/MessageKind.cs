namespace QmpGen.Protocol;

/// <summary>What a message is, by the member that only its kind has.</summary>
internal enum MessageKind
{
    /// <summary>No message of QMP.</summary>
    Unknown,

    /// <summary>The server's first word.</summary>
    Greeting,

    /// <summary>Something that happened.</summary>
    Event,

    /// <summary>The reply to a command that succeeded.</summary>
    Return,

    /// <summary>The reply to a command that failed, or an error that names no command.</summary>
    Error,
}
