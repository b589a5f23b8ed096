using QmpGen.Generator.Collections;

namespace QmpGen.Generator.Model;

/// <summary>The commands that a project has chosen, and the types that only they lead to.</summary>
/// <param name="Commands">The commands in the spec's order.</param>
/// <param name="Structs">The records for objects.</param>
/// <param name="Unions">The records for objects of several shapes.</param>
/// <param name="Alternates">The types for values of several kinds of JSON.</param>
/// <param name="ValueLists">The types for documented strings.</param>
internal sealed record CommandSchema(
    EquatableArray<CommandModel> Commands,
    EquatableArray<StructModel> Structs,
    EquatableArray<UnionTypeModel> Unions,
    EquatableArray<AlternateModel> Alternates,
    EquatableArray<ValueListModel> ValueLists)
{
    public static CommandSchema Empty { get; } = new(
        EquatableArray<CommandModel>.Empty,
        EquatableArray<StructModel>.Empty,
        EquatableArray<UnionTypeModel>.Empty,
        EquatableArray<AlternateModel>.Empty,
        EquatableArray<ValueListModel>.Empty);
}

/// <summary>One command.</summary>
/// <param name="WireName">The name on the wire: <c>device_del</c>.</param>
/// <param name="TypeName">The record: <c>DeviceDelCommand</c>.</param>
/// <param name="MethodName">The extension method that runs it: <c>DeviceDelAsync</c>.</param>
/// <param name="Docs">What the spec says of it.</param>
/// <param name="Members">Its arguments.</param>
/// <param name="Result">What it returns; null for nothing.</param>
internal sealed record CommandModel(
    string WireName,
    string TypeName,
    string MethodName,
    CommandDocs Docs,
    EquatableArray<MemberModel> Members,
    MemberType? Result)
{
    /// <summary>The union that its arguments are, in place of members; null for most commands.</summary>
    public MemberModel? Arguments { get; init; }

    /// <summary>Whether it takes arguments that the spec does not list.</summary>
    public bool IsOpen { get; init; }

    /// <summary>Whether it can be run ahead of queued commands.</summary>
    public bool AllowsOutOfBand { get; init; }

    public Stability Stability { get; init; }
}

/// <summary>What a spec says of a command.</summary>
/// <param name="Summary">The first paragraph.</param>
/// <param name="Remarks">The others, with the version that had it first.</param>
/// <param name="Returns">What it returns.</param>
/// <param name="Errors">How it fails.</param>
/// <param name="Examples">Dialogues that the spec shows.</param>
internal sealed record CommandDocs(
    Prose Summary, EquatableArray<Prose> Remarks, string Returns, string Errors, EquatableArray<string> Examples);

/// <summary>An object inside arguments or results.</summary>
/// <param name="TypeName">The record.</param>
/// <param name="Docs">What the spec says of it.</param>
/// <param name="Members">Its members, those of its bases first.</param>
/// <param name="Use">Where it stands.</param>
internal sealed record StructModel(string TypeName, TypeDocs Docs, EquatableArray<MemberModel> Members, TypeUse Use)
{
    public Stability Stability { get; init; }
}

/// <summary>An object of several shapes; which one it has, a member of it tells.</summary>
/// <param name="TypeName">The abstract record.</param>
/// <param name="Docs">What the spec says of it.</param>
/// <param name="Tag">The member that tells.</param>
/// <param name="Members">The members that all shapes have, without the tag.</param>
/// <param name="Branches">The shapes, one for each value of the tag.</param>
/// <param name="OtherName">The nested record for a value that the spec does not list.</param>
/// <param name="Use">Where it stands.</param>
internal sealed record UnionTypeModel(
    string TypeName,
    TypeDocs Docs,
    MemberModel Tag,
    EquatableArray<MemberModel> Members,
    EquatableArray<UnionBranchModel> Branches,
    string OtherName,
    TypeUse Use)
{
    public Stability Stability { get; init; }
}

/// <summary>One shape of a union: its members stand beside those that all shapes have.</summary>
/// <param name="TagText">The tag's value on the wire.</param>
/// <param name="TagName">The property of the tag's type that has this value.</param>
/// <param name="TypeName">The nested record.</param>
/// <param name="Description">What the spec says of it.</param>
/// <param name="Members">The members of its own.</param>
internal sealed record UnionBranchModel(
    string TagText, string TagName, string TypeName, Prose Description, EquatableArray<MemberModel> Members)
{
    /// <summary>A union whose members stand in the same object; null for most shapes.</summary>
    public MemberModel? Inner { get; init; }

    public Stability Stability { get; init; }
}

/// <summary>Where the values of a type stand.</summary>
[Flags]
internal enum TypeUse
{
    None = 0,
    Event = 1,
    Argument = 2,
    Result = 4,
}
