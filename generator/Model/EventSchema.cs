using QmpGen.Generator.Collections;

namespace QmpGen.Generator.Model;

/// <summary>
/// Everything that code is made from: what the events are and what every C# name is. It knows neither how the spec was
/// written nor where anything stood in it, so equal schemas give equal code.
/// </summary>
/// <param name="Namespace">The namespace of everything emitted; empty for the global one.</param>
/// <param name="Events">The events in the spec's order.</param>
/// <param name="Objects">The records for objects inside events, in the order of first use.</param>
/// <param name="ValueLists">The types for documented strings, in the order of first use.</param>
internal sealed record EventSchema(
    string Namespace,
    EquatableArray<EventModel> Events,
    EquatableArray<ObjectModel> Objects,
    EquatableArray<ValueListModel> ValueLists)
{
    /// <summary>Whether the assembly keeps the emitted types to itself.</summary>
    public bool IsInternal { get; init; }

    /// <summary>The records for values of several kinds of JSON.</summary>
    public EquatableArray<AlternateModel> Alternates { get; init; } = EquatableArray<AlternateModel>.Empty;

    /// <summary>The records for those of the objects that have several shapes.</summary>
    public EquatableArray<UnionTypeModel> Unions { get; init; } = EquatableArray<UnionTypeModel>.Empty;

    /// <summary>The commands that the project has chosen.</summary>
    public CommandSchema Commands { get; init; } = CommandSchema.Empty;
}

/// <summary>One event.</summary>
/// <param name="WireName">The name on the wire: <c>BLOCK_IO_ERROR</c>.</param>
/// <param name="TypeName">The record: <c>BlockIoErrorEvent</c>.</param>
/// <param name="HandlerName">The handler class's method: <c>OnBlockIoErrorAsync</c>.</param>
/// <param name="Summary">What the document says of it.</param>
/// <param name="Remarks">The document's notes, a paragraph each.</param>
/// <param name="Members">The members of its data.</param>
/// <param name="RateLimit">How often QEMU sends it at most.</param>
/// <param name="FollowedBy">The wire names of the events that the notes say will follow.</param>
internal sealed record EventModel(
    string WireName,
    string TypeName,
    string HandlerName,
    Prose Summary,
    EquatableArray<Prose> Remarks,
    EquatableArray<MemberModel> Members,
    RateLimit? RateLimit,
    EquatableArray<string> FollowedBy)
{
    /// <summary>The branches of the data, one of which comes with the members.</summary>
    public UnionModel? Union { get; init; }

    /// <summary>Messages that the spec shows.</summary>
    public EquatableArray<string> Examples { get; init; } = EquatableArray<string>.Empty;

    public Stability Stability { get; init; }

    /// <summary>How QEMU must be built to have it; null if every QEMU has it.</summary>
    public string? Condition { get; init; }
}

/// <summary>At most one event a second; with a key, one for each value of that member.</summary>
internal sealed record RateLimit(string? Key);

/// <summary>A JSON object inside an event.</summary>
/// <param name="TypeName">The record: <c>VncClient</c>.</param>
/// <param name="MemberName">The wire name of the member that holds it: <c>client</c>.</param>
/// <param name="EventNames">The wire names of the events that have it.</param>
/// <param name="Members">Its members.</param>
internal sealed record ObjectModel(
    string TypeName,
    string MemberName,
    EquatableArray<string> EventNames,
    EquatableArray<MemberModel> Members)
{
    /// <summary>What the spec says of the type; null where types have no text of their own.</summary>
    public TypeDocs? Docs { get; init; }

    /// <summary>The branches, one of which comes with the members.</summary>
    public UnionModel? Union { get; init; }

    /// <summary>Whether it is a branch of a union: its members then also stand in the union's own object.</summary>
    public bool IsBranch { get; init; }

    /// <summary>Whether commands send it.</summary>
    public bool IsArgument { get; init; }

    public Stability Stability { get; init; }
}

/// <summary>A string with documented values, open to others.</summary>
/// <param name="TypeName">The type: <c>WatchdogAction</c>.</param>
/// <param name="KindTypeName">The enum to switch over: <c>WatchdogActionKind</c>.</param>
/// <param name="MemberName">The wire name of the member that holds it: <c>action</c>.</param>
/// <param name="EventNames">The wire names of the events that have it.</param>
/// <param name="Values">The documented values.</param>
internal sealed record ValueListModel(
    string TypeName,
    string KindTypeName,
    string MemberName,
    EquatableArray<string> EventNames,
    EquatableArray<ValueModel> Values)
{
    /// <summary>The enum's member for values outside the list; the same in every list, so no value gets this name.</summary>
    public const string UnlistedName = "Unlisted";

    /// <summary>What the spec says of the type; null where types have no text of their own.</summary>
    public TypeDocs? Docs { get; init; }

    public Stability Stability { get; init; }
}

/// <summary>One documented value.</summary>
internal sealed record ValueModel(string Text, string Name, string Description)
{
    public Stability Stability { get; init; }

    /// <summary>How QEMU must be built to have it; null if every QEMU has it.</summary>
    public string? Condition { get; init; }
}

/// <summary>One member of an event's data or of an object in it.</summary>
/// <param name="WireName">The name on the wire: <c>tray-open</c>.</param>
/// <param name="PropertyName">The property: <c>TrayOpen</c>.</param>
/// <param name="LocalName">The variable that reading code keeps it in.</param>
/// <param name="Type">What it holds.</param>
/// <param name="IsOptional">Whether messages may lack it.</param>
/// <param name="Description">What the document says of it.</param>
internal sealed record MemberModel(
    string WireName,
    string PropertyName,
    string LocalName,
    MemberType Type,
    bool IsOptional,
    Prose Description)
{
    /// <summary>Whether the spec itself calls it optional; it is read as optional for other reasons too.</summary>
    public bool IsOptionalInSpec { get; init; } = IsOptional;

    public Stability Stability { get; init; }

    /// <summary>How QEMU must be built to have it; null if every QEMU has it.</summary>
    public string? Condition { get; init; }
}

/// <summary>What a member holds.</summary>
/// <param name="Kind">The kind of value.</param>
/// <param name="TypeName">The emitted type, for objects, alternates and value lists.</param>
/// <param name="IsArray">Whether it is an array of such values.</param>
internal readonly record struct MemberType(MemberKind Kind, string? TypeName = null, bool IsArray = false)
{
    /// <summary>Whether a null says something of its own, rather than that the member is absent.</summary>
    public bool AcceptsNull { get; init; }

    /// <summary>Whether it is kept as JSON, which does not compare by content on its own.</summary>
    public bool IsAnyJson => Kind is MemberKind.Json or MemberKind.Null && !IsArray;
}

internal enum MemberKind
{
    String,
    Int8,
    Int16,
    Int32,
    Int64,
    UInt8,
    UInt16,
    UInt32,
    UInt64,

    /// <summary>An integer of which the spec does not tell the width: any signed or unsigned one of 64 bits.</summary>
    Integer,
    Double,
    Boolean,

    /// <summary>Any JSON, kept as it came.</summary>
    Json,

    /// <summary>A record of the schema.</summary>
    Object,

    /// <summary>A documented string of the schema.</summary>
    Value,

    /// <summary>A record of the schema for values of several kinds of JSON.</summary>
    Alternate,

    /// <summary>Null and nothing else.</summary>
    Null,

    /// <summary>Any JSON that a command sends.</summary>
    Argument,
}
