using QmpGen.Generator.Collections;
using QmpGen.Generator.Model;
using QmpGen.Generator.Naming;

namespace QmpGen.Generator.Qapi;

/// <summary>Builds the schema's models of commands.</summary>
internal sealed class CommandModelBuilder(
    TypeTable types, ShapeReader shapes, ReachedTypes reached, ModelBuilder models, QapiDocs docs)
{
    public CommandModel Command(Definition command, string typeName, string methodName)
    {
        var names = new RecordNames(ReservedNames.CommandMembers, typeName);
        var union = CommandTypes.UnionOf(command, types);
        var members = union is null ? [.. shapes.Of(command).Members] : new List<(Definition Owner, MemberDefinition Member)>();
        foreach (var (_, member) in members)
        {
            names.Add(member.Name, ModelBuilder.Renamed(member, typeName));
        }

        if (union is not null)
        {
            names.AddReserved("Arguments");
        }

        names.NameLocals();
        return new CommandModel(
            command.Name,
            typeName,
            methodName,
            docs.Command(command),
            members.Select((m, i) => Argument(models.Member(names, i, m.Owner, m.Member, m.Member.IsOptional))).ToEquatableArray(),
            command.Returns is { } returns ? reached.TypeOf(returns) : null)
        {
            Arguments = union is null ? null : Whole(command.Base!, names),
            IsOpen = command.IsOpen,
            AllowsOutOfBand = command.AllowsOutOfBand,
            Stability = docs.Stability(command, command.Features),
        };
    }

    public StructModel Struct(Definition type)
    {
        var use = reached.UseOf(type);
        var typeName = reached.NameOf(type);
        var members = Members(type, use, Reserved(use), typeName);
        return new StructModel(typeName, docs.Type(type), members, use) { Stability = docs.Stability(type, type.Features) };
    }

    /// <summary>The members of a record.</summary>
    public EquatableArray<MemberModel> Members(Definition type, TypeUse use, IEnumerable<string> reserved, string typeName)
    {
        var members = shapes.Of(type).Members;
        var names = new RecordNames(reserved, typeName);
        foreach (var (_, member) in members)
        {
            names.Add(member.Name, ModelBuilder.Renamed(member, typeName));
        }

        names.NameLocals();
        return members.Select((m, i) => Member(names, i, m, use)).ToEquatableArray();
    }

    public MemberModel Member(RecordNames names, int index, (Definition Owner, MemberDefinition Member) member, TypeUse use)
    {
        var isOptional = use == TypeUse.Argument ? member.Member.IsOptional : ModelBuilder.IsOptional(member.Member);
        var model = models.Member(names, index, member.Owner, member.Member, isOptional);
        return use == TypeUse.Argument ? Argument(model) : model;
    }

    /// <summary>What a record of its use has on its own account.</summary>
    public static IReadOnlyList<string> Reserved(TypeUse use) =>
        use.HasFlag(TypeUse.Argument) ? ReservedNames.ArgumentMembers : ReservedNames.RecordMembers;

    private MemberModel Whole(TypeReference union, RecordNames names) =>
        new(string.Empty, names.Property(0), names.Local(0), reached.TypeOf(union), IsOptional: false, Prose.Empty);

    /// <summary>What may be any JSON is easily written down where it is only sent.</summary>
    private static MemberModel Argument(MemberModel member) => member.Type is { Kind: MemberKind.Json, IsArray: false }
        ? member with { Type = member.Type with { Kind = MemberKind.Argument } }
        : member;
}
