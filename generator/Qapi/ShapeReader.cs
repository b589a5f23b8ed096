using System.Collections.Immutable;
using QmpGen.Generator.Diagnostics;

namespace QmpGen.Generator.Qapi;

/// <summary>Works out the shape of structs, unions and events, and holds their parts against each other.</summary>
internal sealed class ShapeReader(TypeTable types)
{
    // QEMU's own schemas need four; without an end, a long chain takes its length squared to follow.
    private const int DeepestBases = 64;

    private readonly Dictionary<string, Shape> _shapes = new(StringComparer.Ordinal);
    private readonly HashSet<string> _following = new(StringComparer.Ordinal);
    private readonly ImplicitTypes _implicit = new(types);

    public Shape Of(Definition definition)
    {
        if (!_shapes.TryGetValue(definition.Name, out var shape))
        {
            shape = Read(definition);

            // A type that leads back to itself has been read on the way.
            _shapes[definition.Name] = shape;
        }

        return shape;
    }

    private Shape Read(Definition definition)
    {
        var members = ImmutableArray.CreateBuilder<(Definition Owner, MemberDefinition Member)>();
        var union = definition;
        foreach (var part in WithBases(definition))
        {
            if (part.Kind == DefinitionKind.Union)
            {
                union = part;
            }

            members.AddRange(part.Members.Select(m => (part, m)));
        }

        var isUnion = union.Kind == DefinitionKind.Union;
        if (isUnion && union.Discriminator is null)
        {
            union = union with { Branches = Distinct(union) };
            foreach (var branch in union.Branches)
            {
                types.Resolve(branch.Type);
            }

            union = _implicit.Desugar(union);
            members.AddRange(union.Members.Skip(members.Count(m => m.Owner.Name == union.Name)).Select(m => (union, m)));
        }

        var distinct = Distinct(definition, members.ToImmutable());
        return isUnion ? Branches(union, distinct) : Shape.Empty with { Members = distinct };
    }

    /// <summary>The definition after all its bases, the outermost first.</summary>
    private List<Definition> WithBases(Definition definition)
    {
        var parts = new List<Definition> { definition };
        var names = new HashSet<string>(StringComparer.Ordinal) { definition.Name };
        while (parts[0].Base is { } reference)
        {
            var user = parts[0];
            var (@base, builtin) = types.Resolve(reference);
            var mayBeUnion = user is { Kind: DefinitionKind.Event or DefinitionKind.Command, IsBoxed: true };
            if (@base?.Kind != DefinitionKind.Struct && !(mayBeUnion && @base?.Kind == DefinitionKind.Union))
            {
                if (@base is not null || builtin is not null)
                {
                    reference.Location.Report(
                        Descriptors.QapiWrongType, reference.Name, $"'{user.Name}'", mayBeUnion ? "a struct or a union" : "a struct");
                }

                break;
            }

            if (!names.Add(@base!.Name) || parts.Count > DeepestBases)
            {
                reference.Location.Report(Descriptors.QapiContainsItself, @base.Name);
                break;
            }

            parts.Insert(0, @base);
        }

        return parts;
    }

    private static ImmutableArray<MemberDefinition> Distinct(Definition union) =>
        Distinct(union, union.Branches.Select(b => (union, b)).ToImmutableArray()).Select(b => b.Member).ToImmutableArray();

    private static ImmutableArray<(Definition Owner, MemberDefinition Member)> Distinct(
        Definition definition, ImmutableArray<(Definition Owner, MemberDefinition Member)> members)
    {
        var seen = new Dictionary<string, MemberDefinition>(StringComparer.Ordinal);
        var distinct = ImmutableArray.CreateBuilder<(Definition Owner, MemberDefinition Member)>();
        foreach (var (owner, member) in members)
        {
            if (seen.TryGetValue(QapiName.Fold(member.Name), out var first))
            {
                member.Location.Report(Descriptors.QapiClash, member.Name, $"'{definition.Name}'", first.Location.Describe());
                continue;
            }

            seen.Add(QapiName.Fold(member.Name), member);
            distinct.Add((owner, member));
        }

        return distinct.ToImmutable();
    }

    private Shape Branches(Definition union, ImmutableArray<(Definition Owner, MemberDefinition Member)> members)
    {
        var shape = Shape.Empty with { Members = members };
        if (union.Discriminator is not { } discriminator)
        {
            return shape;
        }

        var (name, place) = discriminator;
        var tag = members.Select(m => m.Member).FirstOrDefault(m => m.Name == name);
        if (tag is null)
        {
            place.Report(Descriptors.QapiDiscriminator, name, union.Name, "a member of its base");
            return shape;
        }

        if (tag.IsOptional
            || tag.Condition is not null
            || tag.Type.IsArray
            || types.Find(tag.Type.Name).Definition is not { Kind: DefinitionKind.Enum } tagType)
        {
            place.Report(Descriptors.QapiDiscriminator, name, union.Name, "a member that is an enum and always there");
            return shape;
        }

        // A value without a branch has the base's members alone; without values there is nothing at all.
        if (tagType.Values.IsEmpty)
        {
            union.Location.Report(Descriptors.QapiStructure, $"The union '{union.Name}'", "at least one branch", "none");
        }

        var branches = ImmutableArray.CreateBuilder<MemberDefinition>();
        foreach (var branch in union.Branches)
        {
            if (tagType.Values.All(v => v.Name != branch.Name))
            {
                branch.Location.Report(Descriptors.QapiUnknownBranch, branch.Name, union.Name, tagType.Name);
            }
            else if (IsObject(union, branch.Type) && HasNamesOfItsOwn(union, branch, members))
            {
                branches.Add(branch);
            }
        }

        return new Shape(members, tag, tagType, branches.ToImmutable());
    }

    /// <summary>Whether no member of a branch is one of the base too: on the wire they are members of one object.</summary>
    private bool HasNamesOfItsOwn(
        Definition union, MemberDefinition branch, ImmutableArray<(Definition Owner, MemberDefinition Member)> members)
    {
        // Unions can be branches of each other, in a circle or in a chain that no stack is deep enough for.
        if (_following.Count > DeepestBases || !_following.Add(branch.Type.Name))
        {
            return true;
        }

        var names = members.ToLookup(m => QapiName.Fold(m.Member.Name), m => m.Member);
        var clash = MembersOf(types.Find(branch.Type.Name).Definition!).FirstOrDefault(m => names.Contains(QapiName.Fold(m.Name)));
        _following.Remove(branch.Type.Name);
        if (clash is not null)
        {
            branch.Location.Report(
                Descriptors.QapiClash,
                clash.Name,
                $"the branch '{branch.Name}' of '{union.Name}'",
                names[QapiName.Fold(clash.Name)].First().Location.Describe());
        }

        return clash is null;
    }

    /// <summary>The members of an object, and of what may stand beside them in it.</summary>
    private IEnumerable<MemberDefinition> MembersOf(Definition definition)
    {
        var shape = Of(definition);
        var further = shape.Branches.Select(b => Of(types.Find(b.Type.Name).Definition!)).SelectMany(s => s.Members);
        return shape.Members.Concat(further).Select(m => m.Member);
    }

    private bool IsObject(Definition union, TypeReference reference)
    {
        var (type, builtin) = types.Resolve(reference);
        var isObject = !reference.IsArray && type is { Kind: DefinitionKind.Struct or DefinitionKind.Union };
        if (!isObject && (type is not null || builtin is not null))
        {
            reference.Location.Report(Descriptors.QapiWrongType, reference.Name, $"A branch of '{union.Name}'", "a struct or a union");
        }

        return isObject;
    }
}
