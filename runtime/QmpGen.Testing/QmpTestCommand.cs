using System.Text.Json;

namespace QmpGen.Testing;

/// <summary>A command that a client sent, or one that a script expects; its message is available after its step has been played.</summary>
public sealed class QmpTestCommand
{
    private JsonElement? _message;

    internal QmpTestCommand(string name) => Name = name;

    /// <summary>The command's name.</summary>
    public string Name { get; }

    /// <summary>The message as the client sent it.</summary>
    /// <exception cref="InvalidOperationException">The script has not received this command yet.</exception>
    public JsonElement Message => _message ?? throw new InvalidOperationException(
        $"The command '{Name}' has not been received yet. Await the call that makes the client send it first.");

    /// <summary>The command's arguments; of the kind <see cref="JsonValueKind.Undefined"/> if it has none.</summary>
    /// <exception cref="InvalidOperationException">The script has not received this command yet.</exception>
    public JsonElement Arguments => Message.TryGetProperty("arguments", out var arguments) ? arguments : default;

    /// <summary>Whether the client sent the command as <c>exec-oob</c>.</summary>
    /// <exception cref="InvalidOperationException">The script has not received this command yet.</exception>
    public bool IsOutOfBand => Message.TryGetProperty("exec-oob", out _);

    internal string IdText => Message.TryGetProperty("id", out var id) ? id.GetRawText() : "null";

    /// <summary>Returns the command's message.</summary>
    /// <returns>The message as the client sent it; the command's name before it is received.</returns>
    public override string ToString() => _message?.GetRawText() ?? Name;

    internal static QmpTestCommand From(JsonElement message)
    {
        var command = new QmpTestCommand(NameIn(message) ?? string.Empty);
        command.Receive(message);
        return command;
    }

    internal static string? NameIn(JsonElement message) =>
        (message.TryGetProperty("execute", out var name) || message.TryGetProperty("exec-oob", out name))
            && name.ValueKind == JsonValueKind.String
            ? name.GetString()
            : null;

    internal void Receive(JsonElement message) => _message = message;
}
