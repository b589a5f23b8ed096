using System.ComponentModel;
using System.Text.Json;
using QmpGen.Schema;

namespace QmpGen;

/// <summary>
/// What events there are and what is in them: as a spec says, <c>QmpEvents.Schema</c>, or as a QEMU says of itself. Names
/// of types play no part in it, as QEMU keeps its own to itself.
/// </summary>
public sealed class QmpSchema
{
    private readonly Dictionary<string, SchemaType> _types = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string> _events = new(StringComparer.Ordinal);

    private QmpSchema()
    {
    }

    /// <summary>The wire names of the events, in alphabetical order.</summary>
    public IReadOnlyCollection<string> EventNames => _events.Keys;

    /// <summary>Reads the reply to the command <c>query-qmp-schema</c>.</summary>
    /// <param name="reply">The value of <c>return</c>.</param>
    /// <returns>What it says of events.</returns>
    /// <exception cref="JsonException">The value is no such reply.</exception>
    public static QmpSchema FromReply(JsonElement reply)
    {
        try
        {
            var schema = new QmpSchema();
            foreach (var entry in reply.EnumerateArray())
            {
                schema.Add(entry);
            }

            return schema;
        }
        catch (Exception e) when (e is InvalidOperationException or KeyNotFoundException)
        {
            throw new JsonException("The value is no reply to query-qmp-schema: expected is an array of objects with 'name' and 'meta-type'.", e);
        }
    }

    /// <summary>Reads what the generator wrote.</summary>
    /// <param name="entries">The entries, a JSON object each.</param>
    /// <returns>The schema.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static QmpSchema Parse(params ReadOnlySpan<string> entries)
    {
        using var document = JsonDocument.Parse($"[{string.Join(",", entries!)}]");
        return FromReply(document.RootElement);
    }

    /// <summary>Tells what is different in another schema.</summary>
    /// <param name="other">The schema that takes the place of this one, such as a running QEMU's.</param>
    /// <returns>The differences, event by event; none if both say the same.</returns>
    public IReadOnlyList<QmpSchemaDifference> CompareTo(QmpSchema other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new SchemaComparer(this, other).Compare();
    }

    /// <summary>The data of an event; null if there is no such event.</summary>
    internal SchemaType? DataOf(string eventName) => _events.TryGetValue(eventName, out var type) ? TypeOf(type) : null;

    internal SchemaType TypeOf(string name) =>
        _types.TryGetValue(name, out var type) ? type : throw new JsonException($"The schema uses the type '{name}' without defining it.");

    private void Add(JsonElement entry)
    {
        var name = entry.GetProperty("name").GetString()!;
        switch (entry.GetProperty("meta-type").GetString())
        {
            case "event":
                _events[name] = entry.GetProperty("arg-type").GetString()!;
                break;
            case "command":
                break;
            default:
                _types[name] = SchemaType.Read(entry);
                break;
        }
    }
}
