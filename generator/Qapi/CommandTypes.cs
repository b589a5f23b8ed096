using QmpGen.Generator.Model;

namespace QmpGen.Generator.Qapi;

/// <summary>
/// The types that commands lead to, in the order of first use. A branch of a union is no type of its own: its members are
/// those of a nested record.
/// </summary>
internal sealed class CommandTypes
{
    private readonly TypeTable _types;
    private readonly ShapeReader _shapes;
    private readonly AlternateReader _alternates;
    private readonly List<Definition> _order = [];
    private readonly Dictionary<string, TypeUse> _uses = new(StringComparer.Ordinal);
    private readonly Queue<(Definition Type, TypeUse Use)> _next = [];

    private CommandTypes(TypeTable types, ShapeReader shapes, AlternateReader alternates) =>
        (_types, _shapes, _alternates) = (types, shapes, alternates);

    public IReadOnlyList<Definition> Types => _order;

    public static CommandTypes From(
        IEnumerable<Definition> commands, TypeTable types, ShapeReader shapes, AlternateReader alternates, CancellationToken cancellation)
    {
        var reached = new CommandTypes(types, shapes, alternates);
        foreach (var command in commands)
        {
            cancellation.ThrowIfCancellationRequested();
            reached.Follow(command);
        }

        return reached;
    }

    public TypeUse UseOf(Definition type) => _uses.TryGetValue(type.Name, out var use) ? use : TypeUse.None;

    /// <summary>The union that a command's arguments are; null for arguments that are members.</summary>
    public static Definition? UnionOf(Definition command, TypeTable types) =>
        command.Base is { } data && types.Find(data.Name).Definition is { Kind: DefinitionKind.Union } union ? union : null;

    private void Follow(Definition command)
    {
        if (UnionOf(command, _types) is { } union)
        {
            _next.Enqueue((union, TypeUse.Argument));
        }
        else
        {
            Enqueue(_shapes.Of(command).Members.Select(m => m.Member.Type), TypeUse.Argument);
        }

        if (command.Returns is { } returns)
        {
            Enqueue([returns], TypeUse.Result);
        }

        while (_next.Count > 0)
        {
            var (type, use) = _next.Dequeue();
            var known = UseOf(type);
            if (!_uses.ContainsKey(type.Name))
            {
                _order.Add(type);
            }

            _uses[type.Name] = known | use;
            if ((known & use) != use)
            {
                Enqueue(References(type), use);
            }
        }
    }

    private IEnumerable<TypeReference> References(Definition type)
    {
        switch (type.Kind)
        {
            case DefinitionKind.Enum:
                return [];
            case DefinitionKind.Alternate:
                return _alternates.Read(type).Select(b => b.Branch.Type);
            default:
                var shape = _shapes.Of(type);
                return shape.Members.Select(m => m.Member.Type).Concat(shape.Branches.SelectMany(References));
        }
    }

    private IEnumerable<TypeReference> References(MemberDefinition branch) =>
        _types.Find(branch.Type.Name).Definition is { Kind: DefinitionKind.Struct } type
            ? _shapes.Of(type).Members.Select(m => m.Member.Type)
            : [branch.Type];

    private void Enqueue(IEnumerable<TypeReference> references, TypeUse use)
    {
        foreach (var type in references.Select(r => _types.Find(r.Name).Definition).OfType<Definition>())
        {
            _next.Enqueue((type, use));
        }
    }
}
