using System.Text.Json;

namespace QmpGen.Schema;

/// <summary>A type of a schema, from an entry of <c>query-qmp-schema</c>.</summary>
internal sealed class SchemaType
{
    private static readonly string[] JsonTypes = ["string", "number", "int", "boolean", "null", "object", "array", "value"];

    private SchemaType(string kind) => Kind = kind;

    /// <summary>The kind of JSON: string, number, int, boolean, null, object, array, value (any) or alternate.</summary>
    public string Kind { get; }

    /// <summary>An enum's values; null for other types.</summary>
    public IReadOnlyCollection<string>? Values { get; private init; }

    /// <summary>The build conditions of an enum's values, where a spec has some.</summary>
    public IReadOnlyDictionary<string, string> ValueConditions { get; private init; } = new Dictionary<string, string>();

    /// <summary>An object's members.</summary>
    public IReadOnlyDictionary<string, SchemaMember> Members { get; private init; } = new Dictionary<string, SchemaMember>();

    /// <summary>An object's branches, by the tag's value.</summary>
    public IReadOnlyDictionary<string, SchemaMember> Branches { get; private init; } = new Dictionary<string, SchemaMember>();

    /// <summary>The type of an array's items.</summary>
    public string? Item { get; private init; }

    /// <summary>The kinds of an alternate.</summary>
    public IReadOnlyList<SchemaMember> Alternatives { get; private init; } = [];

    /// <summary>The names of the types that this one is made of.</summary>
    public IEnumerable<string> Parts =>
        Members.Values.Concat(Branches.Values).Concat(Alternatives).Select(m => m.Type).Concat(Item is null ? [] : [Item]);

    /// <summary>Reads an entry.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="metaType">What it says it is.</param>
    /// <exception cref="JsonException">It describes no type.</exception>
    public static SchemaType Read(SchemaObject entry, string metaType) => metaType switch
    {
        "builtin" => new SchemaType(entry.Text("json-type") is var type && JsonTypes.Contains(type)
            ? type
            : throw entry.Problem($"has the unknown json-type '{type}': expected one of {string.Join(", ", JsonTypes)}")),
        "enum" => new SchemaType("string")
        {
            // QEMU before 6.2 has no members here, and what is to come may have no values.
            Values = Unique(
                entry,
                "values",
                entry.Has("values") ? entry.Texts("values") : entry.Objects("members").Select(m => m.Text("name")),
                value => value).Keys,
            ValueConditions = entry.TextsByName("conditions"),
        },
        "array" => new SchemaType("array") { Item = entry.Text("element-type") },
        "alternate" => new SchemaType("alternate") { Alternatives = [.. entry.Objects("members").Select(SchemaMember.Read)] },
        "object" => new SchemaType("object")
        {
            Members = Read(entry, "members", "name"),
            Branches = entry.Has("variants") ? Read(entry, "variants", "case") : new Dictionary<string, SchemaMember>(),
        },
        _ => throw entry.Problem(
            $"has the unknown meta-type '{metaType}': expected one of builtin, enum, array, alternate, object, command, event"),
    };

    private static Dictionary<string, SchemaMember> Read(SchemaObject entry, string list, string name) =>
        Unique(entry, list, entry.Objects(list).Select(m => (Name: m.Text(name), Member: SchemaMember.Read(m))), m => m.Name)
            .ToDictionary(m => m.Key, m => m.Value.Member, StringComparer.Ordinal);

    private static Dictionary<string, T> Unique<T>(SchemaObject entry, string list, IEnumerable<T> items, Func<T, string> nameOf)
    {
        var byName = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var item in items)
        {
            if (!byName.TryAdd(nameOf(item), item))
            {
                throw entry.Problem($"has '{nameOf(item)}' twice in '{list}'");
            }
        }

        return byName;
    }
}

/// <summary>A member or a branch of an object, or one of an alternate's kinds.</summary>
/// <param name="Type">The name of its type.</param>
/// <param name="IsOptional">Whether it may be absent.</param>
/// <param name="Condition">How QEMU must be built to have it; null if every QEMU has it, and in what a QEMU says of itself.</param>
internal sealed record SchemaMember(string Type, bool IsOptional, string? Condition)
{
    public static SchemaMember Read(SchemaObject member) => new(member.Text("type"), member.Has("default"), member.TextIfAny("if"));
}
