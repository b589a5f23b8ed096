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
    /// <exception cref="JsonException">
    /// The value is not a reply to <c>query-qmp-schema</c>: it is not an array of objects, a member is missing or of the wrong
    /// kind, a name occurs twice, a kind is unknown, or a type is used and not defined. The message names the entry.
    /// </exception>
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
    /// <returns>
    /// The differences, event by event; empty if there are none. A difference in a type that an event has in many places is listed
    /// for the first 16 of them.
    /// </returns>
    public IReadOnlyList<QmpSchemaDifference> CompareTo(QmpSchema other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return SchemaComparer.Compare(this, other);
    }

    /// <summary>The data of an event.</summary>
    internal SchemaType DataOf(string eventName) => TypeOf(_events[eventName].Type);

    /// <summary>How QEMU must be built to have an event of this schema; null if every QEMU has it.</summary>
    internal string? ConditionOf(string eventName) => _events[eventName].Condition;

    internal SchemaType TypeOf(string name) => _types[name];

    private static QmpSchema Read(JsonElement entries, bool isOfSpec)
    {
        var schema = new QmpSchema { IsOfSpec = isOfSpec };
        foreach (var entry in SchemaObject.In(entries))
        {
            schema.Add(entry);
        }

        schema.InsistOnTypes();
        return schema;
    }

    private void Add(SchemaObject entry)
    {
        var name = entry.Text("name");
        entry = entry.Named(name);
        var isNew = entry.Text("meta-type") switch
        {
            "event" => _events.TryAdd(name, new SchemaEvent(entry.Text("arg-type"), entry.TextIfAny("if"))),
            "command" => true,
            var metaType => _types.TryAdd(name, SchemaType.Read(entry, metaType)),
        };
        if (!isNew)
        {
            throw entry.Problem("is defined twice");
        }
    }

    /// <summary>Makes sure that each type that is named is there, so that whoever walks the schema need not.</summary>
    private void InsistOnTypes()
    {
        foreach (var (name, type) in _events.Select(e => (e.Key, e.Value.Type)))
        {
            Insist(name, type);
        }

        foreach (var (name, type) in _types.SelectMany(t => t.Value.Parts.Select(part => (t.Key, part))))
        {
            Insist(name, type);
        }

        void Insist(string user, string type)
        {
            if (!_types.ContainsKey(type))
            {
                throw SchemaObject.Failure($"The schema's entry '{user}' uses the type '{type}', which the schema does not define.");
            }
        }
    }

    /// <summary>An event: the name of its data's type, and how QEMU must be built to have it.</summary>
    private readonly record struct SchemaEvent(string Type, string? Condition);
}
