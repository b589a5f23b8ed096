namespace QmpGen;

/// <summary>QEMU refused a command or failed to carry it out (QMP specification, "Error").</summary>
public sealed class QmpCommandException : QmpException
{
    internal QmpCommandException(string command, string errorClass, string description, bool hadId)
        : base(hadId
            ? $"The command '{command}' failed with {errorClass}: {description}"
            : $"The command '{command}' was in flight when QEMU reported an error that names no command, {errorClass}: {description}")
    {
        Command = command;
        ErrorClass = errorClass;
        Description = description;
        NamesCommand = hadId;
    }

    /// <summary>The command's name.</summary>
    public string Command { get; }

    /// <summary>
    /// QEMU's error class, such as <c>GenericError</c> or <c>CommandNotFound</c>; the list is open. Empty if the reply had
    /// none.
    /// </summary>
    public string ErrorClass { get; }

    /// <summary>QEMU's text for people; programs must not take it apart. Empty if the reply had none.</summary>
    public string Description { get; }

    /// <summary>
    /// Whether the error carried this command's id. False for an error that came without any id, which fails every
    /// command in flight: QEMU could not tell whose input it did not understand.
    /// </summary>
    public bool NamesCommand { get; }
}
