using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;
using QmpGen.Generator.Diagnostics;

namespace QmpGen.Generator.Qapi;

/// <summary>Reads the parts that definitions of different kinds have in common.</summary>
internal sealed class ClauseReader
{
    private readonly QapiExpression _expression;
    private readonly QapiRules _rules;
    private readonly ConditionReader _conditions;
    private readonly List<Definition> _inner = [];

    public ClauseReader(QapiExpression expression, QapiRules rules)
    {
        (_expression, _rules) = (expression, rules);
        _conditions = new ConditionReader(rules, Mismatch);
    }

    /// <summary>The structs that are written where they are used, as was possible up to QEMU 2.3.</summary>
    public IReadOnlyList<Definition> Inner => _inner;

    /// <summary>Whether a struct may be written where it is used.</summary>
    public bool AllowsInner { get; set; }

    /// <summary>The name of what is being read.</summary>
    public string Owner { get; set; } = string.Empty;

    /// <param name="value">What should be an object of members.</param>
    /// <param name="subject">What has them, for messages.</param>
    /// <param name="owner">The name of the type that has them; null for the data of an event or a command.</param>
    public ImmutableArray<MemberDefinition> Members(QapiValue value, string subject, string? owner) =>
        ReadMembers(value, subject, NameKind.Member, owner);

    /// <param name="value">What should be an object of branches.</param>
    /// <param name="subject">What has them, for messages.</param>
    /// <param name="kind">Which kind of branch they are.</param>
    public ImmutableArray<MemberDefinition> Branches(QapiValue value, string subject, NameKind kind) =>
        ReadMembers(value, subject, kind, owner: null);

    /// <summary>A type's name, or an array with a type's name; null after a mistake.</summary>
    public TypeReference? Type(QapiValue value, string subject, bool mayBeArray)
    {
        switch (value)
        {
            case QapiString name:
                return new TypeReference(name.Text, IsArray: false, _expression.At(name.Span));
            case QapiArray { Items.Length: 1 } array when mayBeArray && array.Items[0] is QapiString item:
                return new TypeReference(item.Text, IsArray: true, _expression.At(item.Span));
            default:
                Mismatch(value, subject, mayBeArray ? "a type's name, or an array with one type's name" : "a type's name");
                return null;
        }
    }

    public Features Features(QapiObject value)
    {
        var features = default(Features);
        if (value.Find("features") is not { } property)
        {
            return features;
        }

        if (property.Value is not QapiArray array)
        {
            Mismatch(property.Value, "'features'", "an array of names");
            return features;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in array.Items)
        {
            var name = item as QapiString;
            if (item is QapiObject detailed && CheckKeys(detailed, "The feature", detailed.Span, ["name"], ["if"]))
            {
                CheckCondition(detailed);
                name = detailed.Find("name")!.Value as QapiString;
            }

            if (name is null)
            {
                Mismatch(item, "'features'", "a name or an object with a 'name'");
            }
            else if (!seen.Add(name.Text))
            {
                _expression.At(name.Span).Report(Descriptors.QapiClash, name.Text, "'features'", _expression.At(array.Span).Describe());
            }
            else if (CheckName(name.Span, name.Text, NameKind.Feature))
            {
                if (_rules.IsFeatureTooMany(name.Text))
                {
                    Mismatch(
                        name,
                        "The schema",
                        $"at most {QapiRules.MostFeatures} different features, 'deprecated' and 'unstable' among them",
                        $"one more, '{name.Text}',");
                }

                features = new Features(features.IsDeprecated || name.Text == "deprecated", features.IsUnstable || name.Text == "unstable");
            }
        }

        return features;
    }

    public void CheckCondition(QapiObject value) => _conditions.Check(value);

