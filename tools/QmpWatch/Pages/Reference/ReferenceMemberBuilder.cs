using QmpGen.Generator.Model;

namespace QmpWatch.Pages.Reference;

/// <summary>Unfolds the members of events: what a type holds stands where a message holds it.</summary>
/// <param name="schema">The types.</param>
/// <param name="toText">Turns the generator's prose into the page's.</param>
internal sealed class ReferenceMemberBuilder(EventSchema schema, Func<Prose, ReferenceText> toText)
{
    // Commands lead to hundreds of types, many of which hold each other.
    private const int DeepestOfCommands = 2;

    private readonly Dictionary<string, ObjectModel> _objects = schema.Objects.ToDictionary(o => o.TypeName, StringComparer.Ordinal);
    private readonly Dictionary<string, StructModel> _structs = schema.Commands.Structs.ToDictionary(
        s => s.TypeName, StringComparer.Ordinal);
    private readonly Dictionary<string, UnionTypeModel> _unions = schema.Unions.Concat(schema.Commands.Unions).ToDictionary(
        u => u.TypeName, StringComparer.Ordinal);
    private readonly Dictionary<string, ValueListModel> _valueLists = schema.ValueLists.Concat(schema.Commands.ValueLists).ToDictionary(
        l => l.TypeName, StringComparer.Ordinal);
    private readonly Dictionary<string, AlternateModel> _alternates = schema.Alternates.Concat(schema.Commands.Alternates).ToDictionary(
        a => a.TypeName, StringComparer.Ordinal);

    // A type may hold itself; what stands above is not unfolded a second time.
    private readonly Stack<string> _unfolding = [];
    private int _deepest = int.MaxValue;

    /// <summary>The arguments of a command, and what they hold.</summary>
    public ReferenceMembers Build(CommandModel command)
    {
        _deepest = DeepestOfCommands;
        var members = command.Arguments is { } union ? Unfold(union.Type) : Build(command.Members, null, command.TypeName);
        _deepest = int.MaxValue;
        return members;
    }

    /// <summary>The members of an object.</summary>
    public ReferenceMembers Build(IEnumerable<MemberModel> members, UnionModel? union, string typeName)
    {
        _unfolding.Push(typeName);
        var always = members.Select(ToMember).ToList();
        var branches = union?.Branches
            .Select(b => new ReferenceBranch($"{union.Tag.WireName} is \"{b.TagText}\"", b.Member.Type.TypeName!, BranchMembers(b, always)))
            .ToList();
        _unfolding.Pop();
        return new ReferenceMembers(always, branches ?? []);
    }

    public static Standing ToStanding(Stability stability) => new(stability.Deprecation, stability.IsUnstable);

    /// <summary>The record of a branch may repeat what the object has anyway.</summary>
    private ReferenceMembers BranchMembers(BranchModel branch, IReadOnlyList<ReferenceMember> always)
    {
        var members = Unfold(branch.Member.Type);
        return members with { Always = [.. members.Always.Where(m => always.All(a => a.Name != m.Name))] };
    }

    private ReferenceMember ToMember(MemberModel member)
    {
        var text = toText(member.Description);
        return new ReferenceMember(
            member.WireName,
            member.PropertyName,
            Kind(member.Type),
            TypeName(member.Type) + (member.IsOptional ? "?" : string.Empty),
            member.IsOptional,
            text.IsEmpty && DocsOf(member.Type) is { } docs ? toText(docs.Summary) : text,
            member.Type is { Kind: MemberKind.Value, TypeName: { } values } ? [.. _valueLists[values].Values.Select(ToValue)] : [],
            Unfold(member.Type),
            ToStanding(member.Stability));
    }

    private ReferenceMembers Unfold(MemberType type)
    {
        if (type.TypeName is not { } name || _unfolding.Contains(name) || _unfolding.Count >= _deepest)
        {
            return ReferenceMembers.None;
        }

        if (_structs.TryGetValue(name, out var inside))
        {
            return Build(inside.Members, null, name);
        }

        if (_unions.TryGetValue(name, out var union))
        {
            return Build(union);
        }

        if (_objects.TryGetValue(name, out var o))
        {
            return Build(o.Members, o.Union, name);
        }

        if (!_alternates.TryGetValue(name, out var alternate))
        {
            return ReferenceMembers.None;
        }

        _unfolding.Push(name);
        var branches = alternate.Branches
            .Select(b => new ReferenceBranch($"it is {Article(Kind(b.Member.Type))}", TypeName(b.Member.Type), Unfold(b.Member.Type)))
            .ToList();
        _unfolding.Pop();
        return new ReferenceMembers([], branches);
    }

    private ReferenceMembers Build(UnionTypeModel union)
    {
        _unfolding.Push(union.TypeName);
        var always = union.Members.Prepend(union.Tag).Select(ToMember).ToList();
        var branches = union.Branches
            .Where(b => b.Members.Count > 0 || b.Inner is not null)
            .Select(b => new ReferenceBranch(
                $"{union.Tag.WireName} is \"{b.TagText}\"",
                $"{union.TypeName}.{b.TypeName}",
                b.Inner is { } inner ? Unfold(inner.Type) : new ReferenceMembers([.. b.Members.Select(ToMember)], [])))
            .ToList();
        _unfolding.Pop();
        return new ReferenceMembers(always, branches);
    }

    private static ReferenceValue ToValue(ValueModel value) => new(value.Text, value.Name, value.Description, ToStanding(value.Stability));

    private TypeDocs? DocsOf(MemberType type) => type.TypeName is not { } name ? null
        : _objects.TryGetValue(name, out var o) ? o.Docs
        : _valueLists.TryGetValue(name, out var list) ? list.Docs
        : _structs.TryGetValue(name, out var inside) ? inside.Docs
        : _unions.TryGetValue(name, out var union) ? union.Docs
        : _alternates.GetValueOrDefault(name)?.Docs;

    private string Kind(MemberType type)
    {
        var repeats = type.TypeName is { } name && _unfolding.Contains(name) && !_valueLists.ContainsKey(name)
            ? ", as above"
            : string.Empty;
        return type.IsArray ? $"array of {ItemKind(type)}s{repeats}" : $"{ItemKind(type)}{repeats}";
    }

    private static string ItemKind(MemberType type) => type.Kind switch
    {
        MemberKind.String or MemberKind.Value => "string",
        MemberKind.Double => "number",
        MemberKind.Boolean => "boolean",
        MemberKind.Object => "object",
        MemberKind.Null => "null",
        MemberKind.Json or MemberKind.Alternate or MemberKind.Argument => "any value",
        _ => "integer",
    };

    private static string Article(string kind) =>
        kind is "null" or "any value" ? kind : $"{(kind[0] is 'a' or 'i' or 'o' ? "an" : "a")} {kind}";

    public static string TypeName(MemberType type) => type.IsArray ? $"QmpList<{ItemTypeName(type)}>" : ItemTypeName(type);

    private static string ItemTypeName(MemberType type) => type.Kind switch
    {
        MemberKind.String => "string",
        MemberKind.Int8 => "sbyte",
        MemberKind.Int16 => "short",
        MemberKind.Int32 => "int",
        MemberKind.Int64 => "long",
        MemberKind.UInt8 => "byte",
        MemberKind.UInt16 => "ushort",
        MemberKind.UInt32 => "uint",
        MemberKind.UInt64 => "ulong",
        MemberKind.Double => "double",
        MemberKind.Boolean => "bool",
        MemberKind.Json or MemberKind.Null => "JsonElement",
        MemberKind.Argument => "QmpArgument",
        _ => type.TypeName!,
    };
}
