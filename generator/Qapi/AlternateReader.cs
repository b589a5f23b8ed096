using System.Collections.Immutable;
using QmpGen.Generator.Diagnostics;
using QmpGen.Generator.Schema;

namespace QmpGen.Generator.Qapi;

/// <summary>Finds out which kind of JSON stands for each branch of an alternate.</summary>
internal sealed class AlternateReader(TypeTable types)
{
    private readonly Dictionary<string, ImmutableArray<(MemberDefinition Branch, JsonForm Form)>> _alternates = new(StringComparer.Ordinal);

    /// <summary>The branches that can be told apart; what cannot is reported once.</summary>
    public ImmutableArray<(MemberDefinition Branch, JsonForm Form)> Read(Definition alternate)
    {
        if (!_alternates.TryGetValue(alternate.Name, out var branches))
        {
            branches = ReadBranches(alternate);
            _alternates.Add(alternate.Name, branches);
        }

        return branches;
    }

    private ImmutableArray<(MemberDefinition Branch, JsonForm Form)> ReadBranches(Definition alternate)
    {
        var branches = new Dictionary<JsonForm, MemberDefinition>();
        foreach (var branch in alternate.Branches)
        {
            if (FormOf(branch.Type) is not { } form)
            {
                continue;
            }

            if (branches.TryGetValue(form, out var first))
            {
                branch.Place.Report(Descriptors.QapiAlternate, branch.Name, first.Name, alternate.Name);
                continue;
            }

            branches.Add(form, branch);
        }

        if (alternate.Branches.IsEmpty)
        {
            alternate.Place.Report(Descriptors.QapiStructure, $"The alternate '{alternate.Name}'", "at least one branch", "none");
        }

        return branches.Select(b => (b.Value, b.Key)).ToImmutableArray();
    }

    /// <summary>Null for a type that is not defined, which is reported, or of which no kind of JSON can be told.</summary>
    private JsonForm? FormOf(TypeReference reference)
    {
        var (definition, builtin) = types.Resolve(reference);
        if (reference.IsArray && (definition is not null || builtin is not null))
        {
            return JsonForm.Array;
        }

        switch (definition?.Kind)
        {
            case DefinitionKind.Enum:
                return JsonForm.String;
            case DefinitionKind.Struct or DefinitionKind.Union:
                return JsonForm.Object;
            default:
                break;
        }

        switch (builtin)
        {
            case MemberKind.String:
                return JsonForm.String;
            case MemberKind.Boolean:
                return JsonForm.Boolean;
            case MemberKind.Null:
                return JsonForm.Null;
            case MemberKind.Double:
                return JsonForm.Number;
            case null when definition is null:
                return null;
            case null or MemberKind.Json:
                reference.Place.Report(Descriptors.QapiWrongType, reference.Name, "An alternate's branch", "a type of one kind of JSON");
                return null;
            default:
                return JsonForm.Integer;
        }
    }
}
