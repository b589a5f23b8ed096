using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;
using QmpGen.Generator.Diagnostics;

namespace QmpGen.Generator.Qapi;

/// <summary>Reads a top-level object as a definition, in the forms of all versions of the language.</summary>
internal sealed class DefinitionReader(QapiExpression expression, QapiRules rules)
{
    private static readonly (string Key, DefinitionKind Kind, string[] Required, string[] Optional)[] Forms =
    [
        ("enum", DefinitionKind.Enum, ["data"], ["if", "features", "prefix"]),
        ("union", DefinitionKind.Union, ["data"], ["base", "discriminator", "if", "features"]),
        ("alternate", DefinitionKind.Alternate, ["data"], ["if", "features"]),
        ("struct", DefinitionKind.Struct, ["data"], ["base", "if", "features"]),
        ("type", DefinitionKind.Struct, ["data"], ["base", "if", "features"]),
        ("event", DefinitionKind.Event, [], ["data", "boxed", "if", "features"]),
        (
            "command",
            DefinitionKind.Command,
            [],
            ["data", "returns", "boxed", "gen", "success-response", "allow-oob", "allow-preconfig", "coroutine", "if", "features"]),
    ];

    private readonly ClauseReader _clauses = new(expression, rules);

    /// <summary>The definition, and those written inside it; nothing for a directive or after a mistake, which is reported.</summary>
    public static IEnumerable<Definition> Read(QapiExpression expression, QapiRules rules)
    {
        var reader = new DefinitionReader(expression, rules);
        if (reader.Read() is not { } definition)
        {
            return [];
        }

        DocChecker.Check(expression, definition);
        return reader._clauses.Inner.Prepend(definition);
    }

    private Definition? Read()
    {
        var value = expression.Value;
        if (value.Find("include") is not null)
        {
            return null;
        }

        if (value.Find("pragma") is { } pragma)
        {
            PragmaReader.Check(expression, pragma);
            return null;
        }

        // An event's data may hold "type" only one level further in, so the first key that fits is the one meant.
        var form = Forms.FirstOrDefault(f => value.Find(f.Key) is not null);
        if (form.Key is null)
        {
            var keys = string.Join(", ", Forms.Select(f => $"'{f.Key}'").Append("'include'").Append("'pragma'"));
            expression.At(value.Span)
                .Report(Descriptors.QapiStructure, "A definition", $"an object with one of the keys {keys}", "none of them");
            return null;
        }

        var head = value.Find(form.Key)!;
        if (head.Value is not QapiString name)
        {
            _clauses.Mismatch(head.Value, $"The name of the {form.Key}", "a string");
            return null;
        }

        _clauses.Owner = name.Text;
        _clauses.AllowsInner = form.Key == "type";
        var subject = $"The {form.Key} '{name.Text}'";
        if (!_clauses.CheckKeys(value, subject, head.Span, [form.Key, .. form.Required], form.Optional)
            || !_clauses.CheckName(name.Span, name.Text, NameKindOf(form.Kind)))
        {
            return null;
        }

        var definition = new Definition(form.Kind, name.Text, expression.At(name.Span))
        {
            Doc = expression.Doc,
            Features = _clauses.Features(value),
            Condition = Condition.Of(value),
        };
        _clauses.CheckCondition(value);
        if (definition.Features.IsDeprecated && form.Kind is not (DefinitionKind.Event or DefinitionKind.Command))
        {
            _clauses.Mismatch(
                value.Find("features")!.Value,
                subject,
                "features other than 'deprecated', which only events, commands, members and values can be");
        }

        return form.Kind switch
        {
            DefinitionKind.Enum => definition with { Values = ReadValues(definition, value, subject) },
            DefinitionKind.Struct =>
                ReadBase(definition, value, subject) with
                {
                    Members = _clauses.Members(value.Find("data")!.Value, subject, definition.Name),
                },
            DefinitionKind.Alternate =>
                definition with { Branches = _clauses.Branches(value.Find("data")!.Value, subject, NameKind.Alternative) },
            DefinitionKind.Union => ReadUnion(definition, value, subject),
            DefinitionKind.Event => ReadData(definition, value, subject),
            _ => CommandReader.Read(ReadData(definition, value, subject), value, subject, _clauses),
        };
    }

    private static NameKind NameKindOf(DefinitionKind kind) => kind switch
    {
        DefinitionKind.Event => NameKind.Event,
        DefinitionKind.Command => NameKind.Command,
        _ => NameKind.Type,
    };

