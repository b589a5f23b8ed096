using QmpGen.Generator.Naming;

namespace QmpGen.Generator.Model;

/// <summary>Names the values of one value list.</summary>
/// <param name="typeName">The list's own name, which no value can have.</param>
internal sealed class ValueNames(string typeName)
{
    // What a value of no letters at all is called.
    private const string Empty = "Empty";

    private readonly NameTable _names = new(
        ReservedNames.ValueMembers.Append(ValueListModel.UnlistedName).Append(typeName), StringComparer.Ordinal);

    /// <summary>Adds a value.</summary>
    /// <param name="text">What it is on the wire.</param>
    /// <param name="renamed">Called with the name that was wanted and the one it gets, if these differ.</param>
    public string Claim(string text, Action<string, string> renamed)
    {
        var wanted = text.Length == 0 ? Empty : Identifier.Pascal(text);
        return _names.Claim(wanted, renamed, $"{wanted}Value");
    }
}
