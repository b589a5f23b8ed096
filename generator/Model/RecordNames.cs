using QmpGen.Generator.Naming;

namespace QmpGen.Generator.Model;

/// <summary>Names the members of one record: their properties, and the variables that reading code keeps them in.</summary>
/// <param name="reserved">What the record has on its own account.</param>
/// <param name="typeName">The record's own name, which no property can have.</param>
internal sealed class RecordNames(IEnumerable<string> reserved, string typeName)
{
    private readonly NameTable _names = new(reserved.Append(typeName), StringComparer.Ordinal);
    private readonly List<string> _properties = [];
    private readonly List<string> _locals = [];

    /// <summary>Adds a member.</summary>
    /// <param name="wireName">Its name on the wire.</param>
    /// <param name="renamed">Called with the name that was wanted and the one it gets, if these differ.</param>
    public void Add(string wireName, Action<string, string> renamed)
    {
        var wanted = Identifier.Pascal(wireName);
        _properties.Add(_names.Claim(wanted, renamed, $"{wanted}Value"));
    }

    /// <summary>Adds a member with a property that is reserved for it.</summary>
    public void AddReserved(string property) => _properties.Add(property);

    /// <summary>Names something else that stands beside the members.</summary>
    /// <param name="wanted">The name it should have.</param>
    /// <param name="alternative">The name to try after that.</param>
    /// <param name="renamed">Called with the name that was wanted and the one it gets, if these differ.</param>
    public string AddSibling(string wanted, string alternative, Action<string, string> renamed) =>
        _names.Claim(wanted, renamed, alternative);

    /// <summary>Adds the property for what the spec does not know, and tells its index.</summary>
    public int AddOther()
    {
        _properties.Add(_names.Claim("Other", "OtherJson"));
        return _properties.Count - 1;
    }

    /// <summary>To be called once all properties are known.</summary>
    public void NameLocals()
    {
        // A digit or a letter without case starts property and variable alike, so that one could hide the other.
        var locals = new NameTable(ReservedNames.Locals.Concat(_properties), StringComparer.Ordinal);
        _locals.AddRange(_properties.Select(p => Identifier.Escape(locals.Claim(Identifier.Camel(p), $"{Identifier.Camel(p)}Value"))));
    }

    public string Property(int index) => _properties[index];

    public string Local(int index) => _locals[index];
}
