using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;
using QmpGen.Generator.Diagnostics;

namespace QmpGen.Generator.Qapi;

/// <summary>
/// Reads a file's top-level objects. After a mistake it goes on with the next definition, so that one run names the
/// mistakes of all of them.
/// </summary>
internal sealed class QapiParser
{
    // QEMU's own schemas need six levels.
    private const int DeepestNesting = 64;

    private readonly QapiFile _file;
    private readonly QapiLexer _lexer;
    private QapiToken _token;
    private int _depth;

    private QapiParser(QapiFile file)
    {
        _file = file;
        _lexer = new QapiLexer(file);
        _token = _lexer.Next();
    }

    public static ImmutableArray<QapiExpression> Parse(QapiFile file, CancellationToken cancellation) =>
        new QapiParser(file).ParseAll(cancellation);

    private ImmutableArray<QapiExpression> ParseAll(CancellationToken cancellation)
    {
        var expressions = ImmutableArray.CreateBuilder<QapiExpression>();
        TextSpan? doc = null;
        while (_token.Kind != QapiTokenKind.End)
        {
            cancellation.ThrowIfCancellationRequested();
            if (_token.Kind == QapiTokenKind.Doc)
            {
                CheckUnattached(doc);
                doc = _token.Span;
                Accept();
                continue;
            }

            _depth = 0;
            var value = _token.Kind == QapiTokenKind.OpenBrace ? ParseObject() : Unexpected("'{'");
            if (value is QapiObject definition)
            {
                if (definition.Find("include") is not null || definition.Find("pragma") is not null)
                {
                    CheckUnattached(doc);
                }

                expressions.Add(new QapiExpression(_file, definition, doc));
            }
            else
            {
                _lexer.SkipToDefinition(_token);
                Accept();
            }

            doc = null;
        }

        CheckUnattached(doc);
        return expressions.ToImmutable();
    }

    private void CheckUnattached(TextSpan? doc)
    {
        if (doc is { } block)
        {
            DocChecker.CheckUnattached(_file, block);
        }
    }

    /// <summary>Null after a mistake, which is reported.</summary>
    private QapiValue? ParseValue()
    {
        switch (_token.Kind)
        {
            case QapiTokenKind.String:
                return new QapiString(_token.Span, Accept().Text);
            case QapiTokenKind.True or QapiTokenKind.False:
                return new QapiBoolean(_token.Span, Accept().Kind == QapiTokenKind.True);
            case QapiTokenKind.OpenBrace or QapiTokenKind.OpenBracket:
                if (_depth == DeepestNesting)
                {
                    _file.Sink.Report(Descriptors.QapiTooDeep, _token.Span, $"{DeepestNesting}");
                    return null;
                }

                _depth++;
                var value = _token.Kind == QapiTokenKind.OpenBrace ? ParseObject() : ParseArray();
                _depth--;
                return value;
            default:
                return Unexpected("'{', '[', a string, true or false");
        }
    }

    private QapiValue? ParseObject()
    {
        var start = Accept().Span.Start;
        var properties = ImmutableArray.CreateBuilder<QapiProperty>();
        var spans = new Dictionary<string, TextSpan>(StringComparer.Ordinal);
        while (_token.Kind != QapiTokenKind.CloseBrace || properties.Count > 0)
        {
            if (_token.Kind != QapiTokenKind.String)
            {
                return Unexpected(properties.Count == 0 ? "a string or '}'" : "a string");
            }

            var key = Accept();
            if (_token.Kind != QapiTokenKind.Colon)
            {
                return Unexpected("':'");
            }

            Accept();
            if (ParseValue() is not { } value)
            {
                return null;
            }

            if (spans.TryGetValue(key.Text, out var first))
            {
                _file.Sink.Report(Descriptors.QapiDuplicateKey, key.Span, key.Text, _file.Sink.LineNumber(first));
            }
            else
            {
                spans.Add(key.Text, key.Span);
                properties.Add(new QapiProperty(key.Text, key.Span, value));
            }

            if (_token.Kind == QapiTokenKind.CloseBrace)
            {
                break;
            }

            if (_token.Kind != QapiTokenKind.Comma)
            {
                return Unexpected("',' or '}'");
            }

            Accept();
        }

        return new QapiObject(TextSpan.FromBounds(start, Accept().Span.End), properties.ToImmutable());
    }

    private QapiValue? ParseArray()
    {
        var start = Accept().Span.Start;
        var items = ImmutableArray.CreateBuilder<QapiValue>();
        while (_token.Kind != QapiTokenKind.CloseBracket || items.Count > 0)
        {
            if (ParseValue() is not { } item)
            {
                return null;
            }

            items.Add(item);
            if (_token.Kind == QapiTokenKind.CloseBracket)
            {
                break;
            }

            if (_token.Kind != QapiTokenKind.Comma)
            {
                return Unexpected("',' or ']'");
            }

            Accept();
        }

        return new QapiArray(TextSpan.FromBounds(start, Accept().Span.End), items.ToImmutable());
    }

    private QapiToken Accept()
    {
        var accepted = _token;
        _token = _lexer.Next();
        return accepted;
    }

    private QapiValue? Unexpected(string expected)
    {
        if (_token.Kind != QapiTokenKind.Bad)
        {
            _file.Sink.Report(Descriptors.QapiSyntax, _token.Span, expected, _token.Describe());
        }

        return null;
    }
}
