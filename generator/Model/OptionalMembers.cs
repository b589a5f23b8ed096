using QmpGen.Generator.Collections;

namespace QmpGen.Generator.Model;

/// <summary>
/// Makes the members of a schema optional, for messages of a QEMU that is older than the spec. The schema still knows which
/// members the spec requires, and all names stay as they are.
/// </summary>
internal static class OptionalMembers
{
    public static EventSchema WithOptionalMembers(this EventSchema schema) => schema with
    {
        Events = schema.Events.Select(e => e with { Members = Optional(e.Members), Union = Optional(e.Union) }).ToEquatableArray(),
        Objects = schema.Objects.Select(o => o with { Members = Optional(o.Members), Union = Optional(o.Union) }).ToEquatableArray(),
        Unions = schema.Unions.Select(Optional).ToEquatableArray(),
        Commands = schema.Commands with
        {
            Structs = schema.Commands.Structs
                .Select(s => IsSentOnly(s.Use) ? s : s with { Members = Optional(s.Members) })
                .ToEquatableArray(),
            Unions = schema.Commands.Unions.Select(Optional).ToEquatableArray(),
        },
    };

    /// <summary>Whether no QEMU sends such a value: what a command requires, every QEMU requires.</summary>
    private static bool IsSentOnly(TypeUse use) => use == TypeUse.Argument;

    private static UnionTypeModel Optional(UnionTypeModel union) => IsSentOnly(union.Use) ? union : union with
    {
        Tag = Optional(union.Tag),
        Members = Optional(union.Members),
        Branches = union.Branches.Select(b => b with { Members = Optional(b.Members) }).ToEquatableArray(),
    };

    private static EquatableArray<MemberModel> Optional(EquatableArray<MemberModel> members) =>
        members.Select(Optional).ToEquatableArray();

    private static UnionModel? Optional(UnionModel? union) => union is null ? null : union with { Tag = Optional(union.Tag) };

    private static MemberModel Optional(MemberModel member) => member with { IsOptional = true };
}
