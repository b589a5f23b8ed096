using System.Text.Json;

namespace QmpGen.Schema;

/// <summary>A type of a schema, from an entry of <c>query-qmp-schema</c>.</summary>
internal sealed class SchemaType
{
    private SchemaType(string kind) => Kind = kind;

    /// <summary>The kind of JSON: string, number, int, boolean, null, object, array, value (any) or alternate.</summary>
    public string Kind { get; }

    /// <summary>An enum's values; null for other types.</summary>
    public IReadOnlyList<string>? Values { get; private init; }

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

    public static SchemaType Read(JsonElement entry) => entry.GetProperty("meta-type").GetString() switch
    {
        "builtin" => new SchemaType(entry.GetProperty("json-type").GetString()!),
        "enum" => new SchemaType("string")
        {
            Values = [.. entry.GetProperty("values").EnumerateArray().Select(v => v.GetString()!)],
            ValueConditions = entry.TryGetProperty("conditions", out var conditions)
                ? conditions.EnumerateObject().ToDictionary(c => c.Name, c => c.Value.GetString()!, StringComparer.Ordinal)
                : new Dictionary<string, string>(),
        },
        "array" => new SchemaType("array") { Item = entry.GetProperty("element-type").GetString() },
        "alternate" => new SchemaType("alternate")
        {
            Alternatives = [.. entry.GetProperty("members").EnumerateArray().Select(SchemaMember.Read)],
        },
        "object" => new SchemaType("object")
        {
            Members = entry.GetProperty("members").EnumerateArray().ToDictionary(Name, SchemaMember.Read, StringComparer.Ordinal),
            Branches = entry.TryGetProperty("variants", out var variants)
                ? variants.EnumerateArray().ToDictionary(
                    v => v.GetProperty("case").GetString()!, SchemaMember.Read, StringComparer.Ordinal)
                : new Dictionary<string, SchemaMember>(),
        },
        var other => new SchemaType(other ?? "unknown"),
    };

    private static string Name(JsonElement member) => member.GetProperty("name").GetString()!;
}

/// <summary>A member or a branch of an object, or one of an alternate's kinds.</summary>
/// <param name="Type">The name of its type.</param>
/// <param name="IsOptional">Whether it may be absent.</param>
/// <param name="Condition">How QEMU must be built to have it; null if every QEMU has it, and in what a QEMU says of itself.</param>
internal sealed record SchemaMember(string Type, bool IsOptional, string? Condition)
{
    public static SchemaMember Read(JsonElement member) => new(
        member.GetProperty("type").GetString()!,
        member.TryGetProperty("default", out _),
        member.TryGetProperty("if", out var condition) ? condition.GetString() : null);
}
