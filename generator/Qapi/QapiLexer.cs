using System.Text;
using Microsoft.CodeAnalysis.Text;
using QmpGen.Generator.Diagnostics;

namespace QmpGen.Generator.Qapi;

/// <summary>Cuts a file into tokens: JSON's, but with strings in single quotes, comments, and neither numbers nor null.</summary>
internal sealed class QapiLexer(QapiFile file)
{
    private readonly string _text = file.Text;
    private int _position;
    private int _lastEnd;

    public QapiToken Next()
    {
        while (true)
        {
            SkipWhiteSpace();
            if (_position >= _text.Length)
            {
                // What is missing at the end is missed right after the last token, not some lines further down.
                return new QapiToken(QapiTokenKind.End, new TextSpan(_lastEnd, 0), string.Empty);
            }

            if (_text[_position] != '#')
            {
                var token = Token();
                _lastEnd = token.Span.End;
                return token;
            }

            if (StartOfLine() == "##")
            {
                return Doc();
            }

            SkipLine();
        }
    }

    /// <summary>Goes to the first line that starts a definition or a block of documentation, from the line of a token on.</summary>
    public void SkipToDefinition(QapiToken token)
    {
        _position = token.Span.Start;
        if (_position > 0 && _text[_position - 1] != '\n')
        {
            SkipLine();
        }

        while (_position < _text.Length && _text[_position] != '{' && !(_text[_position] == '#' && StartOfLine() == "##"))
        {
            SkipLine();
        }
    }

    private QapiToken Token()
    {
        var kind = _text[_position] switch
        {
            '{' => QapiTokenKind.OpenBrace,
            '}' => QapiTokenKind.CloseBrace,
            '[' => QapiTokenKind.OpenBracket,
            ']' => QapiTokenKind.CloseBracket,
            ':' => QapiTokenKind.Colon,
            ',' => QapiTokenKind.Comma,
            '\'' => QapiTokenKind.String,
            _ => QapiTokenKind.Bad,
        };
        return kind switch
        {
            QapiTokenKind.String => String(),
            QapiTokenKind.Bad => Word(),
            _ => new QapiToken(kind, new TextSpan(_position, 1), _text[_position++].ToString()),
        };
    }

    private QapiToken String()
    {
        var start = _position++;
        var content = new StringBuilder();
        while (_position < _text.Length && _text[_position] is var c and not '\n' and not '\r')
        {
            if (c == '\'')
            {
                _position++;
                return new QapiToken(QapiTokenKind.String, TextSpan.FromBounds(start, _position), content.ToString());
            }

            if (c is < ' ' or > '~')
            {
                return BadString(TextSpan.FromBounds(_position, _position + 1), "a character that is not printable ASCII");
            }

            if (c == '\\')
            {
                _position++;
                if (_position >= _text.Length || _text[_position] != '\\')
                {
                    return BadString(TextSpan.FromBounds(_position - 1, _position), "an escape other than '\\\\'");
                }
            }

            content.Append(c);
            _position++;
        }

        return BadString(TextSpan.FromBounds(start, _position), "no closing quote on its line");
    }

    private QapiToken BadString(TextSpan span, string problem)
    {
        file.Sink.Report(Descriptors.QapiString, span, problem);
        return new QapiToken(QapiTokenKind.Bad, span, string.Empty);
    }

    private QapiToken Word()
    {
        var start = _position++;
        while (_position < _text.Length && !char.IsWhiteSpace(_text[_position]) && "[]{}:,'\"#".IndexOf(_text[_position]) < 0)
        {
            _position++;
        }

        var span = TextSpan.FromBounds(start, _position);
        var word = _text.Substring(start, span.Length);
        switch (word)
        {
            case "true":
                return new QapiToken(QapiTokenKind.True, span, word);
            case "false":
                return new QapiToken(QapiTokenKind.False, span, word);
            default:
                file.Sink.Report(Descriptors.QapiSyntax, span, "one of { } [ ] : , true, false or a string in single quotes", $"'{word}'");
                return new QapiToken(QapiTokenKind.Bad, span, word);
        }
    }

    /// <summary>A block of comment lines up to a closing <c>##</c>; where that is missing, up to what is no comment.</summary>
    private QapiToken Doc()
    {
        var start = _position;
        do
        {
            SkipLine();
            SkipWhiteSpace();
            if (_position >= _text.Length || _text[_position] != '#')
            {
                file.Sink.Report(Descriptors.QapiDoc, new TextSpan(start, 2), "it does not end with '##'");
                return new QapiToken(QapiTokenKind.Doc, TextSpan.FromBounds(start, _position), string.Empty);
            }
        }
        while (StartOfLine() != "##");

        var end = _position;
        SkipLine();
        return new QapiToken(QapiTokenKind.Doc, TextSpan.FromBounds(start, end), string.Empty);
    }

    private string StartOfLine()
    {
        // Only whether the line is "##" and nothing more is ever asked.
        var end = Math.Min(_position + 4, _text.Length);
        var line = _text.Substring(_position, end - _position);
        var newLine = line.IndexOf('\n');
        return (newLine < 0 ? line : line.Substring(0, newLine)).TrimEnd();
    }

    private void SkipWhiteSpace()
    {
        while (_position < _text.Length && (char.IsWhiteSpace(_text[_position]) || _text[_position] == '\uFEFF'))
        {
            _position++;
        }
    }

    private void SkipLine()
    {
        var newLine = _position < _text.Length ? _text.IndexOf('\n', _position) : -1;
        _position = newLine < 0 ? _text.Length : newLine + 1;
    }
}
