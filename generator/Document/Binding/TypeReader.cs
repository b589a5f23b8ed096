using System.Collections.Immutable;
using QmpGen.Generator.Diagnostics;
using QmpGen.Generator.Document.Syntax;
using QmpGen.Generator.Model;

namespace QmpGen.Generator.Document.Binding;

/// <summary>Gives each bullet its type: from its own words first, from the document's examples where it has none.</summary>
internal sealed class TypeReader(DiagnosticSink sink)
{
    // "See MigrationStatus in ~/qapi-schema.json for possible values": what has a list of values is a string.
    private const string ValuesElsewhere = "for possible values";

    /// <summary>Reads the bullets of one object.</summary>
    /// <param name="nodes">The bullets.</param>
    /// <param name="examples">The object as the examples show it.</param>
    public ImmutableArray<DraftMember> ReadMembers(ImmutableArray<MemberNode> nodes, IReadOnlyList<JsonNode> examples)
    {
        var members = ImmutableArray.CreateBuilder<DraftMember>();
        var seen = new Dictionary<string, NameSyntax>(StringComparer.Ordinal);
        string? owner = null;
        foreach (var node in nodes)
        {
            var name = node.Syntax.Name;
            if (seen.TryGetValue(name.Text, out var first))
            {
                sink.Report(Descriptors.DuplicateMember, name.Span, name.Text, sink.LineNumber(first.Span));
                continue;
            }

            seen.Add(name.Text, name);
            var values = examples.Select(e => e.Find(name.Text)).OfType<JsonNode>().ToList();
            var isOptional = node.Syntax.Type?.IsOptional == true;
            var isGuess = owner is not null
                && examples.Count > 0
                && values.Count == 0
                && node is { Syntax.Type: null, Children.IsEmpty: true };
            if (isGuess)
            {
                sink.Report(Descriptors.MemberMayBeValue, name.Span, name.Text, owner!);
            }
            else if (!isOptional && values.Count < examples.Count)
            {
                sink.Report(Descriptors.ExampleLacksMember, examples.First(e => e.Find(name.Text) is null).Span, name.Text);
            }

            var type = isGuess ? new DraftType(MemberKind.Json) : ReadType(node, values);
            owner = isGuess ? owner : type.Kind is MemberKind.String or MemberKind.Value ? name.Text : null;
            members.Add(new DraftMember(name.Text, name.Span, type, isOptional, node.Syntax.Description));
        }

        var undescribed = examples.SelectMany(e => e.Members).Where(m => !seen.ContainsKey(m.Name));
        foreach (var further in undescribed.GroupBy(m => m.Name, StringComparer.Ordinal))
        {
            sink.Report(Descriptors.ExampleHasFurtherMember, further.First().NameSpan, further.Key);
        }

        return members.ToImmutable();
    }

    private DraftType ReadType(MemberNode node, List<JsonNode> examples)
    {
        var syntax = node.Syntax;
        if (!node.Children.IsEmpty && syntax.Type?.Keyword != TypeKeyword.Array)
        {
            CheckKind(syntax, examples, JsonKind.Object);
            var objects = examples.Where(e => e.Kind == JsonKind.Object).ToList();
            return new DraftType(MemberKind.Object) { Members = ReadMembers(node.Children, objects) };
        }

        switch (syntax.Type?.Keyword)
        {
            case TypeKeyword.String:
                CheckKind(syntax, examples, JsonKind.String);
                return StringOrValues(syntax, examples);
            case TypeKeyword.Bool:
                CheckKind(syntax, examples, JsonKind.Boolean);
                return new DraftType(MemberKind.Boolean);
            case TypeKeyword.Int or TypeKeyword.Number:
                CheckKind(syntax, examples, JsonKind.Number);
                return Number(examples, mayHaveFraction: syntax.Type.Keyword == TypeKeyword.Number);
            case TypeKeyword.Object:
                CheckKind(syntax, examples, JsonKind.Object);
                return Infer(syntax.Name, examples);
            case TypeKeyword.Array:
                CheckKind(syntax, examples, JsonKind.Array);
                if (!node.Children.IsEmpty)
                {
                    sink.Report(Descriptors.ItemsUntyped, syntax.Name.Span, syntax.Name.Text);
                }

                return new DraftType(MemberKind.Json);
            case TypeKeyword.Null:
                return new DraftType(MemberKind.Json);
            default:
                if (!syntax.Values.IsEmpty)
                {
                    sink.Report(Descriptors.TypeFromValues, syntax.Name.Span, syntax.Name.Text);
                    return StringOrValues(syntax, examples);
                }

                if (examples.Count == 0 && syntax.Text.IndexOf(ValuesElsewhere, StringComparison.OrdinalIgnoreCase) >= 0)
                {
                    sink.Report(Descriptors.TypeFromValues, syntax.Name.Span, syntax.Name.Text);
                    return new DraftType(MemberKind.String);
                }

                return Infer(syntax.Name, examples);
        }
    }

    private DraftType StringOrValues(MemberSyntax syntax, List<JsonNode> examples)
    {
        if (syntax.Values.IsEmpty)
        {
            return new DraftType(MemberKind.String);
        }

        var unlisted = examples.FirstOrDefault(e => e.Kind == JsonKind.String && syntax.Values.All(v => v.Text != e.Text));
        if (unlisted is not null)
        {
            sink.Report(Descriptors.ExampleValueUnlisted, unlisted.Span, unlisted.Text, syntax.Name.Text);
        }

        return new DraftType(MemberKind.Value) { Values = syntax.Values };
    }

    private DraftType Infer(NameSyntax name, List<JsonNode> examples)
    {
        var type = ExampleTypes.Infer(examples);
        if (examples.Count == 0)
        {
            sink.Report(Descriptors.TypeUnknown, name.Span, name.Text);
        }
        else
        {
            sink.Report(Descriptors.TypeFromExample, name.Span, name.Text, ExampleTypes.Name(type.Kind));
        }

        return type;
    }

    private static DraftType Number(List<JsonNode> examples, bool mayHaveFraction)
    {
        var inferred = ExampleTypes.Infer(examples.Where(e => e.Kind == JsonKind.Number).ToList()).Kind;
        return new DraftType(inferred switch
        {
            MemberKind.UInt64 => MemberKind.UInt64,
            MemberKind.Double when mayHaveFraction => MemberKind.Double,
            _ => MemberKind.Int64,
        });
    }

    private void CheckKind(MemberSyntax syntax, List<JsonNode> examples, JsonKind documented)
    {
        if (examples.FirstOrDefault(e => e.Kind != documented && e.Kind != JsonKind.Null) is { } other)
        {
            sink.Report(
                Descriptors.ExampleOfOtherKind, other.Span, syntax.Name.Text, ExampleTypes.Name(documented), ExampleTypes.Name(other.Kind));
        }
    }
}
