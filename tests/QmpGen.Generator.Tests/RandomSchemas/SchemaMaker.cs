namespace QmpGen.Generator.Tests.RandomSchemas;

/// <summary>Makes valid schemas: small ones, so that a failure is easy to read, of every construct in every combination.</summary>
internal sealed partial class SchemaMaker(Random random, bool isOld)
{
    private static readonly BuiltinType[] Builtins =
    [
        .. new[]
        {
            "str", "bool", "number", "int", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "size", "any", "null",
            "QType",
        }.Select(n => new BuiltinType(n)),
    ];

    // What can be read by its layout: without such schemas the fast way would hardly be met.
    private static readonly BuiltinType[] PlainBuiltins =
        [.. Builtins.Where(b => b.Name is not ("number" or "any" or "null"))];

    private readonly Names _names = new(random, isOld);
    private readonly bool _isPlain = random.Next(5) < 2;
    private readonly RandomSchema _schema = new() { IsLenient = random.Next(8) == 0 };

    private IEnumerable<ObjectType> Objects => _schema.Types.OfType<ObjectType>();

    public static RandomSchema Make(int seed)
    {
        var random = new Random(seed);
        return new SchemaMaker(random, isOld: random.Next(8) == 0).Make();
    }

    private RandomSchema Make()
    {
        for (var n = random.Next(3, 9); n > 0; n--)
        {
            _ = random.Next(_isPlain ? 12 : 6) switch
            {
                0 => AddEnum(0),
                1 => AddAlternate(),
                2 => isOld ? AddOldUnion() : AddUnion(),
                3 => AddCircle(),
                _ => (SchemaType)AddStruct([]),
            };
        }

        for (var n = random.Next(1, 4); n > 0; n--)
        {
            _schema.Events.Add(Event());
        }

        for (var n = random.Next(4); n > 0; n--)
        {
            _schema.Commands.Add(Command());
        }

        return _schema;
    }

    private EnumType AddEnum(int atLeast)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var count = random.Next(Math.Max(atLeast, random.Next(4)), 5);
        var type = Add(new EnumType(_names.Type()) { Values = [.. Enumerable.Range(0, count).Select(_ => _names.Value(taken))] });
        foreach (var value in type.Values.Where(_ => random.Next(8) == 0))
        {
            type.Clauses[value] = random.Next(2) == 0
                ? $", 'if': {Clauses.Condition(random)}"
                : $", 'features': [ '{Clauses.Feature(random)}' ]";
        }

