using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace QmpGen.Generator.Document.Syntax;

/// <summary>
/// Text that runs over several lines of a document, joined by single blanks. Each place in it is known in the document.
/// </summary>
internal sealed class TextRun(string text, ImmutableArray<TextRun.Fragment> fragments)
{
    public static TextRun Empty { get; } = new(string.Empty, ImmutableArray<Fragment>.Empty);

    public string Text { get; } = text;

    public TextSpan Span => fragments.IsEmpty
        ? default
        : TextSpan.FromBounds(fragments[0].Start, fragments[fragments.Length - 1].Start + fragments[fragments.Length - 1].Length);

    /// <summary>Where a part of the text stands in the document; a part over several lines ends with its first line.</summary>
    public TextSpan Map(int offset, int length)
    {
        for (var i = fragments.Length - 1; i >= 0; i--)
        {
            var fragment = fragments[i];
            if (offset >= fragment.Offset)
            {
                var within = Math.Min(offset - fragment.Offset, fragment.Length);
                return new TextSpan(fragment.Start + within, Math.Min(length, fragment.Length - within));
            }
        }

        return Span;
    }

    /// <summary>A piece of one line: its place in the joined text and in the document.</summary>
    internal readonly record struct Fragment(int Offset, int Start, int Length);

    internal sealed class Builder
    {
        private readonly StringBuilder _text = new();
        private readonly ImmutableArray<Fragment>.Builder _fragments = ImmutableArray.CreateBuilder<Fragment>();

        public bool IsEmpty => _fragments.Count == 0;

        public void Append(string content, int start)
        {
            if (content.Length == 0)
            {
                return;
            }

            if (!IsEmpty)
            {
                _text.Append(' ');
            }

            _fragments.Add(new Fragment(_text.Length, start, content.Length));
            _text.Append(content);
        }

        public TextRun ToTextRun() => IsEmpty ? Empty : new TextRun(_text.ToString(), _fragments.ToImmutable());
    }
}
