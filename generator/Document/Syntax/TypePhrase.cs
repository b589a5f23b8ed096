using Microsoft.CodeAnalysis.Text;

namespace QmpGen.Generator.Document.Syntax;

/// <summary>The words by which a bullet tells its type: <c>(json-string, optional)</c>.</summary>
/// <param name="Keyword">The JSON kind as the document calls it.</param>
/// <param name="IsOptional">Whether the word "optional" stands in the same parentheses.</param>
/// <param name="Span">Where the keyword stands in the document.</param>
/// <param name="Offset">Where the whole phrase starts in the bullet's text.</param>
/// <param name="Length">The whole phrase's length in the bullet's text.</param>
internal sealed record TypePhrase(TypeKeyword Keyword, bool IsOptional, TextSpan Span, int Offset, int Length)
{
    public int End => Offset + Length;
}

internal enum TypeKeyword
{
    /// <summary>No kind is given, or one that does not exist.</summary>
    Unknown,
    String,
    Int,
    Number,
    Bool,
    Object,
    Array,
    Null,
}
