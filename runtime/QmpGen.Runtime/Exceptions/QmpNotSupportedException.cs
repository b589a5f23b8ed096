namespace QmpGen;

/// <summary>
/// The running QEMU does not have a command or an argument (<see cref="QmpClientOptions.CheckCommands"/>). Nothing was sent.
/// </summary>
public sealed class QmpNotSupportedException : QmpException
{
    internal QmpNotSupportedException(string command, string? argument, string peer)
        : base(argument is null
            ? $"The command '{command}' was not sent: {peer} does not have it."
            : $"The command '{command}' was not sent: {peer} does not have its argument '{argument}'.")
    {
        Command = command;
        Argument = argument;
    }

    /// <summary>The command's name.</summary>
    public string Command { get; }

    /// <summary>The argument that this QEMU does not have; <see langword="null"/> if it does not have the command.</summary>
    public string? Argument { get; }
}
