namespace QmpGen.Generator.Tests.RandomSchemas;

/// <summary>A schema as the test knows it: what it says of the wire, and nothing of C#.</summary>
internal sealed class RandomSchema
{
    /// <summary>The types in the order of their definition; what a type refers to may come later.</summary>
    public List<SchemaType> Types { get; init; } = [];

    public List<EventType> Events { get; init; } = [];

    public List<CommandType> Commands { get; init; } = [];

    /// <summary>Whether it is compiled so that all members may be absent, as in the messages of an older QEMU.</summary>
    public bool IsLenient { get; init; }
}

/// <summary>A type, by name.</summary>
internal abstract class SchemaType(string name)
{
    public string Name { get; } = name;
}

/// <summary>A type that the language has by itself.</summary>
internal sealed class BuiltinType(string name) : SchemaType(name)
{
    /// <summary>Whether any value is one of this type.</summary>
    public bool IsAny => Name == "any";

    public bool IsNull => Name == "null";
}

internal sealed class EnumType(string name) : SchemaType(name)
{
    public List<string> Values { get; init; } = [];

    /// <summary>Further keys of a value, such as a condition; a value without any has no entry.</summary>
    public Dictionary<string, string> Clauses { get; } = [];
}

/// <summary>A struct, or with a tag a union.</summary>
internal sealed class ObjectType(string name) : SchemaType(name)
{
    public ObjectType? Base { get; set; }

    public List<SchemaMember> Members { get; } = [];

    /// <summary>The member that tells the branch; one of the members here or of the base.</summary>
    public SchemaMember? Tag { get; set; }

    public List<SchemaBranch> Branches { get; } = [];

    /// <summary>
    /// Whether it is a union without a discriminator, as up to QEMU 6.1: its members and those of its branches are
    /// implied.
    /// </summary>
    public bool IsOldUnion { get; init; }

    /// <summary>Further keys of the definition.</summary>
    public string Clauses { get; init; } = string.Empty;

    /// <summary>The members of the bases and its own, in the order in which QEMU sets them.</summary>
    public IEnumerable<SchemaMember> AllMembers => (Base?.AllMembers ?? []).Concat(Members);

    /// <summary>All names that may stand in such an object.</summary>
    public IEnumerable<string> AllNames => AllMembers.Select(m => m.Name).Concat(Branches.SelectMany(b => b.Type.AllNames));

    /// <summary>The branch of an object; null where its tag's value has none.</summary>
    public ObjectType? BranchOf(JsonObject value) =>
        Tag is { } tag && value.Find(tag.Name) is JsonText text ? Branches.FirstOrDefault(b => b.Value == text.Text)?.Type : null;

    /// <summary>Whether an object is kept whole, unknown members too, because a tag has no value of the schema.</summary>
    public bool IsKeptWhole(JsonObject value) =>
        Tag is { } tag
        && (value.Find(tag.Name) is not JsonText text
            || !((EnumType)tag.Type.Type).Values.Contains(text.Text)
            || BranchOf(value)?.IsKeptWhole(value) == true);
}

internal sealed record SchemaBranch(string Value, ObjectType Type, string Clauses);

internal sealed class AlternateType(string name) : SchemaType(name)
{
    public List<SchemaMember> Branches { get; } = [];

    /// <summary>The type of a value by its kind of JSON; null for a kind that no branch has.</summary>
    public TypeUse? BranchOf(Json value) => Branches.Select(b => b.Type).FirstOrDefault(t => value switch
    {
        JsonArray => t.IsArray,
        _ when t.IsArray => false,
        JsonObject => t.Type is ObjectType,
        JsonText => t.Type is EnumType or BuiltinType { Name: "str" or "QType" },
        JsonLiteral { Text: "null" } => t.Type is BuiltinType { IsNull: true },
        JsonLiteral { Text: "true" or "false" } => t.Type.Name == "bool",
        _ => t.Type is BuiltinType { Name: not ("bool" or "str" or "QType" or "null") },
    });
}

/// <summary>A type where it is used.</summary>
internal sealed record TypeUse(SchemaType Type, bool IsArray = false)
{
    /// <summary>Whether null is one of its values.</summary>
    public bool HasNull => !IsArray && Type switch
    {
        BuiltinType builtin => builtin.IsAny || builtin.IsNull,
        AlternateType alternate => alternate.Branches.Any(b => b.Type.HasNull),
        _ => false,
    };
}

/// <summary>A member, or a branch of an alternate.</summary>
internal sealed record SchemaMember(string Name, TypeUse Type, bool IsOptional)
{
    public string? Condition { get; init; }

    public string? Feature { get; init; }

    /// <summary>Whether the schema as a whole lets its members be absent.</summary>
    public bool IsLenient { get; init; }

    /// <summary>Whether messages may lack it: also for how QEMU was built, or because it is going.</summary>
    public bool MayBeAbsent => IsOptional || IsLenient || Condition is not null || Feature is "deprecated" or "unstable";
}

internal sealed class CommandType(string name, ObjectType? data, TypeUse? result)
{
    public string Name { get; } = name;

    /// <summary>The arguments; null for none.</summary>
    public ObjectType? Data { get; } = data;

    /// <summary>What it returns; null for nothing.</summary>
    public TypeUse? Result { get; } = result;

    /// <summary>Whether the arguments are written out in the command.</summary>
    public bool IsInline { get; init; }

    /// <summary>Further keys of the definition.</summary>
    public string Clauses { get; init; } = string.Empty;
}

internal sealed class EventType(string name, ObjectType? data)
{
    public string Name { get; } = name;

    public ObjectType? Data { get; } = data;

    /// <summary>Whether the data is written out in the event.</summary>
    public bool IsInline { get; init; }

    public bool IsBoxed { get; init; }

    /// <summary>Further keys of the definition.</summary>
    public string Clauses { get; init; } = string.Empty;
}