        return type;
    }

    /// <summary>Adds a struct.</summary>
    /// <param name="avoid">The names that its members must not have.</param>
    private ObjectType AddStruct(IEnumerable<string> avoid)
    {
        var type = new ObjectType(_names.Type()) { Clauses = Clauses.OfType(random) };
        FillStruct(type, avoid);
        if (random.Next(5) == 0)
        {
            AddMember(type, new TypeUse(type, IsArray: random.Next(2) == 0), isEndless: true, avoid: avoid.Select(Names.Fold));
        }

        return Add(type);
    }

    /// <summary>Adds two structs that lead to each other.</summary>
    private ObjectType AddCircle()
    {
        var (first, second) = (new ObjectType(_names.Type()), new ObjectType(_names.Type()));
        FillStruct(first, []);
        AddMember(first, new TypeUse(second, IsArray: random.Next(2) == 0), isEndless: true);
        Add(first);
        FillStruct(second, []);
        AddMember(second, new TypeUse(first, IsArray: random.Next(2) == 0));
        return Add(second);
    }

    private void FillStruct(ObjectType type, IEnumerable<string> avoid)
    {
        var avoided = avoid.Select(Names.Fold).ToHashSet(StringComparer.Ordinal);
        var bases = Objects.Where(o => o.Tag is null && !o.AllNames.Any(n => avoided.Contains(Names.Fold(n)))).ToList();
        type.Base = bases.Count > 0 && random.Next(4) == 0 ? Pick(bases) : null;
        for (var n = random.Next(6); n > 0; n--)
        {
            AddMember(type, AnyType(), avoid: avoided);
        }
    }

    private SchemaMember AddMember(
        ObjectType type, TypeUse use, bool isEndless = false, bool isTag = false, IEnumerable<string>? avoid = null)
    {
        var taken = type.AllNames.Select(Names.Fold).Concat(avoid ?? []).ToHashSet(StringComparer.Ordinal);
        var member = new SchemaMember(_names.Member(taken), use, IsOptional: !isTag && ((isEndless && !use.IsArray) || random.Next(2) == 0))
        {
            Condition = !isTag && random.Next(10) == 0 ? Clauses.Condition(random) : null,
            Feature = !isTag && random.Next(10) == 0 ? Clauses.Feature(random) : null,
            IsLenient = _schema.IsLenient,
        };
        type.Members.Insert(random.Next(type.Members.Count + 1), member);
        return member;
    }

    private ObjectType AddUnion()
    {
        // What may become a branch of this one.
        if (random.Next(3) == 0)
        {
            AddUnion();
        }

        var tags = _schema.Types.OfType<EnumType>().Where(e => e.Values.Count > 0).ToList();
        var tagType = tags.Count > 0 && random.Next(2) == 0 ? Pick(tags) : AddEnum(atLeast: 1);
        var hasNamedBase = random.Next(2) == 0;
        var union = new ObjectType(_names.Type()) { Clauses = Clauses.OfType(random) };
        var owner = hasNamedBase ? new ObjectType(_names.Type()) : union;
        for (var n = random.Next(3); n > 0; n--)
        {
            AddMember(owner, AnyType());
        }

        union.Tag = AddMember(owner, new TypeUse(tagType), isTag: true);
        union.Base = hasNamedBase ? Add(owner) : null;
        var values = tagType.Values.Where(_ => random.Next(4) > 0).DefaultIfEmpty(tagType.Values[0]).ToList();
        foreach (var value in values)
        {
            union.Branches.Add(
                new SchemaBranch(value, BranchBeside(owner), random.Next(8) == 0 ? $", 'if': {Clauses.Condition(random)}" : ""));
        }

        return Add(union);
    }

    /// <summary>Adds a union whose tag is called <c>type</c>, with the branch in a member <c>data</c>.</summary>
    private ObjectType AddOldUnion()
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var values = Enumerable.Range(0, random.Next(1, 5)).Select(_ => _names.Value(taken)).ToList();
        var tag = new SchemaMember(
            "type", new TypeUse(new EnumType(string.Empty) { Values = values }), IsOptional: false)
        { IsLenient = _schema.IsLenient };
        var union = new ObjectType(_names.Type()) { IsOldUnion = true, Tag = tag };
        union.Members.Add(tag);
        foreach (var value in values)
        {
            var branch = new ObjectType(string.Empty);
            branch.Members.Add(new SchemaMember("data", AnyType(), IsOptional: false) { IsLenient = _schema.IsLenient });
            union.Branches.Add(new SchemaBranch(value, branch, string.Empty));
        }

        return Add(union);
    }

    /// <summary>A struct or union whose members may stand beside those of another.</summary>
    private ObjectType BranchBeside(ObjectType owner)
    {
        var taken = owner.AllNames.Select(Names.Fold).ToHashSet(StringComparer.Ordinal);
        var fitting = Objects.Where(o => o != owner && !o.IsOldUnion && !o.AllNames.Any(n => taken.Contains(Names.Fold(n)))).ToList();

        // A union inside a union is rare among all that fits, and is where the difficulties are.
        var unions = fitting.Where(o => o.Tag is not null).ToList();
        return unions.Count > 0 && random.Next(4) > 0 ? Pick(unions)
            : fitting.Count > 0 && random.Next(2) == 0 ? Pick(fitting)
            : AddStruct(owner.AllNames);
    }

    private AlternateType AddAlternate()
    {
        List<TypeUse> candidates =
        [
            new(Pick(Builtins)), new(Pick(Builtins)), new(Builtins[0]), new(Builtins[1]), new(AnyType().Type, IsArray: true),
            new(Builtins.Single(b => b.IsNull)),
        ];
        candidates.AddRange(_schema.Types.Where(t => t is not AlternateType).Select(t => new TypeUse(t)));
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var type = new AlternateType(_names.Type());
        foreach (var candidate in candidates.OrderBy(_ => random.Next()).Take(random.Next(1, 9)))
        {
            if (Forms.Of(candidate) is { } forms && !type.Branches.Any(b => Forms.Of(b.Type)!.Overlaps(forms)))
            {
                type.Branches.Add(new SchemaMember(_names.Member(taken), candidate, IsOptional: false));
            }
        }

        if (type.Branches.Count == 0)
        {
            type.Branches.Add(new SchemaMember(_names.Member(taken), new TypeUse(Builtins[0]), IsOptional: false));
        }

        return Add(type);
    }

    private TypeUse AnyType()
    {
        if (!_isPlain || random.Next(12) == 0)
        {
            return new TypeUse(
                _schema.Types.Count > 0 && random.Next(2) == 0 ? Pick(_schema.Types) : Pick(Builtins), IsArray: random.Next(4) == 0);
        }

        var types = _schema.Types.Where(t => t is EnumType or ObjectType { Tag: null }).ToList();
        return new TypeUse(types.Count > 0 && random.Next(2) == 0 ? Pick(types) : Pick(PlainBuiltins));
    }

    private T Add<T>(T type)
        where T : SchemaType
    {
        _schema.Types.Add(type);
        return type;
    }

    private T Pick<T>(IReadOnlyList<T> from) => from[random.Next(from.Count)];
}
