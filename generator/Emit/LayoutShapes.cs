using QmpGen.Generator.Model;

namespace QmpGen.Generator.Emit;

/// <summary>Which events and objects can be read the fast way: those whose required members are all plain values or such objects.</summary>
internal sealed class LayoutShapes
{
    private readonly HashSet<string> _objects = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ObjectModel> _undecided;

    public LayoutShapes(EventSchema schema)
    {
        _undecided = schema.Objects.ToDictionary(o => o.TypeName, StringComparer.Ordinal);

        // An object whose members lead back to it stays undecided, and so is not read this way.
        while (_undecided.Values.Where(o => o.Union is null && HasPlainMembers(o.Members)).ToList() is { Count: > 0 } decided)
        {
            foreach (var model in decided)
            {
                _objects.Add(model.TypeName);
                _undecided.Remove(model.TypeName);
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

    private bool HasPlainMembers(IEnumerable<MemberModel> members) => members.All(m =>
        m.WireName.All(c => c is > ' ' and <= '~' and not '"' and not '\\')
        && (Contains(m) || (m.IsOptional && !(m.Type.Kind == MemberKind.Object && _undecided.ContainsKey(m.Type.TypeName!)))));
}