    public bool CheckKeys(QapiObject value, string subject, TextSpan place, string[] required, string[] optional)
    {
        var missing = required.Where(k => value.Find(k) is null).ToList();
        if (missing.Count > 0)
        {
            _expression.At(place).Report(Descriptors.QapiMissingKey, subject, string.Join(", ", missing.Select(k => $"'{k}'")));
        }

        var unknown = value.Properties.Where(p => !required.Contains(p.Name) && !optional.Contains(p.Name)).ToList();
        foreach (var property in unknown)
        {
            _expression.At(property.Span).Report(
                Descriptors.QapiUnknownKey, subject, property.Name, string.Join(", ", required.Concat(optional).Select(k => $"'{k}'")));
        }

        return missing.Count == 0 && unknown.Count == 0;
    }

    /// <summary>Reports a name that breaks a rule, and tells whether it is good enough to read on.</summary>
    /// <param name="place">Where the name stands.</param>
    /// <param name="name">The name.</param>
    /// <param name="kind">What has the name.</param>
    /// <param name="owner">The type of a member or value, if it has a name.</param>
    public bool CheckName(TextSpan place, string name, NameKind kind, string? owner = null)
    {
        var violation = _rules.Violation(name, kind, owner);
        if (violation is not null)
        {
            _expression.At(place).Report(Descriptors.QapiName, name, violation);
        }

        return violation is null || QapiName.Of(name, kind).IsUsable;
    }

    /// <summary>A subject, which starts a sentence, as it is written inside one.</summary>
    public static string Inside(string subject) => char.ToLowerInvariant(subject[0]) + subject.Substring(1);

    public void Mismatch(QapiValue found, string subject, string expected) => Mismatch(found, subject, expected, found.Describe());

    public void Mismatch(QapiValue place, string subject, string expected, string found) =>
        _expression.At(place.Span).Report(Descriptors.QapiStructure, subject, expected, found);

    private ImmutableArray<MemberDefinition> ReadMembers(QapiValue value, string subject, NameKind kind, string? owner)
    {
        if (value is not QapiObject members)
        {
            // An old struct without members has an array of none.
            Mismatch(value, subject, kind == NameKind.Member ? "an object of members" : "an object of branches");
            return ImmutableArray<MemberDefinition>.Empty;
        }

        return members.Properties
            .Select(p => ReadMember(p, kind, owner))
            .OfType<MemberDefinition>()
            .ToImmutableArray();
    }

    private MemberDefinition? ReadMember(QapiProperty property, NameKind kind, string? owner)
    {
        var isBranch = kind != NameKind.Member;
        var isOptional = !isBranch && property.Name.StartsWith("*", StringComparison.Ordinal);
        var name = isOptional ? property.Name.Substring(1) : property.Name;
        var subject = $"The {(isBranch ? "branch" : "member")} '{name}'";
        if (!CheckName(property.Span, name, kind, owner))
        {
            return null;
        }

        var type = property.Value;
        var features = default(Features);
        string? condition = null;
        if (type is QapiObject inner && AllowsInner && !isBranch && inner.Find("type") is null && inner.Find("if") is null)
        {
            type = ReadInner(inner, name, subject);
        }

        if (type is QapiObject detailed)
        {
            if (!CheckKeys(detailed, subject, property.Span, ["type"], isBranch ? ["if"] : ["if", "features"]))
            {
                return null;
            }

            CheckCondition(detailed);
            (type, features, condition) = (detailed.Find("type")!.Value, Features(detailed), Condition.Of(detailed));
        }

        return Type(type, subject, mayBeArray: true) is { } reference
            ? new MemberDefinition(name, _expression.At(property.Span), reference)
            {
                IsOptional = isOptional,
                Condition = condition,
                Features = features,
            }
            : null;
    }

    /// <summary>Makes a struct of its own of one that is written in place of a type's name; gives that name.</summary>
    private QapiString ReadInner(QapiObject inner, string name, string subject)
    {
        var outer = Owner;
        Owner = $"{outer}-{name}";
        var definition = new Definition(DefinitionKind.Struct, ImplicitTypes.Prefix + Owner, _expression.At(inner.Span))
        {
            Members = Members(inner, subject, owner: null),
        };
        _inner.Add(definition);
        Owner = outer;
        return new QapiString(inner.Span, definition.Name);
    }
}
