using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;
using QmpGen.Generator.Diagnostics;

namespace QmpGen.Generator.Qapi;

/// <summary>Reads the parts that definitions of different kinds have in common.</summary>
internal sealed class ClauseReader(QapiExpression expression)
{
    private readonly List<Definition> _inner = [];

    /// <summary>The structs that are written where they are used, as was possible up to QEMU 2.3.</summary>
    public IReadOnlyList<Definition> Inner => _inner;

    /// <summary>Whether a struct may be written where it is used.</summary>
    public bool AllowsInner { get; set; }

    /// <summary>The name of what is being read.</summary>
    public string Owner { get; set; } = string.Empty;

    public ImmutableArray<MemberDefinition> Members(QapiValue value, string subject) => ReadMembers(value, subject, areBranches: false);

    public ImmutableArray<MemberDefinition> Branches(QapiValue value, string subject) => ReadMembers(value, subject, areBranches: true);

    /// <summary>A type's name, or an array with a type's name; null after a mistake.</summary>
    public TypeReference? Type(QapiValue value, string subject, bool mayBeArray)
    {
        switch (value)
        {
            case QapiString name:
                return new TypeReference(name.Text, IsArray: false, expression.At(name.Span));
            case QapiArray { Items.Length: 1 } array when mayBeArray && array.Items[0] is QapiString item:
                return new TypeReference(item.Text, IsArray: true, expression.At(item.Span));
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
                expression.At(name.Span).Report(Descriptors.QapiClash, name.Text, "'features'", expression.At(array.Span).Describe());
            }
            else if (CheckName(name, name.Text, NameKind.Other))
            {
                features = new Features(features.IsDeprecated || name.Text == "deprecated", features.IsUnstable || name.Text == "unstable");
            }
        }

        return features;
    }

    /// <summary>Looks at the form of a condition: a symbol, a list of them, or an object of all, any or not.</summary>
    public void CheckCondition(QapiObject value)
    {
        if (value.Find("if") is { } condition)
        {
            CheckCondition(condition.Value);
        }
    }

    public bool CheckKeys(QapiObject value, string subject, TextSpan place, string[] required, string[] optional)
    {
        var missing = required.Where(k => value.Find(k) is null).ToList();
        if (missing.Count > 0)
        {
            expression.At(place).Report(Descriptors.QapiMissingKey, subject, string.Join(", ", missing.Select(k => $"'{k}'")));
        }

        var unknown = value.Properties.Where(p => !required.Contains(p.Name) && !optional.Contains(p.Name)).ToList();
        foreach (var property in unknown)
        {
            expression.At(property.Span).Report(
                Descriptors.QapiUnknownKey, subject, property.Name, string.Join(", ", required.Concat(optional).Select(k => $"'{k}'")));
        }

        return missing.Count == 0 && unknown.Count == 0;
    }

    public bool CheckName(QapiValue place, string name, NameKind kind)
    {
        var isGood = QapiName.IsValid(name, kind);
        if (!isGood)
        {
            expression.At(place.Span).Report(Descriptors.QapiName, name, QapiName.Describe(kind));
        }

        return isGood;
    }

    public void Mismatch(QapiValue found, string subject, string expected) => Mismatch(found, subject, expected, found.Describe());

    public void Mismatch(QapiValue place, string subject, string expected, string found) =>
        expression.At(place.Span).Report(Descriptors.QapiStructure, subject, expected, found);

    private ImmutableArray<MemberDefinition> ReadMembers(QapiValue value, string subject, bool areBranches)
    {
        if (value is not QapiObject members)
        {
            // An old struct without members has an array of none.
            Mismatch(value, subject, areBranches ? "an object of branches" : "an object of members");
            return ImmutableArray<MemberDefinition>.Empty;
        }

        return members.Properties
            .Select(p => ReadMember(p, areBranches))
            .OfType<MemberDefinition>()
            .ToImmutableArray();
    }

    private MemberDefinition? ReadMember(QapiProperty property, bool isBranch)
    {
        var isOptional = !isBranch && property.Name.StartsWith("*", StringComparison.Ordinal);
        var name = isOptional ? property.Name.Substring(1) : property.Name;
        var subject = $"The {(isBranch ? "branch" : "member")} '{name}'";
        if (!QapiName.IsValid(name, isBranch ? NameKind.Value : NameKind.Member))
        {
            expression.At(property.Span).Report(Descriptors.QapiName, name, QapiName.Describe(isBranch ? NameKind.Value : NameKind.Member));
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
            if (!CheckKeys(detailed, subject, property.Span, ["type"], ["if", "features"]))
            {
                return null;
            }

            CheckCondition(detailed);
            (type, features, condition) = (detailed.Find("type")!.Value, Features(detailed), Condition.Of(detailed));
        }

        return Type(type, subject, mayBeArray: true) is { } reference
            ? new MemberDefinition(name, expression.At(property.Span), reference)
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
        var definition = new Definition(DefinitionKind.Struct, ImplicitTypes.Prefix + Owner, expression.At(inner.Span))
        {
            Members = Members(inner, subject),
        };
        _inner.Add(definition);
        Owner = outer;
        return new QapiString(inner.Span, definition.Name);
    }

    private void CheckCondition(QapiValue condition)
    {
        switch (condition)
        {
            case QapiString { Text: var text } when text.Trim().Length > 0:
                return;
            case QapiArray { Items.IsEmpty: false } all:
                CheckConditions(all);
                return;
            case QapiObject { Properties.Length: 1 } operation when IsOperation(operation.Properties[0]):
                return;
            default:
                Mismatch(condition, "The condition", "a symbol, an array of symbols, or an object with one of 'all', 'any' and 'not'");
                return;
        }
    }

    /// <summary>Whether a condition is one of the three operations; what these are applied to is checked as well.</summary>
    private bool IsOperation(QapiProperty property)
    {
        switch (property)
        {
            case { Name: "all" or "any", Value: QapiArray { Items.IsEmpty: false } operands }:
                CheckConditions(operands);
                return true;
            case { Name: "not" }:
                CheckCondition(property.Value);
                return true;
            default:
                return false;
        }
    }

    private void CheckConditions(QapiArray conditions)
    {
        foreach (var item in conditions.Items)
        {
            CheckCondition(item);
        }
    }
}
