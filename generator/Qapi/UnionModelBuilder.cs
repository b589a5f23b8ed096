using QmpGen.Generator.Collections;
using QmpGen.Generator.Model;
using QmpGen.Generator.Naming;

namespace QmpGen.Generator.Qapi;

/// <summary>Builds the models of unions: a record for what all shapes have, and one for each value of the tag.</summary>
internal sealed class UnionModelBuilder(
    TypeTable types, ShapeReader shapes, ReachedTypes reached, ModelBuilder models, CommandModelBuilder records, QapiDocs docs)
{
    /// <summary>The model of a union; null for one without a usable tag, which is reported elsewhere.</summary>
    public UnionTypeModel? Union(Definition type)
    {
        if (shapes.Of(type) is not { Tag: { } tag, TagType: { } tagType } shape)
        {
            return null;
        }

        var use = reached.UseOf(type);
        var typeName = reached.NameOf(type);
        var reserved = CommandModelBuilder.Reserved(use);
        var names = new RecordNames([.. reserved, "Json", "ReadAll", "ReadCommon"], typeName);
        foreach (var (_, member) in shape.Members)
        {
            names.Add(member.Name, ModelBuilder.Renamed(member, typeName));
        }

        var values = models.ValueList(tagType).Values;
        var nested = values.Select(v => Nested(names, v.Text, typeName, type)).ToList();
        var other = names.AddSibling("Other", "OtherJson", (_, _) => { });
        names.NameLocals();
        var members = shape.Members.Select((m, i) => records.Member(names, i, m, use)).ToList();
        var inherited = reserved.Concat(members.Select(m => m.PropertyName)).Concat(["ReadAll", "ReadCommon", typeName]).ToList();
        return new UnionTypeModel(
            typeName,
            docs.Type(type),
            members.First(m => m.WireName == tag.Name),
            members.Where(m => m.WireName != tag.Name).ToEquatableArray(),
            values.Select((v, i) => Branch(type, shape, v, nested[i], inherited, use)).ToEquatableArray(),
            other,
            use)
        {
            Stability = docs.Stability(type, type.Features),
        };
    }

    private static string Nested(RecordNames names, string value, string typeName, Definition union)
    {
        var wanted = value.Length == 0 ? "Empty" : Identifier.Pascal(value);
        return names.AddSibling(
            wanted,
            $"{wanted}Branch",
            (name, claimed) => union.Location.Report(Diagnostics.Descriptors.MemberRenamed, value, typeName, name, claimed));
    }

    private UnionBranchModel Branch(
        Definition union, Shape shape, ValueModel value, string typeName, IReadOnlyList<string> inherited, TypeUse use)
    {
        var branch = shape.Branches.FirstOrDefault(b => b.Name == value.Text);
        var type = branch is null ? null : types.Find(branch.Type.Name).Definition;
        var model = new UnionBranchModel(
            value.Text,
            value.Name,
            typeName,
            branch is null ? Prose.Empty : docs.Member(union, branch.Name),
            type is { Kind: DefinitionKind.Struct } ? records.Members(type, use, inherited, typeName) : EquatableArray<MemberModel>.Empty)
        {
            Stability = value.Stability,
        };
        if (type is not { Kind: DefinitionKind.Union })
        {
            return model;
        }

        // A union inside a union has the name of its type: there is no member on the wire to name it after.
        var names = new RecordNames(inherited, typeName);
        names.Add(ImplicitTypes.NameOf(type), (_, _) => { });
        names.NameLocals();
        return model with { Inner = models.Member(names, 0, union, branch!, isOptional: false) };
    }
}