    private ImmutableArray<ValueDefinition> ReadValues(Definition definition, QapiObject value, string subject)
    {
        if (value.Find("data")!.Value is not QapiArray array)
        {
            _clauses.Mismatch(value.Find("data")!.Value, subject, "an array of names");
            return ImmutableArray<ValueDefinition>.Empty;
        }

        if (value.Find("prefix") is { Value: not QapiString } prefix)
        {
            _clauses.Mismatch(prefix.Value, $"'prefix' of {ClauseReader.Inside(subject)}", "a string");
        }

        var values = ImmutableArray.CreateBuilder<ValueDefinition>();
        var seen = new Dictionary<string, TextSpan>(StringComparer.Ordinal);
        foreach (var item in array.Items)
        {
            var features = default(Features);
            string? condition = null;
            var name = item as QapiString;
            if (item is QapiObject detailed && _clauses.CheckKeys(detailed, "The value", detailed.Span, ["name"], ["if", "features"]))
            {
                _clauses.CheckCondition(detailed);
                (features, condition) = (_clauses.Features(detailed), Condition.Of(detailed));
                name = detailed.Find("name")!.Value as QapiString;
            }

            if (name is null)
            {
                _clauses.Mismatch(item, subject, "a name or an object with a 'name'");
            }
            else if (seen.TryGetValue(QapiName.Fold(name.Text), out var first))
            {
                expression.At(name.Span)
                    .Report(Descriptors.QapiClash, name.Text, ClauseReader.Inside(subject), expression.At(first).Describe());
            }
            else if (_clauses.CheckName(name.Span, name.Text, NameKind.Value, definition.Name))
            {
                seen.Add(QapiName.Fold(name.Text), name.Span);
                values.Add(new ValueDefinition(name.Text, expression.At(name.Span), features) { Condition = condition });
            }
        }

        return values.ToImmutable();
    }

    private Definition ReadBase(Definition definition, QapiObject value, string subject)
    {
        if (value.Find("base") is not { } @base)
        {
            return definition;
        }

        // A union may spell its base out; a struct need not, as it has members of its own.
        return @base.Value is QapiObject inline && definition.Kind == DefinitionKind.Union
            ? definition with { Members = _clauses.Members(inline, subject, definition.Name) }
            : definition with { Base = _clauses.Type(@base.Value, subject, mayBeArray: false) };
    }

    private Definition ReadUnion(Definition definition, QapiObject value, string subject)
    {
        var discriminator = value.Find("discriminator")?.Value;
        var branches = _clauses.Branches(
            value.Find("data")!.Value, subject, discriminator is QapiString ? NameKind.Branch : NameKind.Alternative);
        switch (discriminator)
        {
            case QapiObject { Properties.IsEmpty: true } when rules.Age.IsBefore62 && value.Find("base") is null:
                // What has been called an alternate since QEMU 2.4.
                return definition with { Kind = DefinitionKind.Alternate, Branches = branches };
            case QapiString name:
                definition = definition with { Discriminator = (name.Text, expression.At(name.Span)) };
                if (value.Find("base") is null)
                {
                    expression.At(name.Span).Report(Descriptors.QapiMissingKey, subject, "'base', which has the discriminator");
                }

                break;
            case { } other:
                _clauses.Mismatch(other, subject, "a member's name as the discriminator");
                break;
            case null when value.Find("base") is { } @base && !rules.Age.IsBefore24:
                expression.At(@base.Span).Report(Descriptors.QapiMissingKey, subject, "'discriminator', which a union with a base needs");
                break;
            default:
                break;
        }

        return ReadBase(definition with { Branches = branches }, value, subject);
    }

    private Definition ReadData(Definition definition, QapiObject value, string subject)
    {
        var isBoxed = value.Find("boxed")?.Value is QapiBoolean { IsTrue: true };
        if (value.Find("boxed") is { } boxed && !isBoxed)
        {
            _clauses.Mismatch(boxed.Value, $"'boxed' of {ClauseReader.Inside(subject)}", "true");
        }

        return value.Find("data")?.Value switch
        {
            null when isBoxed => MissingData(),
            null => definition,
            QapiObject inline when !isBoxed => definition with { Members = _clauses.Members(inline, subject, owner: null) },
            var data => definition with { Base = _clauses.Type(data, subject, mayBeArray: false), IsBoxed = isBoxed },
        };

        Definition MissingData()
        {
            definition.Location.Report(Descriptors.QapiMissingKey, subject, "'data', which 'boxed' needs");
            return definition;
        }
    }
}
