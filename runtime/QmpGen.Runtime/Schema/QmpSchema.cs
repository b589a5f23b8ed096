using System.ComponentModel;
using System.Text.Json;
using QmpGen.Schema;

namespace QmpGen;

/// <summary>
/// The events and their data, as described by a spec (<c>QmpEvents.Schema</c>) or by a running QEMU. Type names are ignored in
/// comparisons, because QEMU does not disclose its own.
/// </summary>
public sealed class QmpSchema
{
    private readonly Dictionary<string, SchemaType> _types = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, SchemaEvent> _events = new(StringComparer.Ordinal);

    private QmpSchema()
    {
    }

    /// <summary>Whether this is the schema of a spec, whose definitions can depend on how QEMU is built.</summary>
    internal bool IsOfSpec { get; private init; }

    /// <summary>The wire names of the events, in alphabetical order.</summary>
    public IReadOnlyCollection<string> EventNames => _events.Keys;

    /// <summary>Reads the reply to the command <c>query-qmp-schema</c>.</summary>
    /// <param name="reply">The value of <c>return</c>.</param>
    /// <returns>The schema of the events in the reply.</returns>
    /// <exception cref="JsonException">The value is not a reply to <c>query-qmp-schema</c>.</exception>
    public static QmpSchema FromReply(JsonElement reply) => Read(reply, isOfSpec: false);

    /// <summary>Reads the entries that the generator emits.</summary>
    /// <param name="entries">The entries, each a JSON object.</param>
    /// <returns>The schema.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static QmpSchema Parse(params ReadOnlySpan<string> entries)
    {
        using var document = JsonDocument.Parse($"[{string.Join(",", entries!)}]");
        return Read(document.RootElement, isOfSpec: true);
    }

    /// <summary>
    /// Compares this schema with another one. What this schema has under a build condition (the key <c>if</c> of a QAPI
    /// schema) and a QEMU was built without has the impact <see cref="QmpSchemaImpact.NotBuiltIn"/>.
    /// </summary>
    /// <param name="other">The schema to compare with, such as that of a running QEMU.</param>
    /// <returns>The differences, event by event; empty if there are none.</returns>
    public IReadOnlyList<QmpSchemaDifference> CompareTo(QmpSchema other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new SchemaComparer(this, other).Compare();
    }

    /// <summary>The data of an event; null if there is no such event.</summary>
    internal SchemaType? DataOf(string eventName) => _events.TryGetValue(eventName, out var e) ? TypeOf(e.Type) : null;

    /// <summary>How QEMU must be built to have an event of this schema; null if every QEMU has it.</summary>
    internal string? ConditionOf(string eventName) => _events[eventName].Condition;

    internal SchemaType TypeOf(string name) =>
        _types.TryGetValue(name, out var type) ? type : throw new JsonException($"The schema uses the type '{name}' without defining it.");

    private static QmpSchema Read(JsonElement entries, bool isOfSpec)
    {
        try
        {
            var schema = new QmpSchema { IsOfSpec = isOfSpec };
            foreach (var entry in entries.EnumerateArray())
            {
                schema.Add(entry);
            }

            return schema;
        }
        catch (Exception e) when (e is InvalidOperationException or KeyNotFoundException)
        {
            throw new JsonException(
                "The value is not a reply to query-qmp-schema: expected an array of objects with 'name' and 'meta-type'.", e);
        }
    }

    private void Add(JsonElement entry)
    {
        var name = entry.GetProperty("name").GetString()!;
        switch (entry.GetProperty("meta-type").GetString())
        {
            case "event":
                _events[name] = new SchemaEvent(
                    entry.GetProperty("arg-type").GetString()!,
                    entry.TryGetProperty("if", out var condition) ? condition.GetString() : null);
                break;
            case "command":
                break;
            default:
                _types[name] = SchemaType.Read(entry);
                break;
        }
    }

    /// <summary>An event: the name of its data's type, and how QEMU must be built to have it.</summary>
    private readonly record struct SchemaEvent(string Type, string? Condition);
}
