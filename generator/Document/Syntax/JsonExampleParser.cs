using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace QmpGen.Generator.Document.Syntax;

/// <summary>
/// Reads an example of a document. Published examples lack commas and have braces too many, so it never gives up: it
/// notes what is wrong first and goes on with what is there.
/// </summary>
internal sealed class JsonExampleParser
{
    // Far more than any event has; keeps the recursion away from the end of the stack.
    private const int MaxDepth = 200;

    private readonly string _text;
    private readonly int _end;
    private int _position;
    private JsonProblem? _problem;

    private JsonExampleParser(string text, TextSpan span)
    {
        _text = text;
        _position = span.Start;
        _end = span.End;
    }

    private char Current => _position < _end ? _text[_position] : '\0';

    public static ExampleSyntax Parse(string text, TextSpan span)
    {
        var parser = new JsonExampleParser(text, span);
        var root = parser.ReadValue(depth: 0) ?? new JsonNode(JsonKind.Null, span, string.Empty);
        parser.SkipSpace();
        if (parser._position < parser._end)
        {
            parser.ReportFirstProblem("expected the example to end here");
        }

        return new ExampleSyntax(span, root, parser._problem);
    }

    private JsonNode? ReadValue(int depth)
    {
        SkipSpace();
        if (depth > MaxDepth)
        {
            ReportFirstProblem($"expected no more than {MaxDepth} levels of nesting");
            _position = _end;
            return null;
        }

        return Current switch
        {
            '{' => ReadObject(depth),
            '[' => ReadArray(depth),
            '"' => ReadString(),
            _ => ReadWord(),
        };
    }

    private JsonNode ReadObject(int depth)
    {
        var start = _position++;
        var members = ImmutableArray.CreateBuilder<JsonMember>();
        while (!AtEndOf('}', "expected a member or '}'"))
        {
            if (Current != '"')
            {
                ReportFirstProblem("expected a member's name in double quotes");
                SkipTo('"', '}');
                continue;
            }

            var name = ReadString();
            SkipSpace();
            if (Current == ':')
            {
                _position++;
            }
            else
            {
                ReportFirstProblem($"expected ':' after \"{name.Text}\"");
            }

            if (ReadValue(depth + 1) is { } value)
            {
                members.Add(new JsonMember(name.Text, name.Span, value));
            }

            ReadComma('}');
        }

        return new JsonNode(JsonKind.Object, From(start), string.Empty) { Members = members.ToImmutable() };
    }

    private JsonNode ReadArray(int depth)
    {
        var start = _position++;
        var items = ImmutableArray.CreateBuilder<JsonNode>();
        while (!AtEndOf(']', "expected a value or ']'"))
        {
            var before = _position;
            if (ReadValue(depth + 1) is { } item)
            {
                items.Add(item);
            }

            ReadComma(']');
            if (_position == before)
            {
                _position++;
            }
        }

        return new JsonNode(JsonKind.Array, From(start), string.Empty) { Items = items.ToImmutable() };
    }

    /// <summary>Whether the list is over: at its closing character, which is consumed, or at the example's end.</summary>
    private bool AtEndOf(char close, string expected)
    {
        SkipSpace();
        if (_position >= _end)
        {
            ReportFirstProblem(expected);
            return true;
        }

        if (Current != close)
        {
            return false;
        }

        _position++;
        return true;
    }

    private void ReadComma(char close)
    {
        var afterValue = _position;
        SkipSpace();
        if (Current == ',')
        {
            var comma = _position++;
            SkipSpace();
            if (Current == close)
            {
                ReportFirstProblem(new TextSpan(comma, 1), $"remove the ',' before '{close}'");
            }
        }
        else if (Current != close && _position < _end)
        {
            ReportFirstProblem(new TextSpan(afterValue, 0), "expected ',' after the value");
        }
    }

    private JsonNode ReadString()
    {
        var start = _position++;
        var value = new StringBuilder();
        while (_position < _end && Current is not ('"' or '\n' or '\r'))
        {
            if (Current == '\\' && _position + 1 < _end)
            {
                ReadEscape(value);
            }
            else
            {
                value.Append(_text[_position++]);
            }
        }

        if (Current == '"')
        {
            _position++;
        }
        else
        {
            ReportFirstProblem("expected '\"' at the end of the string");
        }

        return new JsonNode(JsonKind.String, From(start), value.ToString());
    }

    private void ReadEscape(StringBuilder value)
    {
        var escape = _text[_position + 1];
        var hex = _position + 6 <= _end ? _text.Substring(_position + 2, 4) : string.Empty;
        if (escape == 'u' && int.TryParse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
        {
            value.Append((char)code);
            _position += 6;
            return;
        }

        var index = "\"\\/bfnrt".IndexOf(escape);
        if (index < 0)
        {
            ReportFirstProblem("expected a valid JSON escape sequence");
        }

        value.Append(index < 0 ? escape : "\"\\/\b\f\n\r\t"[index]);
        _position += 2;
    }

    private JsonNode? ReadWord()
    {
        var start = _position;
        while (_position < _end && (char.IsLetterOrDigit(Current) || Current is '-' or '+' or '.' or '_'))
        {
            _position++;
        }

        var word = _text.Substring(start, _position - start);
        if (JsonNode.KindOf(word) is { } kind)
        {
            return new JsonNode(kind, From(start), word);
        }

        ReportFirstProblem(From(start), "expected a JSON value");
        return null;
    }

    private void SkipSpace()
    {
        while (_position < _end && (char.IsWhiteSpace(_text[_position]) || _text[_position] == '\uFEFF'))
        {
            _position++;
        }
    }

    private void SkipTo(char one, char other)
    {
        do
        {
            _position++;
        }
        while (_position < _end && Current != one && Current != other);
    }

    private TextSpan From(int start) => TextSpan.FromBounds(start, _position);

    private void ReportFirstProblem(string problem) =>
        ReportFirstProblem(new TextSpan(Math.Min(_position, _end), _position < _end ? 1 : 0), problem);

    private void ReportFirstProblem(TextSpan span, string problem) => _problem ??= new JsonProblem(span, problem);
}
