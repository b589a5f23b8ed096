using QmpGen.Generator.Model;

namespace QmpGen.Generator.Emit;

/// <summary>Which events and objects can be read the fast way: those whose required members are all plain values or such objects.</summary>
internal sealed class LayoutShapes
{
    private readonly HashSet<string> _objects = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ObjectModel> _all;

    public LayoutShapes(EventSchema schema)
    {
        _all = schema.Objects.ToDictionary(o => o.TypeName, StringComparer.Ordinal);

        // An object is decided once all objects in it are; one whose members lead back to it never is, and so is not read this way.
        var waiting = schema.Objects.ToDictionary(o => o.TypeName, o => Inner(o).Count, StringComparer.Ordinal);
        var users = schema.Objects.SelectMany(o => Inner(o).Select(i => (Inner: i, User: o))).ToLookup(u => u.Inner, u => u.User);
        var next = new Queue<ObjectModel>(schema.Objects.Where(o => waiting[o.TypeName] == 0));
        while (next.Count > 0)
        {
            var model = next.Dequeue();
            if (model.Union is not null || !HasPlainMembers(model.Members))
            {
                continue;
            }

            _objects.Add(model.TypeName);
            foreach (var user in users[model.TypeName].Where(u => --waiting[u.TypeName] == 0))
            {
                next.Enqueue(user);
            }
        }
    }

    public bool Contains(EventModel model) => model.Union is null && HasPlainMembers(model.Members);

    public bool Contains(ObjectModel model) => _objects.Contains(model.TypeName);

    /// <summary>Whether a member can be read so; an optional one that cannot may only be absent.</summary>
    public bool Contains(MemberModel member) => !member.Type.IsArray && member.Type.Kind switch
    {
        MemberKind.Object => _objects.Contains(member.Type.TypeName!),
        MemberKind.Json or MemberKind.Null or MemberKind.Alternate or MemberKind.Double => false,
        _ => true,
    };

    private List<string> Inner(ObjectModel model) =>
        [.. model.Members.Where(m => IsInner(m.Type)).Select(m => m.Type.TypeName!).Distinct(StringComparer.Ordinal)];

    private bool IsInner(MemberType type) => type is { Kind: MemberKind.Object, IsArray: false } && _all.ContainsKey(type.TypeName!);

    private bool HasPlainMembers(IEnumerable<MemberModel> members) => members.All(m =>
        m.WireName.All(c => c is > ' ' and <= '~' and not '"' and not '\\') && (Contains(m) || (m.IsOptional && !IsInner(m.Type))));
}
