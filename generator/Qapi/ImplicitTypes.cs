using System.Collections.Immutable;

namespace QmpGen.Generator.Qapi;

/// <summary>
/// Spells out old unions, which have no discriminator of their own: on the wire they have a <c>type</c> and, in
/// <c>data</c>, the branch. So such a union is one with an enum of its branches and with branches of one member.
/// </summary>
internal sealed class ImplicitTypes(TypeTable types)
{
    /// <summary>What no name in a schema may start with.</summary>
    public const string Prefix = "q_obj_";

    /// <summary>The name that a type goes by, whether somebody wrote it or a union implies it.</summary>
    public static string NameOf(Definition definition) => definition.Name.StartsWith(Prefix, StringComparison.Ordinal)
        ? definition.Name.Substring(Prefix.Length)
        : definition.Name;

    public Definition Desugar(Definition union)
    {
        var tagType = new Definition(DefinitionKind.Enum, $"{Prefix}{union.Name}Kind", union.Location)
        {
            Values = union.Branches
                .Select(b => new ValueDefinition(b.Name, b.Location, default) { Condition = b.Condition })
                .ToImmutableArray(),
        };
        types.Imply(tagType);
        var tag = new MemberDefinition("type", union.Location, new TypeReference(tagType.Name, IsArray: false, union.Location));
        return union with
        {
            Members = union.Members.Add(tag),
            Branches = union.Branches.Select(Wrap).ToImmutableArray(),
            Discriminator = ("type", union.Location),
        };
    }

    private MemberDefinition Wrap(MemberDefinition branch)
    {
        var type = branch.Type;
        var wrapper = new Definition(DefinitionKind.Struct, $"{Prefix}{type.Name}{(type.IsArray ? "List" : "")}-wrapper", branch.Location)
        {
            Members = ImmutableArray.Create(new MemberDefinition("data", branch.Location, type)),
        };
        types.Imply(wrapper);
        return branch with { Type = new TypeReference(wrapper.Name, IsArray: false, branch.Location) };
    }
}
