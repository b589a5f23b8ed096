namespace QmpGen.Schema;

/// <summary>Compares pairs of types, each once.</summary>
internal sealed class PairComparer(QmpSchema old, QmpSchema @new)
{
    private readonly Dictionary<(SchemaType Old, SchemaType New), SchemaPair> _pairs = [];
    private readonly Queue<SchemaPair> _waiting = [];

    /// <summary>The pair of two types, which is yet to be compared if it is new.</summary>
    public SchemaPair PairOf(SchemaType before, SchemaType after)
    {
        if (!_pairs.TryGetValue((before, after), out var pair))
        {
            _pairs.Add((before, after), pair = new SchemaPair(before, after));
            _waiting.Enqueue(pair);
        }

        return pair;
    }

    /// <summary>Compares all pairs and those that they are made of, and marks the ones with differences.</summary>
    public void CompareAll()
    {
        while (_waiting.TryDequeue(out var pair))
        {
            Compare(pair);
        }

        var differing = new Queue<SchemaPair>(_pairs.Values.Where(p => p.Findings.Any(f => f.Difference is not null)));
        while (differing.TryDequeue(out var pair))
        {
            if (!pair.Differs)
            {
                pair.Differs = true;
                foreach (var user in pair.Users)
                {
                    differing.Enqueue(user);
                }
            }
        }
    }

    /// <summary>
    /// What to say of something that the other schema lacks. A build condition excuses a QEMU, which may be built without it, but
    /// no spec.
    /// </summary>
    public (QmpSchemaImpact Impact, string Description) Missing(QmpSchemaImpact impact, string description, string? condition) =>
        condition is null || @new.IsOfSpec
            ? (impact, description)
            : (QmpSchemaImpact.NotBuiltIn, $"{description}: this QEMU is built without it, the spec has it only if {condition}");

    private void Compare(SchemaPair pair)
    {
        var (before, after) = (pair.Old, pair.New);
        if (before.Kind == "value")
        {
            // What is kept as any JSON takes everything.
        }
        else if (before.Kind != after.Kind && !(before.Kind == "number" && after.Kind == "int"))
        {
            pair.Add("", QmpSchemaImpact.Breaking, $"{Words(after)} instead of {Words(before)}");
        }
        else if (before.Item is { } item && after.Item is { } otherItem)
        {
            AddPart(pair, "[]", item, otherItem);
        }
        else
        {
            CompareMembers(pair);
            CompareBranches(pair);
            CompareValues(pair);
            CompareAlternatives(pair);
        }
    }

    private void CompareMembers(SchemaPair pair)
    {
        foreach (var (name, member) in pair.Old.Members)
        {
            var place = $".{name}";
            if (!pair.New.Members.TryGetValue(name, out var other))
            {
                var impact = member.IsOptional ? QmpSchemaImpact.Changed : QmpSchemaImpact.Breaking;
                AddMissing(pair, place, impact, "no such member", member.Condition);
                continue;
            }

            if (member.IsOptional != other.IsOptional)
            {
                pair.Add(
                    place,
                    other.IsOptional ? QmpSchemaImpact.Breaking : QmpSchemaImpact.Additive,
                    other.IsOptional ? "optional instead of always there" : "always there instead of optional");
            }

            AddPart(pair, place, member.Type, other.Type);
        }

        foreach (var (name, member) in pair.New.Members.Where(m => !pair.Old.Members.ContainsKey(m.Key)))
        {
            pair.Add(
                $".{name}",
                QmpSchemaImpact.Additive,
                $"new member, {Words(@new.TypeOf(member.Type))}, {(member.IsOptional ? "optional" : "always there")}");
        }
    }

    private void CompareBranches(SchemaPair pair)
    {
        foreach (var name in pair.Old.Branches.Keys.Union(pair.New.Branches.Keys))
        {
            var place = $"({name})";
            switch (Branch(old, pair.Old, name), Branch(@new, pair.New, name))
            {
                case ({ } left, { } right):
                    pair.Add(place, PairOf(left, right));
                    break;
                case (null, { } right) when right.Members.Count > 0:
                    pair.Add(place, QmpSchemaImpact.Additive, "new branch");
                    break;
                case ({ } left, null) when left.Members.Count > 0:
                    AddMissing(pair, place, QmpSchemaImpact.Changed, "no such branch", pair.Old.Branches[name].Condition);
                    break;
                default:
                    // QEMU lists the branches that have no members, a spec leaves them out.
                    break;
            }
        }
    }

    private void CompareValues(SchemaPair pair)
    {
        if (pair.Old.Values is not { } before || pair.New.Values is not { } after)
        {
            return;
        }

        foreach (var value in before.Except(after))
        {
            AddMissing(pair, "", QmpSchemaImpact.Changed, $"no value '{value}'", pair.Old.ValueConditions.GetValueOrDefault(value));
        }

        foreach (var value in after.Except(before))
        {
            pair.Add("", QmpSchemaImpact.Additive, $"new value '{value}'");
        }
    }

    private void CompareAlternatives(SchemaPair pair)
    {
        var left = pair.Old.Alternatives.Select(a => (Type: old.TypeOf(a.Type), a.Condition)).ToLookup(a => a.Type.Kind);
        var right = pair.New.Alternatives.Select(a => @new.TypeOf(a.Type)).ToLookup(t => t.Kind);
        foreach (var kind in left.Select(g => g.Key).Union(right.Select(g => g.Key)))
        {
            if (!right.Contains(kind))
            {
                var (type, condition) = left[kind].First();
                AddMissing(pair, "", QmpSchemaImpact.Changed, $"never {Words(type)}", condition);
            }
            else if (!left.Contains(kind))
            {
                pair.Add("", QmpSchemaImpact.Additive, $"also {Words(right[kind].First())}");
            }
            else
            {
                pair.Add("", PairOf(left[kind].First().Type, right[kind].First()));
            }
        }
    }

    private void AddPart(SchemaPair pair, string place, string before, string after) =>
        pair.Add(place, PairOf(old.TypeOf(before), @new.TypeOf(after)));

    private void AddMissing(SchemaPair pair, string place, QmpSchemaImpact impact, string description, string? condition)
    {
        var missing = Missing(impact, description, condition);
        pair.Add(place, missing.Impact, missing.Description);
    }

    private static SchemaType? Branch(QmpSchema schema, SchemaType type, string name) =>
        type.Branches.TryGetValue(name, out var branch) ? schema.TypeOf(branch.Type) : null;

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
