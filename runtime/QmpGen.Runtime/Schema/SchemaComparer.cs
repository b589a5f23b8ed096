namespace QmpGen.Schema;

/// <summary>Walks two schemas side by side, from the events on.</summary>
internal sealed class SchemaComparer(QmpSchema old, QmpSchema @new)
{
    private readonly List<QmpSchemaDifference> _differences = [];
    private readonly HashSet<(SchemaType Old, SchemaType New)> _open = [];

    public IReadOnlyList<QmpSchemaDifference> Compare()
    {
        foreach (var name in old.EventNames.Union(@new.EventNames).Order(StringComparer.Ordinal))
        {
            switch (old.DataOf(name), @new.DataOf(name))
            {
                case ({ } before, { } after):
                    CompareTypes(name, before, after);
                    break;
                case (null, _):
                    Add(name, QmpSchemaImpact.Additive, "new event");
                    break;
                default:
                    AddMissing(name, QmpSchemaImpact.Breaking, "no such event", old.ConditionOf(name));
                    break;
            }
        }

        return _differences;
    }

    private void CompareTypes(string path, SchemaType before, SchemaType after)
    {
        // What is kept as any JSON takes everything; a type that contains itself is compared once on each path.
        if (before.Kind == "value" || !_open.Add((before, after)))
        {
            return;
        }

        if (before.Kind != after.Kind && !(before.Kind == "number" && after.Kind == "int"))
        {
            Add(path, QmpSchemaImpact.Breaking, $"{Words(after)} instead of {Words(before)}");
        }
        else if (before.Item is { } item)
        {
            CompareTypes($"{path}[]", old.TypeOf(item), @new.TypeOf(after.Item!));
        }
        else
        {
            CompareMembers(path, before, after);
            CompareBranches(path, before, after);
            CompareValues(path, before, after);
            CompareAlternatives(path, before, after);
        }

        _open.Remove((before, after));
    }

    private void CompareMembers(string path, SchemaType before, SchemaType after)
    {
        foreach (var (name, member) in before.Members)
        {
            var place = $"{path}.{name}";
            if (!after.Members.TryGetValue(name, out var other))
            {
                var impact = member.IsOptional ? QmpSchemaImpact.Changed : QmpSchemaImpact.Breaking;
                AddMissing(place, impact, "no such member", member.Condition);
                continue;
            }

            if (member.IsOptional != other.IsOptional)
            {
                Add(
                    place,
                    other.IsOptional ? QmpSchemaImpact.Breaking : QmpSchemaImpact.Additive,
                    other.IsOptional ? "optional instead of always there" : "always there instead of optional");
            }

            CompareTypes(place, old.TypeOf(member.Type), @new.TypeOf(other.Type));
        }

        foreach (var (name, member) in after.Members.Where(m => !before.Members.ContainsKey(m.Key)))
        {
            Add(
                $"{path}.{name}",
                QmpSchemaImpact.Additive,
                $"new member, {Words(@new.TypeOf(member.Type))}, {(member.IsOptional ? "optional" : "always there")}");
        }
    }

    private void CompareBranches(string path, SchemaType before, SchemaType after)
    {
        foreach (var name in before.Branches.Keys.Union(after.Branches.Keys))
        {
            var place = $"{path}({name})";
            switch (Branch(old, before, name), Branch(@new, after, name))
            {
                case ({ } left, { } right):
                    CompareTypes(place, left, right);
                    break;
                case (null, { } right) when right.Members.Count > 0:
                    Add(place, QmpSchemaImpact.Additive, "new branch");
                    break;
                case ({ } left, null) when left.Members.Count > 0:
                    AddMissing(place, QmpSchemaImpact.Changed, "no such branch", before.Branches[name].Condition);
                    break;
                default:
                    // QEMU lists the branches that have no members, a spec leaves them out.
                    break;
            }
        }
    }

    private void CompareValues(string path, SchemaType before, SchemaType after)
    {
        if (before.Values is null || after.Values is null)
        {
            return;
        }

        foreach (var value in before.Values.Except(after.Values))
        {
            AddMissing(path, QmpSchemaImpact.Changed, $"no value '{value}'", before.ValueConditions.GetValueOrDefault(value));
        }

        foreach (var value in after.Values.Except(before.Values))
        {
            Add(path, QmpSchemaImpact.Additive, $"new value '{value}'");
        }
    }

    private void CompareAlternatives(string path, SchemaType before, SchemaType after)
    {
        var left = before.Alternatives.Select(a => (Type: old.TypeOf(a.Type), a.Condition)).ToLookup(a => a.Type.Kind);
        var right = after.Alternatives.Select(a => @new.TypeOf(a.Type)).ToLookup(t => t.Kind);
        foreach (var kind in left.Select(g => g.Key).Union(right.Select(g => g.Key)))
        {
            if (!right.Contains(kind))
            {
                var (type, condition) = left[kind].First();
                AddMissing(path, QmpSchemaImpact.Changed, $"never {Words(type)}", condition);
            }
            else if (!left.Contains(kind))
            {
                Add(path, QmpSchemaImpact.Additive, $"also {Words(right[kind].First())}");
            }
            else
            {
                CompareTypes(path, left[kind].First().Type, right[kind].First());
            }
        }
    }

    private static SchemaType? Branch(QmpSchema schema, SchemaType type, string name) =>
        type.Branches.TryGetValue(name, out var branch) ? schema.TypeOf(branch.Type) : null;

    /// <summary>Adds what the other schema lacks. A build condition excuses a QEMU, which may be built without it, but no spec.</summary>
    private void AddMissing(string path, QmpSchemaImpact impact, string description, string? condition)
    {
        if (condition is null || @new.IsOfSpec)
        {
            Add(path, impact, description);
        }
        else
        {
            Add(path, QmpSchemaImpact.NotBuiltIn, $"{description}: this QEMU is built without it, the spec has it only if {condition}");
        }
    }

    private void Add(string path, QmpSchemaImpact impact, string description) =>
        _differences.Add(new QmpSchemaDifference(path, impact, description));

    private static string Words(SchemaType type) => type.Kind switch
    {
        "int" => "an integer",
        "boolean" => "true or false",
        "value" => "any JSON",
        "null" => "null",
        "array" => "an array",
        "object" => "an object",
        "alternate" => "one of several kinds",
        _ => $"a {type.Kind}",
    };
}
