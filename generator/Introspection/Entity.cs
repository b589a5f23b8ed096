namespace QmpGen.Generator.Introspection;

internal enum EntityKind
{
    Builtin,
    Enum,
    Array,
    Object,
    Alternate,
    Command,
    Event,
}

/// <summary>An event, a command or a type as QEMU describes it (QEMU's <c>introspect.json</c>, <c>SchemaInfo</c>).</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Its name. Types other than the built-in ones have numbers, which differ from build to build.</param>
internal sealed record Entity(EntityKind Kind, string Name)
{
    /// <summary>The members of an object; the kinds of value of an alternate, which have no names.</summary>
    public IReadOnlyList<EntityMember> Members { get; init; } = [];

    /// <summary>The values of an enum.</summary>
    public IReadOnlyList<EntityValue> Values { get; init; } = [];

    /// <summary>The member that tells which case an object has; null for an object without cases.</summary>
    public string? Tag { get; init; }

    /// <summary>What an object has beside its members for each value of the tag.</summary>
    public IReadOnlyList<EntityCase> Cases { get; init; } = [];

    /// <summary>The kind of JSON that a built-in type stands for.</summary>
    public string JsonType { get; init; } = string.Empty;

    /// <summary>The type of an array's items.</summary>
    public string? ItemType { get; init; }

    /// <summary>The object that an event's data or a command's arguments are.</summary>
    public string? ArgumentType { get; init; }

    /// <summary>What a command returns.</summary>
    public string? ReturnType { get; init; }

    public bool AllowsOutOfBand { get; init; }

    public Marks Marks { get; init; }
}

/// <summary>A member of an object, or a kind of value of an alternate.</summary>
internal readonly record struct EntityMember(string Name, string Type, bool IsOptional, Marks Marks);

/// <summary>A value of an enum.</summary>
internal readonly record struct EntityValue(string Name, Marks Marks);

/// <summary>One case of an object.</summary>
internal readonly record struct EntityCase(string Value, string Type);

/// <summary>The features that concern users of what is emitted.</summary>
internal readonly record struct Marks(bool IsDeprecated, bool IsUnstable);
