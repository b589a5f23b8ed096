namespace QmpGen;

/// <summary>QEMU rejected a command or failed to run it (QMP specification, "Error").</summary>
public sealed class QmpCommandException : QmpException
{
    internal QmpCommandException(string command, string errorClass, string description, bool hadId)
        : base(hadId
            ? $"The command '{command}' failed with {errorClass}: {description}"
            : $"The command '{command}' was in flight when QEMU reported an error without an id, {errorClass}: {description}")
    {
        Command = command;
        ErrorClass = errorClass;
        Description = description;
        HasCommandId = hadId;
    }

    /// <summary>The command's name.</summary>
    public string Command { get; }

    /// <summary>
    /// QEMU's error class, such as <c>GenericError</c> or <c>CommandNotFound</c>. QEMU may add classes. Empty if the reply has
    /// none.
    /// </summary>
    public string ErrorClass { get; }

    /// <summary>QEMU's error message. Its wording can change between versions, so do not parse it. Empty if the reply has none.</summary>
    public string Description { get; }

    /// <summary>
    /// Whether the error has this command's id. <see langword="false"/> for an error without an id, which fails every
    /// command in flight: QEMU could not parse its input, so it could not tell which command failed.
    /// </summary>
    public bool HasCommandId { get; }
}
