using QmpGen.Generator.Collections;
using QmpGen.Generator.Diagnostics;
using QmpGen.Generator.Model;
using QmpGen.Generator.Naming;

namespace QmpGen.Generator.Qapi;

/// <summary>Builds the schema's models of events and of the types they reach.</summary>
internal sealed class ModelBuilder(ShapeReader shapes, AlternateReader alternates, ReachedTypes reached, QapiDocs docs)
{
    private readonly Dictionary<string, ValueListModel> _valueLists = new(StringComparer.Ordinal);

    public EventModel Event(Definition e, string typeName, string handlerName)
    {
        var (summary, remarks) = docs.Texts(e);
        var (members, union) = Body(e, typeName, ReservedNames.EventMembers);
        return new EventModel(e.Name, typeName, handlerName, summary, remarks, members, docs.RateLimit(e), docs.FollowedBy(e))
        {
            Union = union,
            Examples = docs.Of(e).Examples.ToEquatableArray(),
            Stability = docs.Stability(e, e.Features),
            Condition = e.Condition,
        };
    }

    public ObjectModel Object(Definition type)
    {
        var typeName = reached.NameOf(type);
        var (members, union) = Body(type, typeName, CommandModelBuilder.Reserved(reached.UseOf(type)));
        return new ObjectModel(typeName, ImplicitTypes.NameOf(type), reached.EventsOf(type), members)
        {
            Docs = docs.Type(type),
            Union = union,
            IsBranch = reached.IsBranch(type),
            IsArgument = reached.UseOf(type).HasFlag(TypeUse.Argument),
            Stability = docs.Stability(type, type.Features),
        };
    }

    public AlternateModel Alternate(Definition type)
    {
        var typeName = reached.NameOf(type);
        var branches = alternates.Read(type);
        var names = new RecordNames(ReservedNames.AlternateMembers, typeName);
        foreach (var (branch, form) in branches)
        {
            if (form == JsonForm.Null)
            {
                names.AddReserved("IsNull");
            }
            else
            {
                names.Add(branch.Name, Renamed(branch, typeName));
            }
        }

        var other = names.AddOther();
        names.NameLocals();
        return new AlternateModel(
            typeName,
            docs.Type(type),
            reached.EventsOf(type),
            branches.Select((b, i) => new AlternateBranch(
                b.Form, Member(names, i, type, b.Branch, isOptional: true), Factory(names, b.Form, b.Branch))).ToEquatableArray(),
            Other(names, other))
        {
            Stability = docs.Stability(type, type.Features),
        };
    }

    /// <summary>The names by which users know what a reference to a block device may be stand for themselves.</summary>
    private static string Factory(RecordNames names, JsonForm form, MemberDefinition branch) => (form, branch.Name) switch
    {
        (JsonForm.Null, _) => "Null",
        (JsonForm.Object, "definition") => "Define",
        (JsonForm.String, "reference") => "Node",
        _ => names.AddSibling($"From{Identifier.Pascal(branch.Name)}", $"From{Identifier.Pascal(branch.Name)}Value", (_, _) => { }),
    };

    public ValueListModel ValueList(Definition type)
    {
        if (!_valueLists.TryGetValue(type.Name, out var list))
        {
            list = ReadValueList(type);
            _valueLists.Add(type.Name, list);
        }

        return list;
    }

    private ValueListModel ReadValueList(Definition type)
    {
        var typeName = reached.NameOf(type);
        var names = new ValueNames(typeName);
        var block = docs.Of(type);
        var values = type.Values
            .Select(v => new ValueModel(v.Name, names.Claim(v.Name, Renamed(v, typeName)), block.Member(v.Name))
            {
                Stability = docs.Stability(type, v.Features),
                Condition = v.Condition,
            })
            .ToEquatableArray();
        return new ValueListModel(typeName, reached.KindNameOf(type), ImplicitTypes.NameOf(type), reached.EventsOf(type), values)
        {
            Docs = docs.Type(type),
            Stability = docs.Stability(type, type.Features),
        };
    }

    private (EquatableArray<MemberModel> Members, UnionModel? Union) Body(
        Definition definition, string typeName, IEnumerable<string> reserved)
    {
        var shape = shapes.Of(definition);
        var names = new RecordNames(reserved, typeName);
        foreach (var (_, member) in shape.Members)
        {
            names.Add(member.Name, Renamed(member, typeName));
        }

        foreach (var branch in shape.Branches)
        {
            names.Add(branch.Name, Renamed(branch, typeName));
        }

        var other = shape.Tag is null ? 0 : names.AddOther();
        names.NameLocals();
        var members = shape.Members
            .Select((m, i) => Member(names, i, m.Owner, m.Member, IsOptional(m.Member)))
            .ToList();
        if (shape is not { Tag: { } tag, TagType: { } tagType })
        {
            return (members.ToEquatableArray(), null);
        }

        var kinds = ValueList(tagType);
        var branches = shape.Branches.Select((b, i) => new BranchModel(
            b.Name,
            kinds.Values.First(v => v.Text == b.Name).Name,
            Member(names, members.Count + i, definition, b, isOptional: true)));
        var union = new UnionModel(
            members.First(m => m.WireName == tag.Name),
            kinds.KindTypeName,
            branches.ToEquatableArray(),
            Other(names, other));
        return (members.ToEquatableArray(), union);
    }

    public static Action<string, string> Renamed(MemberDefinition member, string typeName) =>
        (wanted, claimed) => member.Location.Report(Descriptors.MemberRenamed, member.Name, typeName, wanted, claimed);

    private static Action<string, string> Renamed(ValueDefinition value, string typeName) =>
        (wanted, claimed) => value.Location.Report(Descriptors.ValueRenamed, value.Name, typeName, wanted, claimed);

    /// <summary>
    /// A member that depends on how QEMU was built, or that may go, is missing in some messages whatever the schema
    /// says.
    /// </summary>
    public static bool IsOptional(MemberDefinition member) =>
        member.IsOptional || member.Condition is not null || member.Features != default;

    public MemberModel Member(RecordNames names, int index, Definition owner, MemberDefinition member, bool isOptional) =>
        new(
            member.Name,
            names.Property(index),
            names.Local(index),
            reached.TypeOf(member.Type),
            isOptional,
            docs.Member(owner, member.Name))
        {
            IsOptionalInSpec = member.IsOptional,
            Stability = docs.Stability(owner, member.Features),
            Condition = member.Condition,
        };

    private static MemberModel Other(RecordNames names, int index) =>
        new(string.Empty, names.Property(index), names.Local(index), new MemberType(MemberKind.Json), IsOptional: true, Prose.Empty);
}
