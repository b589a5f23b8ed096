using System.Collections.Immutable;
using QmpGen.Generator.Diagnostics;
using QmpGen.Generator.Model;

namespace QmpGen.Generator.Qapi;

/// <summary>Finds out which kind of JSON stands for each branch of an alternate.</summary>
internal sealed class AlternateReader(TypeTable types, QapiRules rules)
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
        var names = new Dictionary<string, MemberDefinition>(StringComparer.Ordinal);
        foreach (var branch in alternate.Branches)
        {
            if (names.TryGetValue(QapiName.Fold(branch.Name), out var namesake))
            {
                branch.Location.Report(Descriptors.QapiClash, branch.Name, $"'{alternate.Name}'", namesake.Location.Describe());
                continue;
            }

            names.Add(QapiName.Fold(branch.Name), branch);
            if (FormOf(branch.Type) is not { } form)
            {
                continue;
            }

            if (branches.TryGetValue(form, out var first))
            {
                branch.Location.Report(
                    Descriptors.QapiAlternate, branch.Name, first.Name, alternate.Name, "both have the same JSON type");
                continue;
            }

            if (branches.FirstOrDefault(b => MayBeText(b.Key, b.Value, form, branch)).Value is { } alike)
            {
                branch.Location.Report(
                    Descriptors.QapiAlternate, branch.Name, alike.Name, alternate.Name, "a command line gives both as the same text");
                continue;
            }

            branches.Add(form, branch);
        }

        if (alternate.Branches.IsEmpty)
        {
            alternate.Location.Report(Descriptors.QapiStructure, $"The alternate '{alternate.Name}'", "at least one branch", "none");
        }

        return branches.Select(b => (b.Value, b.Key)).ToImmutableArray();
    }

    /// <summary>
    /// Whether two branches look the same on a command line, which writes numbers and switches as text. JSON tells them
    /// apart, so that this has been a mistake only since QEMU 2.10.
    /// </summary>
    private bool MayBeText(JsonForm left, MemberDefinition leftBranch, JsonForm right, MemberDefinition rightBranch)
    {
        if (rules.Age.IsBefore62)
        {
            return false;
        }

        return left == JsonForm.String ? Takes(leftBranch, right)
            : right == JsonForm.String ? Takes(rightBranch, left)
            : (left, right) is (JsonForm.Integer, JsonForm.Number) or (JsonForm.Number, JsonForm.Integer);
    }

    private bool Takes(MemberDefinition text, JsonForm form)
    {
        var values = types.Find(text.Type.Name).Definition?.Values.Select(v => v.Name);
        return form switch
        {
            JsonForm.Boolean => values is null || values.Any(v => v is "on" or "off"),
            JsonForm.Integer or JsonForm.Number => values is null || values.Any(v => "-+.0123456789".IndexOf(v[0]) >= 0),
            _ => false,
        };
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
                reference.Location.Report(Descriptors.QapiWrongType, reference.Name, "An alternate's branch", "a type of one kind of JSON");
                return null;
            default:
                return JsonForm.Integer;
        }
    }
}
