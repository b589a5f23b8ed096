using QmpGen.Generator.Collections;
using QmpGen.Generator.Model;

namespace QmpGen.Generator.Qapi;

/// <summary>The types that events lead to, in the order of first use, with the names they go by in C#.</summary>
internal sealed class ReachedTypes
{
    // The list of events is for documentation, which names a few; without an end, many events times many types take long.
    private const int MostEvents = 64;

    private readonly TypeTable _types;
    private readonly ShapeReader _shapes;
    private readonly AlternateReader _alternates;
    private readonly List<Definition> _order = [];
    private readonly Dictionary<string, List<Definition>> _uses = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _events = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _kindNames = new(StringComparer.Ordinal);
    private readonly HashSet<string> _branches = new(StringComparer.Ordinal);
    private CommandTypes? _commands;

    private ReachedTypes(TypeTable types, ShapeReader shapes, AlternateReader alternates) =>
        (_types, _shapes, _alternates) = (types, shapes, alternates);

    public IReadOnlyList<Definition> Types => _order;

    public static ReachedTypes From(
        IEnumerable<Definition> events, TypeTable types, ShapeReader shapes, AlternateReader alternates, CancellationToken cancellation)
    {
        var reached = new ReachedTypes(types, shapes, alternates);
        foreach (var e in events)
        {
            cancellation.ThrowIfCancellationRequested();
            reached.Follow(e);
        }

        return reached;
    }

    public void Name(Definition type, string name) => _names.Add(type.Name, name);

    public void NameKind(Definition type, string name) => _kindNames.Add(type.Name, name);

    public string NameOf(Definition type) => _names[type.Name];

    public string KindNameOf(Definition type) => _kindNames[type.Name];

    /// <summary>Whether a union has the type as a branch.</summary>
    public bool IsBranch(Definition type) => _branches.Contains(type.Name);

    /// <summary>The wire names of the events that lead to a type; none for a type that only commands lead to.</summary>
    public EquatableArray<string> EventsOf(Definition type) =>
        _events.TryGetValue(type.Name, out var events) ? events.ToEquatableArray() : EquatableArray<string>.Empty;

    /// <summary>Where values of a type stand.</summary>
    public TypeUse UseOf(Definition type) =>
        (_commands?.UseOf(type) ?? TypeUse.None) | (_events.ContainsKey(type.Name) ? TypeUse.Event : TypeUse.None);

    /// <summary>Takes the types in that commands lead to.</summary>
    public void Add(CommandTypes commands) => _commands = commands;

    /// <summary>What a member holds; any JSON where its type is not defined, which is reported elsewhere.</summary>
    public MemberType TypeOf(TypeReference reference)
    {
        var (definition, builtin) = _types.Find(reference.Name);
        var kind = builtin ?? definition?.Kind switch
        {
            DefinitionKind.Enum => MemberKind.Value,
            DefinitionKind.Alternate => MemberKind.Alternate,
            DefinitionKind.Struct or DefinitionKind.Union => MemberKind.Object,
            _ => MemberKind.Json,
        };
        return new MemberType(kind, definition is null ? null : NameOf(definition), reference.IsArray)
        {
            AcceptsNull = !reference.IsArray && IsNull(definition, builtin),
        };
    }

    /// <summary>Whether null is a value of a type.</summary>
    private bool IsNull(Definition? definition, MemberKind? builtin) => definition?.Kind == DefinitionKind.Alternate
        ? _alternates.Read(definition).Any(b => b.Form == JsonForm.Null)
        : builtin is MemberKind.Json or MemberKind.Null;

    /// <summary>Visits everything an event leads to; recursion of types ends where a type was met already.</summary>
    private void Follow(Definition e)
    {
        var met = new HashSet<string>(StringComparer.Ordinal);
        var next = new Queue<Definition>(UsesOf(e));
        while (next.Count > 0)
        {
            var type = next.Dequeue();
            if (!met.Add(type.Name))
            {
                continue;
            }

            if (!_events.TryGetValue(type.Name, out var events))
            {
                _events.Add(type.Name, events = []);
                _order.Add(type);
            }

            if (events.Count == MostEvents)
            {
                continue;
            }

            events.Add(e.Name);
            foreach (var used in UsesOf(type))
            {
                next.Enqueue(used);
            }
        }
    }

    private List<Definition> UsesOf(Definition user)
    {
        if (!_uses.TryGetValue(user.Name, out var uses))
        {
            uses = References(user).Select(r => _types.Find(r.Name).Definition).OfType<Definition>().Distinct().ToList();
            _uses.Add(user.Name, uses);
        }

        return uses;
    }

    private IEnumerable<TypeReference> References(Definition user)
    {
        switch (user.Kind)
        {
            case DefinitionKind.Enum:
                return [];
            case DefinitionKind.Alternate:
                return _alternates.Read(user).Select(b => b.Branch.Type);
            default:
                var shape = _shapes.Of(user);
                _branches.UnionWith(shape.Branches.Select(b => b.Type.Name));
                return shape.Members.Select(m => m.Member.Type).Concat(shape.Branches.Select(b => b.Type));
        }
    }
}
