using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;

namespace QmpGen.Generator.Document.Syntax;

internal enum JsonKind
{
    Object,
    Array,
    String,
    Number,
    Boolean,
    Null,
}

/// <summary>A JSON value in an example, with its place.</summary>
/// <param name="kind">The value's kind.</param>
/// <param name="span">Where it stands.</param>
/// <param name="text">A string unescaped, a number or word as written; empty for objects and arrays.</param>
internal sealed class JsonNode(JsonKind kind, TextSpan span, string text)
{
    private Dictionary<string, JsonNode>? _byName;

    public JsonKind Kind { get; } = kind;

    public TextSpan Span { get; } = span;

    public string Text { get; } = text;

    public ImmutableArray<JsonMember> Members { get; init; } = ImmutableArray<JsonMember>.Empty;

    public ImmutableArray<JsonNode> Items { get; init; } = ImmutableArray<JsonNode>.Empty;

    /// <summary>The kind of a value that is written as a bare word; null if JSON has none such.</summary>
    public static JsonKind? KindOf(string word) => word switch
    {
        "true" or "false" => JsonKind.Boolean,
        "null" => JsonKind.Null,
        _ when JsonNumber.IsValid(word) => JsonKind.Number,
        _ => null,
    };

    /// <summary>The value of a member, the last one if the name occurs twice.</summary>
    public JsonNode? Find(string name)
    {
        if (_byName is null)
        {
            _byName = new Dictionary<string, JsonNode>(StringComparer.Ordinal);
            foreach (var member in Members)
            {
                _byName[member.Name] = member.Value;
            }
        }

        return _byName.TryGetValue(name, out var value) ? value : null;
    }
}

internal sealed record JsonMember(string Name, TextSpan NameSpan, JsonNode Value);

/// <summary>Why an example is no JSON.</summary>
/// <param name="Span">Where the reader stumbled.</param>
/// <param name="Message">What was expected, as half a sentence.</param>
internal sealed record JsonProblem(TextSpan Span, string Message);
