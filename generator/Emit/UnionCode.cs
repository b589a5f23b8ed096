using QmpGen.Generator.Model;

namespace QmpGen.Generator.Emit;

/// <summary>
/// What records with branches have more than others: a property for each branch, and one for a branch that the spec does
/// not know. On the wire a branch's members stand beside the others, so a branch is read from the same object again.
/// </summary>
/// <param name="names">How the emitted types are called in full.</param>
/// <param name="schema">Tells which branches have branches themselves.</param>
internal sealed class UnionCode(TypeNames names, EventSchema schema)
{
    /// <summary>The parameter that tells a branch which members of the object are written already.</summary>
    public const string Written = "written";

    private readonly HashSet<string> _unions = new(
        schema.Objects.Where(o => o.Union is not null).Select(o => o.TypeName), StringComparer.Ordinal);

    /// <summary>All that takes part in equality: the members, the branches, and what is not known.</summary>
    public static IReadOnlyList<MemberModel> AllMembers(IReadOnlyList<MemberModel> members, UnionModel? union) =>
        union is null ? members : [.. members, .. union.Branches.Select(b => b.Member), union.Other];

    public void Properties(CodeWriter code, UnionModel union)
    {
        var tag = Docs.Code(union.Tag.WireName);
        foreach (var branch in union.Branches)
        {
            var text = Docs.Sentence(branch.Member.Description, names);
            code.Line();
            Docs.Summary(code, text.Length == 0 ? $"The members that are sent if {tag} is {Docs.Code(branch.TagText)}." : text);
            code.Line(
                $"/// <remarks>Set if {tag} is {Docs.Code(branch.TagText)}. On the wire, its members are in the same object as "
                    + $"{tag}.</remarks>");
            StabilityCode.Attributes(code, branch.Member.Stability);
            code.Line($"public {names.Of(branch.Member.Type)}? {branch.Member.PropertyName} {{ get; init; }}");
        }

        code.Line();
        Docs.Summary(code, $"The whole object as received, if {tag} has a value that the spec does not list.");
        code.Line($"public {SystemNames.JsonElement}? {union.Other.PropertyName} {{ get; init; }}");
    }

    /// <summary>Keeps the place where the object starts, before its members are read.</summary>
    public static void KeepStart(CodeWriter code, UnionModel? union)
    {
        if (union is not null)
        {
            code.Line("var start = reader;");
        }
    }

    public void Read(CodeWriter code, UnionModel union)
    {
        foreach (var branch in union.Branches)
        {
            code.Line($"{names.Of(branch.Member.Type)}? {branch.Member.LocalName} = null;");
        }

        code.Line($"{SystemNames.JsonElement}? {union.Other.LocalName} = null;");
        code.Open($"switch ({union.Tag.LocalName}?.Kind)");
        foreach (var branch in union.Branches)
        {
            code.Line($"case {Kind(union)}.{branch.TagName}:");
            code.Line($"    {branch.Member.LocalName} = {names.Of(branch.Member.Type)}.ReadJson(ref start);");
            code.Line("    break;");
        }

        if (union.Tag.IsOptional)
        {
            code.Line("case null:");
        }

        code.Line($"case {Kind(union)}.{ValueListModel.UnlistedName}:");
        code.Line($"    {union.Other.LocalName} = {RuntimeNames.Json}.ReadElement(ref start);");
        code.Line("    break;");
        code.Close();
    }

    /// <summary>Writes the branch that the tag names, and no other.</summary>
    /// <param name="code">Where to emit.</param>
    /// <param name="union">The branches.</param>
    /// <param name="members">The members beside them.</param>
    /// <param name="isBranch">Whether all this stands in the object of another union, which has written members of its own.</param>
    public void Write(CodeWriter code, UnionModel union, IEnumerable<MemberModel> members, bool isBranch)
    {
        var own = string.Join(", ", members.Select(m => Literals.String(m.WireName)));
        var all = isBranch ? $"{RuntimeNames.JsonValues}.AddNames({Written}, {own})" : $"new string[] {{ {own} }}";
        code.Open($"switch ({union.Tag.PropertyName}{(union.Tag.IsOptional ? "?" : "")}.Kind)");
        foreach (var branch in union.Branches)
        {
            code.Line($"case {Kind(union)}.{branch.TagName}:");
            var written = _unions.Contains(branch.Member.Type.TypeName!) ? $", {all}" : string.Empty;
            code.Line($"    {branch.Member.PropertyName}?.WriteMembers(writer{written});");
            code.Line("    break;");
        }

        if (union.Tag.IsOptional)
        {
            code.Line("case null:");
        }

        code.Line($"case {Kind(union)}.{ValueListModel.UnlistedName}:");
        code.Line($"    {RuntimeNames.JsonValues}.WriteMembers(writer, {union.Other.PropertyName}, {all});");
        code.Line("    break;");
        code.Close();
    }

    private string Kind(UnionModel union) => names.Of(union.KindTypeName);
}
