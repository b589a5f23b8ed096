using QmpGen.Generator.Diagnostics;
using QmpGen.Generator.Model;

namespace QmpGen.Generator.Qapi;

/// <summary>The definitions of a spec by name, and the types that the language has by itself.</summary>
internal sealed class TypeTable
{
    private static readonly Dictionary<string, MemberKind> Builtins = new(StringComparer.Ordinal)
    {
        ["str"] = MemberKind.String,
        ["bool"] = MemberKind.Boolean,
        ["number"] = MemberKind.Double,
        ["int"] = MemberKind.Int64,
        ["int8"] = MemberKind.Int8,
        ["int16"] = MemberKind.Int16,
        ["int32"] = MemberKind.Int32,
        ["int64"] = MemberKind.Int64,
        ["uint8"] = MemberKind.UInt8,
        ["uint16"] = MemberKind.UInt16,
        ["uint32"] = MemberKind.UInt32,
        ["uint64"] = MemberKind.UInt64,
        ["size"] = MemberKind.UInt64,
        ["any"] = MemberKind.Json,
        ["null"] = MemberKind.Null,

        // An enum of the reference parser's own types; no schema lists its values.
        ["QType"] = MemberKind.String,

        // What a running QEMU says of its integers does not tell their width. No schema may define a name like this.
        ["q_int"] = MemberKind.Integer,

        // What "any" was called before QEMU 2.4.
        ["**"] = MemberKind.Json,
    };

    // Looking for similar names takes time; a schema with more mistakes than this has another problem than spelling.
    private const int MostSuggestions = 50;
    private const int LongestSuggestion = 80;

    private readonly Dictionary<string, Definition> _definitions = new(StringComparer.Ordinal);
    private readonly List<Definition> _order = [];
    private int _suggestions;

    public IReadOnlyList<Definition> Definitions => _order;

    public void Define(Definition definition)
    {
        if (Builtins.ContainsKey(definition.Name))
        {
            definition.Location.Report(Descriptors.QapiRedefinition, definition.Name, "by the language itself");
        }
        else if (_definitions.TryGetValue(definition.Name, out var first))
        {
            definition.Location.Report(Descriptors.QapiRedefinition, definition.Name, $"in {first.Location.Describe().TrimEnd(',')}");
        }
        else
        {
            _definitions.Add(definition.Name, definition);
            _order.Add(definition);
        }
    }

    /// <summary>Defines what a schema implies without writing it; the same one is implied in many places.</summary>
    public void Imply(Definition definition) => _definitions[definition.Name] = definition;

    /// <summary>The definition of a type, or the kind of one that needs none; neither for a name that is no type.</summary>
    public (Definition? Definition, MemberKind? Builtin) Find(string name)
    {
        if (Builtins.TryGetValue(name, out var kind))
        {
            return (null, kind);
        }

        var isType = _definitions.TryGetValue(name, out var definition)
            && definition.Kind is not (DefinitionKind.Command or DefinitionKind.Event);
        return (isType ? definition : null, null);
    }

    /// <summary>The same, with a report where the name is no type.</summary>
    public (Definition? Definition, MemberKind? Builtin) Resolve(TypeReference reference)
    {
        var found = Find(reference.Name);
        if (found is (null, null))
        {
            var similar = Similar(reference.Name);
            reference.Location.Report(
                Descriptors.QapiUnknownType,
                reference.Name,
                similar is null ? "define it, or add its file to the QmpSpec items" : $"did you mean '{similar}'?");
        }

        return found;
    }

    private string? Similar(string name)
    {
        if (name.Length > LongestSuggestion || ++_suggestions > MostSuggestions)
        {
            return null;
        }

        var types = _order.Where(d => d.Kind is not (DefinitionKind.Command or DefinitionKind.Event)).Select(d => d.Name);
        return Spelling.Closest(name, types.Concat(Builtins.Keys).ToList());
    }
}
