using System.Text.Json;

namespace QmpGen.Testing;

/// <summary>A command that the script expects; what the client sent is known once its step has been played.</summary>
public sealed class FakeCommand
{
    private JsonElement? _message;

    internal FakeCommand(string name) => Name = name;

    /// <summary>The command's name.</summary>
    public string Name { get; }

    /// <summary>The whole message as the client sent it.</summary>
    public JsonElement Message => _message ?? throw new InvalidOperationException($"The command '{Name}' has not been received yet.");

    /// <summary>The command's arguments; undefined if it has none.</summary>
    public JsonElement Arguments => Message.TryGetProperty("arguments", out var arguments) ? arguments : default;

    /// <summary>Whether it came as <c>exec-oob</c>.</summary>
    public bool IsOutOfBand => Message.TryGetProperty("exec-oob", out _);

    internal string IdText => Message.TryGetProperty("id", out var id) ? id.GetRawText() : "null";

    internal static string? NameIn(JsonElement message) =>
        message.TryGetProperty("execute", out var name) || message.TryGetProperty("exec-oob", out name) ? name.GetString() : null;

    internal void Receive(JsonElement message) => _message = message;
}
