using QmpGen.Generator.Naming;

namespace QmpGen.Generator.Introspection;

/// <summary>
/// Names types by where they stand, as the types of a text are named: after the leading words that all the events have in
/// common that lead to a type, or the commands where no event does, and then after the member. So the names stay the same
/// when QEMU's numbers change.
/// </summary>
internal sealed class TypeNamer
{
    private readonly TypeGraph _graph;
    private readonly Dictionary<int, Naming> _namings = [];
    private readonly Dictionary<int, string> _names = [];

    private TypeNamer(TypeGraph graph) => _graph = graph;

    /// <summary>How a use tells the name: the first is the best.</summary>
    private enum Rank
    {
        Member,
        Case,
        Alternative,
        Arguments,
    }

    /// <summary>The types that events and commands lead to, with their names, in the order of first use.</summary>
    public static IReadOnlyDictionary<int, string> Name(TypeGraph graph)
    {
        var namer = new TypeNamer(graph);
        foreach (var root in graph.Events.Concat(graph.Commands))
        {
            namer.Follow(root);
        }

        namer.Claim();
        return namer._names;
    }

    private void Follow(Entity root)
    {
        var seen = new HashSet<int>();
        var arguments = _graph.ArgumentsOf(root);
        Use(arguments, Rank.Arguments, new Place([], [root.Kind == EntityKind.Event ? "data" : "arguments"]));
        if (root.ReturnType is { } result)
        {
            Use(_graph.Find(result).Class, Rank.Member, new Place([], ["result"]));
        }

        void Use(int? type, Rank rank, Place place)
        {
            if (type is not { } found)
            {
                return;
            }

            if (!_namings.TryGetValue(found, out var naming))
            {
                _namings.Add(found, naming = new Naming(_namings.Count));
            }

            naming.Add(root, rank, place);
            if (seen.Add(found))
            {
                FollowType(_graph.TypeOf(found), place, Use);
            }
        }
    }

    private void FollowType(Entity type, Place place, Action<int?, Rank, Place> use)
    {
        foreach (var member in type.Members)
        {
            if (type.Kind == EntityKind.Alternate)
            {
                use(_graph.Find(member.Type).Class, Rank.Alternative, place with { Words = [.. place.Words, "value"] });
            }
            else
            {
                use(_graph.Find(member.Type).Class, Rank.Member, new Place(place.Words, Identifier.Words(member.Name)));
            }
        }

        foreach (var branch in type.Cases)
        {
            use(_graph.Find(branch.Type).Class, Rank.Case, place with { Words = [.. place.Words, .. Identifier.Words(branch.Value)] });
        }
    }

    private void Claim()
    {
        var names = new NameTable([], StringComparer.OrdinalIgnoreCase);
        foreach (var naming in _namings.OrderBy(n => n.Value.Number))
        {
            var (wanted, other) = naming.Value.Names();
            _names.Add(naming.Key, names.Claim(Allowed(wanted), Allowed(other)));
        }
    }

    /// <summary>QEMU's language has no types with these endings.</summary>
    private static string Allowed(string name) =>
        name.EndsWith("List", StringComparison.Ordinal) || name.EndsWith("Kind", StringComparison.Ordinal) ? $"{name}Value" : name;

    /// <summary>Where a type stands.</summary>
    /// <param name="Owner">The words for the object that it stands in.</param>
    /// <param name="Words">The words for the member.</param>
    private sealed record Place(IReadOnlyList<string> Owner, IReadOnlyList<string> Words);

    /// <summary>The uses of a type, as far as they tell its name.</summary>
    private sealed class Naming(int number)
    {
        private readonly List<string> _events = [];
        private readonly List<string> _commands = [];
        private (EntityKind Root, Rank Rank) _best = (EntityKind.Builtin, Rank.Arguments);
        private string _root = string.Empty;
        private Place? _place;

        public int Number => number;

        public void Add(Entity root, Rank rank, Place place)
        {
            var roots = root.Kind == EntityKind.Event ? _events : _commands;
            if (roots.Count == 0 || roots[roots.Count - 1] != root.Name)
            {
                roots.Add(root.Name);
            }

            // Events come first, so that their types do not change their names with the commands.
            var isFirst = _place is null;
            var isBetter = root.Kind == _best.Root && rank < _best.Rank;
            if (isFirst || isBetter)
            {
                (_best, _root, _place) = ((root.Kind, rank), root.Name, place);
            }
        }

        public (string Wanted, string Other) Names()
        {
            var roots = _events.Count > 0 ? _events : _commands;
            var common = CommonWords(roots);
            var first = Identifier.Words(_root);

            // A type that many commands share would otherwise be called after a member alone, as 'Options'.
            var leading = common.Count == 0 && _events.Count == 0 ? first : common;
            return (Identifier.Pascal(leading.Concat(_place!.Words)), Identifier.Pascal([.. first, .. _place.Owner, .. _place.Words]));
        }

        private static List<string> CommonWords(List<string> names)
        {
            var common = Identifier.Words(names[0]).ToList();
            foreach (var name in names.Skip(1))
            {
                var words = Identifier.Words(name);
                var count = 0;
                while (count < Math.Min(common.Count, words.Count) && words[count] == common[count])
                {
                    count++;
                }

                common.RemoveRange(count, common.Count - count);
            }

            return common;
        }
    }
}
