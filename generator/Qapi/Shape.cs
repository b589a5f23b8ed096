using System.Collections.Immutable;

namespace QmpGen.Generator.Qapi;

/// <summary>What a JSON object of a definition looks like: its own members with those of all its bases, and its branches.</summary>
/// <param name="Members">The members, the outermost base's first, each with the definition that documents it.</param>
/// <param name="Tag">The member that tells the branch; null for what has no branches.</param>
/// <param name="TagType">The enum of the tag's values.</param>
/// <param name="Branches">The branches, all of them objects.</param>
internal sealed record Shape(
    ImmutableArray<(Definition Owner, MemberDefinition Member)> Members,
    MemberDefinition? Tag,
    Definition? TagType,
    ImmutableArray<MemberDefinition> Branches)
{
    public static Shape Empty { get; } = new(
        ImmutableArray<(Definition, MemberDefinition)>.Empty, null, null, ImmutableArray<MemberDefinition>.Empty);
}
