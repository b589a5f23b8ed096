using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;

namespace QmpGen.Generator.Syntax;

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
/// <param name="Kind">The value's kind.</param>
/// <param name="Span">Where it stands.</param>
/// <param name="Text">A string unescaped, a number or word as written; empty for objects and arrays.</param>
internal sealed record JsonNode(JsonKind Kind, TextSpan Span, string Text)
{
    public ImmutableArray<JsonMember> Members { get; init; } = ImmutableArray<JsonMember>.Empty;

    public ImmutableArray<JsonNode> Items { get; init; } = ImmutableArray<JsonNode>.Empty;

    /// <summary>The value of a member, the last one if the name occurs twice.</summary>
    public JsonNode? Find(string name) => Members.LastOrDefault(m => m.Name == name)?.Value;
}

internal sealed record JsonMember(string Name, TextSpan NameSpan, JsonNode Value);

/// <summary>Why an example is no JSON.</summary>
/// <param name="Span">Where the reader stumbled.</param>
/// <param name="Message">What was expected, as half a sentence.</param>
internal sealed record JsonProblem(TextSpan Span, string Message);
