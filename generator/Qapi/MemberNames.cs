using QmpGen.Generator.Diagnostics;
using QmpGen.Generator.Naming;
using QmpGen.Generator.Schema;

namespace QmpGen.Generator.Qapi;

/// <summary>Gives the members of one record their properties, and the variables that reading code keeps them in.</summary>
internal sealed class MemberNames(IEnumerable<string> reserved, string typeName)
{
    private readonly NameTable _names = new(reserved.Append(typeName), StringComparer.Ordinal);
    private readonly List<string> _properties = [];
    private readonly List<string> _locals = [];

    public void Add(string wireName, Place place)
    {
        var wanted = Identifier.Pascal(wireName);
        var claimed = _names.Claim(wanted, $"{wanted}Value");
        if (claimed != wanted)
        {
            place.Report(Descriptors.MemberRenamed, wireName, typeName, wanted, claimed);
        }

        _properties.Add(claimed);
    }

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

/// <summary>Gives the values of one enum their names.</summary>
internal sealed class ValueNames(string typeName)
{
    private readonly NameTable _names = new(ReservedNames.ValueMembers.Append(ValueListModel.UnlistedName).Append(typeName), StringComparer.Ordinal);

    public string Claim(string text, Place place)
    {
        var wanted = Identifier.Pascal(text);
        var claimed = _names.Claim(wanted, $"{wanted}Value");
        if (claimed != wanted)
        {
            place.Report(Descriptors.ValueRenamed, text, typeName, wanted, claimed);
        }

        return claimed;
    }
}
