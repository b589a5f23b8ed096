namespace QmpGen.Schema;

/// <summary>
/// Two types that take each other's place, and what is to be said of them: differences, and pairs of the types that they are
/// made of. However many places they have in the events, they are compared once.
/// </summary>
/// <param name="old">The type of the one schema.</param>
/// <param name="new">The type of the other.</param>
internal sealed class SchemaPair(SchemaType old, SchemaType @new)
{
    private readonly List<SchemaFinding> _findings = [];
    private readonly List<SchemaPair> _users = [];

    public SchemaType Old { get; } = old;

    public SchemaType New { get; } = @new;

    /// <summary>Differences and pairs, in the order of the schema.</summary>
    public IReadOnlyList<SchemaFinding> Findings => _findings;

    /// <summary>The pairs that this one is a part of.</summary>
    public IReadOnlyList<SchemaPair> Users => _users;

    /// <summary>Whether there is a difference in it or in what it is made of.</summary>
    public bool Differs { get; set; }

    /// <summary>In how many places of one event it has been told.</summary>
    public int Places { get; set; }

    /// <summary>Whether it is being told, further up.</summary>
    public bool IsOpen { get; set; }

    public void Add(string suffix, QmpSchemaImpact impact, string description)
    {
        var difference = new QmpSchemaDifference(string.Empty, impact, ForeignText.OnOneLine(description));
        _findings.Add(new SchemaFinding(suffix, difference, Part: null));
    }

    public void Add(string suffix, SchemaPair part)
    {
        _findings.Add(new SchemaFinding(suffix, Difference: null, part));
        part._users.Add(this);
    }
}

/// <summary>A difference of two types, or a pair of types in them.</summary>
/// <param name="Suffix">The place in the types, such as <c>.member</c>.</param>
/// <param name="Difference">The difference, without its path; null for a pair.</param>
/// <param name="Part">The pair; null for a difference.</param>
internal sealed record SchemaFinding(string Suffix, QmpSchemaDifference? Difference, SchemaPair? Part);
