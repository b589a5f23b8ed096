using System.Text.Json;

namespace QmpGen.Schema;

/// <summary>The commands that a QEMU has, and their arguments: its reply to <c>query-qmp-schema</c>.</summary>
internal sealed class CommandCatalog
{
    private readonly Dictionary<string, string> _commands = new(StringComparer.Ordinal);
    private readonly Dictionary<string, JsonElement> _types = new(StringComparer.Ordinal);

    /// <param name="reply">The value of <c>return</c>.</param>
    /// <exception cref="JsonException">The value is not a reply to <c>query-qmp-schema</c>.</exception>
    public CommandCatalog(JsonElement reply)
    {
        foreach (var entry in SchemaObject.In(reply))
        {
            var name = entry.Text("name");
            if (entry.Text("meta-type") == "command")
            {
                _commands[name] = entry.Text("arg-type");
            }
        }

        foreach (var entry in reply.EnumerateArray())
        {
            if (entry.GetProperty("meta-type").ValueEquals("object"))
            {
                _types[entry.GetProperty("name").GetString()!] = entry;
            }
        }
    }

    public bool HasCommand(string command) => _commands.ContainsKey(command);

    /// <summary>Whether a command has an argument, in one of the branches if its arguments are a union.</summary>
    public bool HasArgument(string command, string argument) =>
        _commands.TryGetValue(command, out var type) && HasMember(type, argument, []);

    private bool HasMember(string type, string member, HashSet<string> visited)
    {
        if (!visited.Add(type) || !_types.TryGetValue(type, out var entry))
        {
            return false;
        }

        return Items(entry, "members").Any(m => m.GetProperty("name").ValueEquals(member))
            || Items(entry, "variants").Any(v => HasMember(v.GetProperty("type").GetString()!, member, visited));
    }

    private static JsonElement.ArrayEnumerator Items(JsonElement entry, string name) =>
        entry.TryGetProperty(name, out var items) && items.ValueKind == JsonValueKind.Array ? items.EnumerateArray() : default;
}
