using Microsoft.CodeAnalysis.Text;

namespace QmpGen.Generator.Qapi;

internal enum QapiTokenKind
{
    End,
    OpenBrace,
    CloseBrace,
    OpenBracket,
    CloseBracket,
    Colon,
    Comma,
    String,
    True,
    False,

    /// <summary>A whole block of documentation, from its <c>##</c> to the closing one.</summary>
    Doc,

    /// <summary>Something that is no token, reported already.</summary>
    Bad,
}

/// <param name="Kind">What it is.</param>
/// <param name="Span">Where it stands.</param>
/// <param name="Text">A string's content; the characters of anything else.</param>
internal readonly record struct QapiToken(QapiTokenKind Kind, TextSpan Span, string Text)
{
    public string Describe() => Kind switch
    {
        QapiTokenKind.End => "the end of the file",
        QapiTokenKind.String => $"the string '{Text}'",
        QapiTokenKind.Doc => "a documentation comment",
        QapiTokenKind.True or QapiTokenKind.False => Text,
        _ => $"'{Text}'",
    };
}
