using Microsoft.CodeAnalysis.Text;

namespace QmpGen.Generator.Document.Lines;

/// <summary>One line of a document, without the white space around it.</summary>
/// <param name="Content">The line's text, trimmed; empty for a blank line.</param>
/// <param name="Start">Where the content starts in the document.</param>
/// <param name="Indent">The column at which the content starts, with tabs expanded.</param>
internal readonly record struct SpecLine(string Content, int Start, int Indent)
{
    public bool IsBlank => Content.Length == 0;

    public TextSpan Span => new(Start, Content.Length);

    /// <summary>Whether the line is a row of one character, as headings are underlined with.</summary>
    public bool IsRowOf(char character, int atLeast) =>
        Content.Length >= atLeast && Content.All(c => c == character);
}
