using System.Text.Json;

namespace QmpGen.Schema;

/// <summary>A type of a schema, as an entry of <c>query-qmp-schema</c> tells it.</summary>
internal sealed class SchemaType
{
    private SchemaType(string kind) => Kind = kind;

    /// <summary>The kind of JSON: string, number, int, boolean, null, object, array, value (any) or alternate.</summary>
    public string Kind { get; }

    /// <summary>An enum's values; null for other types.</summary>
    public IReadOnlyList<string>? Values { get; private init; }

    /// <summary>An object's members.</summary>
    public IReadOnlyDictionary<string, SchemaMember> Members { get; private init; } = new Dictionary<string, SchemaMember>();

    /// <summary>The types of an object's branches, by the tag's value.</summary>
    public IReadOnlyDictionary<string, string> Branches { get; private init; } = new Dictionary<string, string>();

    /// <summary>The type of an array's items.</summary>
    public string? Item { get; private init; }

    /// <summary>The types of an alternate.</summary>
    public IReadOnlyList<string> Alternatives { get; private init; } = [];

    public static SchemaType Read(JsonElement entry) => entry.GetProperty("meta-type").GetString() switch
    {
        "builtin" => new SchemaType(entry.GetProperty("json-type").GetString()!),
        "enum" => new SchemaType("string") { Values = [.. Texts(entry.GetProperty("values"))] },
        "array" => new SchemaType("array") { Item = entry.GetProperty("element-type").GetString() },
        "alternate" => new SchemaType("alternate")
        {
            Alternatives = [.. entry.GetProperty("members").EnumerateArray().Select(m => m.GetProperty("type").GetString()!)],
        },
        "object" => new SchemaType("object")
        {
            Members = entry.GetProperty("members").EnumerateArray().ToDictionary(Name, SchemaMember.Read, StringComparer.Ordinal),
            Branches = entry.TryGetProperty("variants", out var variants)
                ? variants.EnumerateArray().ToDictionary(
                    v => v.GetProperty("case").GetString()!, v => v.GetProperty("type").GetString()!, StringComparer.Ordinal)
                : new Dictionary<string, string>(),
        },
        var other => new SchemaType(other ?? "unknown"),
    };

    private static IEnumerable<string> Texts(JsonElement array) => array.EnumerateArray().Select(v => v.GetString()!);

    private static string Name(JsonElement member) => member.GetProperty("name").GetString()!;
}

/// <summary>A member of an object.</summary>
internal sealed record SchemaMember(string Type, bool IsOptional)
{
    public static SchemaMember Read(JsonElement member) =>
        new(member.GetProperty("type").GetString()!, member.TryGetProperty("default", out _));
}
