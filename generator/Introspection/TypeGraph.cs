namespace QmpGen.Generator.Introspection;

/// <summary>
/// The types that QEMU describes, with equal ones put together. QEMU numbers its types, and describes some twice; what a type
/// holds is all that tells it from others.
/// </summary>
internal sealed class TypeGraph
{
    private readonly Dictionary<string, Entity> _entities;
    private readonly Dictionary<string, int> _classes = new(StringComparer.Ordinal);
    private readonly Dictionary<int, Entity> _types = [];

    public TypeGraph(IReadOnlyList<Entity> entities)
    {
        _entities = entities.ToDictionary(e => e.Name, StringComparer.Ordinal);
        Events = Sorted(entities, EntityKind.Event);
        Commands = Sorted(entities, EntityKind.Command);
        var types = entities.Where(e => e.Kind is EntityKind.Object or EntityKind.Enum or EntityKind.Alternate).ToList();
        Divide(types);
        foreach (var type in types)
        {
            if (!_types.ContainsKey(_classes[type.Name]))
            {
                _types.Add(_classes[type.Name], type);
            }
        }
    }

    public IReadOnlyList<Entity> Events { get; }

    public IReadOnlyList<Entity> Commands { get; }

    /// <summary>What a member, an item or a result is.</summary>
    /// <exception cref="NotASchemaException">The type is not described.</exception>
    public TypeUse Find(string name)
    {
        var entity = Described(name);
        if (entity.Kind == EntityKind.Array)
        {
            var item = Described(entity.ItemType!);
            return item.Kind == EntityKind.Array
                ? throw new NotASchemaException($"the items of '{name}' are arrays, which QEMU does not have")
                : Find(item.Name) with { IsArray = true };
        }

        return entity.Kind == EntityKind.Builtin
            ? new TypeUse(null, name, IsArray: false)
            : new TypeUse(_classes[name], null, IsArray: false);
    }

    /// <summary>The kind of JSON that a built-in type stands for.</summary>
    public string JsonTypeOf(string builtin) => _entities[builtin].JsonType;

    /// <summary>One of the types that are equal.</summary>
    public Entity TypeOf(int @class) => _types[@class];

    /// <summary>The object that an event's data or a command's arguments are.</summary>
    public int ArgumentsOf(Entity root) => Find(root.ArgumentType!) is { Class: { } type } && TypeOf(type).Kind == EntityKind.Object
        ? type
        : throw new NotASchemaException($"the data of '{root.Name}' is not an object");

    private static List<Entity> Sorted(IEnumerable<Entity> entities, EntityKind kind) =>
        [.. entities.Where(e => e.Kind == kind).OrderBy(e => e.Name, StringComparer.Ordinal)];

    private Entity Described(string name) => _entities.TryGetValue(name, out var entity)
        ? entity.Kind is EntityKind.Command or EntityKind.Event
            ? throw new NotASchemaException($"'{name}' is used as a type and is not one")
            : entity
        : throw new NotASchemaException($"the type '{name}' is not described");

    /// <summary>
    /// Divides the types by what can be seen of them, then by the classes of the types they lead to, until nothing divides any more.
    /// </summary>
    private void Divide(IReadOnlyList<Entity> types)
    {
        foreach (var type in types)
        {
            _classes[type.Name] = 0;
        }

        for (var count = 0; ;)
        {
            var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
            var next = new Dictionary<string, int>(StringComparer.Ordinal);
            foreach (var type in types)
            {
                var seen = Signature(type);
                if (!numbers.TryGetValue(seen, out var number))
                {
                    numbers.Add(seen, number = numbers.Count);
                }

                next.Add(type.Name, number);
            }

            foreach (var type in next)
            {
                _classes[type.Key] = type.Value;
            }

            if (numbers.Count == count)
            {
                return;
            }

            count = numbers.Count;
        }
    }

    private string Signature(Entity type)
    {
        var parts = type.Members.Select(m => $"{m.Name}:{m.IsOptional}{m.Marks}{Find(m.Type)}")
            .Concat(type.Values.Select(v => $"={v.Name}{v.Marks}"))
            .Concat(type.Cases.Select(c => $"?{c.Value}:{Find(c.Type)}"))
            .OrderBy(p => p, StringComparer.Ordinal);
        return $"{_classes[type.Name]} {type.Kind} {type.Marks} {type.Tag} {string.Join(";", parts)}";
    }
}

/// <summary>A type where it is used.</summary>
/// <param name="Class">The class of equal types that it is one of; null for a built-in type.</param>
/// <param name="Builtin">The built-in type.</param>
/// <param name="IsArray">Whether it is an array of such values.</param>
internal readonly record struct TypeUse(int? Class, string? Builtin, bool IsArray);
