using QmpGen.Generator.Collections;

namespace QmpGen.Generator.Model;

/// <summary>The branches of an object: which one it has, a member of it tells.</summary>
/// <param name="Tag">The member that tells.</param>
/// <param name="KindTypeName">The enum of the tag's values.</param>
/// <param name="Branches">The branches in the spec's order.</param>
/// <param name="Other">What keeps an object whose branch the spec does not know.</param>
internal sealed record UnionModel(
    MemberModel Tag,
    string KindTypeName,
    EquatableArray<BranchModel> Branches,
    MemberModel Other);

/// <summary>A branch: its members stand in the same JSON object, in C# they are a record of their own.</summary>
/// <param name="TagText">The tag's value on the wire.</param>
/// <param name="TagName">The enum's member for that value.</param>
/// <param name="Member">The property that has the branch; its wire name is the tag's value.</param>
internal sealed record BranchModel(string TagText, string TagName, MemberModel Member);

/// <summary>A value that may be of several kinds of JSON.</summary>
/// <param name="TypeName">The record.</param>
/// <param name="Docs">What the spec says of it.</param>
/// <param name="EventNames">The wire names of the events that have it.</param>
/// <param name="Branches">The kinds, one property for each.</param>
/// <param name="Other">What keeps a value of any other kind.</param>
internal sealed record AlternateModel(
    string TypeName,
    TypeDocs Docs,
    EquatableArray<string> EventNames,
    EquatableArray<AlternateBranch> Branches,
    MemberModel Other)
{
    public Stability Stability { get; init; }
}

/// <summary>A kind of JSON that an alternate's value may be of.</summary>
/// <param name="Form">The kind.</param>
/// <param name="Member">The property that holds a value of this kind.</param>
/// <param name="FactoryName">The static member that makes a value of it.</param>
internal sealed record AlternateBranch(JsonForm Form, MemberModel Member, string FactoryName);

/// <summary>A kind of JSON by which an alternate's branch is told.</summary>
internal enum JsonForm
{
    String,
    Boolean,
    Integer,
    Number,
    Object,
    Array,
    Null,
}
