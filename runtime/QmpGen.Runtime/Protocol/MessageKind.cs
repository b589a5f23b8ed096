namespace QmpGen.Protocol;

/// <summary>
/// What a message is, by the member that only its kind has. A message with the members of several kinds is of the last of them: an event
/// is told by its header, before the rest is looked at.
/// </summary>
internal enum MessageKind
{
    /// <summary>No message of QMP.</summary>
    Unknown,

    /// <summary>The server's first word.</summary>
    Greeting,

    /// <summary>The reply to a command that succeeded.</summary>
    Return,

    /// <summary>The reply to a command that failed, or an error that names no command.</summary>
    Error,

    /// <summary>Something that happened.</summary>
    Event,
}
