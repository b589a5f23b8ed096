using System.Collections.Immutable;
using QmpGen.Generator.Document.Syntax;
using QmpGen.Generator.Model;

namespace QmpGen.Generator.Document.Binding;

/// <summary>Reads types off example values.</summary>
internal static class ExampleTypes
{
    /// <summary>The type that holds all the values; any JSON where they differ in kind, or there are none.</summary>
    public static DraftType Infer(IReadOnlyList<JsonNode> values)
    {
        var kinds = values.Select(v => v.Kind).Distinct().ToList();
        if (kinds.Count != 1)
        {
            return new DraftType(MemberKind.Json);
        }

        return kinds[0] switch
        {
            JsonKind.String => new DraftType(MemberKind.String),
            JsonKind.Boolean => new DraftType(MemberKind.Boolean),
            JsonKind.Number when values.All(v => JsonNumber.IsInt64(v.Text)) => new DraftType(MemberKind.Int64),
            JsonKind.Number when values.All(v => JsonNumber.IsUInt64(v.Text)) => new DraftType(MemberKind.UInt64),
            JsonKind.Number => new DraftType(MemberKind.Double),
            JsonKind.Object when values.Any(v => !v.Members.IsEmpty) => new DraftType(MemberKind.Object) { Members = Members(values) },
            _ => new DraftType(MemberKind.Json),
        };
    }

    /// <summary>The members of all the objects together. None is known to be always there, so all are optional.</summary>
    public static ImmutableArray<DraftMember> Members(IReadOnlyList<JsonNode> objects) =>
        objects
            .SelectMany(o => o.Members)
            .GroupBy(m => m.Name, StringComparer.Ordinal)
            .Select(g => new DraftMember(g.Key, g.First().NameSpan, Infer(g.Select(m => m.Value).ToList()), IsOptional: true, string.Empty))
            .ToImmutableArray();

    public static string Name(MemberKind kind) => kind switch
    {
        MemberKind.String or MemberKind.Value => "string",
        MemberKind.Int64 or MemberKind.UInt64 => "integer",
        MemberKind.Double => "number",
        MemberKind.Boolean => "true or false",
        MemberKind.Object => "object",
        _ => "any JSON",
    };

    public static string Name(JsonKind kind) => kind switch
    {
        JsonKind.Boolean => "true or false",
        _ => kind.ToString().ToLowerInvariant(),
    };
}
