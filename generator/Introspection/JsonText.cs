using System.Globalization;
using System.Text;

namespace QmpGen.Generator.Introspection;

/// <summary>
/// Parses JSON. A generator cannot load System.Text.Json beside the compiler's own copy, and what QEMU says of itself needs
/// only objects, arrays, strings and null.
/// </summary>
internal sealed class JsonText
{
    private const int MaxDepth = 32;

    private readonly string _text;
    private int _position;

    private JsonText(string text) => _text = text;

    private char Current => _position < _text.Length ? _text[_position] : '\0';

    /// <summary>Parses a text.</summary>
    /// <exception cref="NotASchemaException">It is not JSON.</exception>
    public static ReplyNode Parse(string text)
    {
        var parser = new JsonText(text);
        var root = parser.ReadValue(depth: 0);
        parser.SkipSpace();
        return parser._position == text.Length ? root : throw parser.Expected("the end of the file");
    }

    private ReplyNode ReadValue(int depth)
    {
        if (depth > MaxDepth)
        {
            throw Expected($"at most {MaxDepth} levels of nesting");
        }

        SkipSpace();
        return Current switch
        {
            '{' => ReadObject(depth),
            '[' => ReadArray(depth),
            '"' => new ReplyNode(ReplyKind.String) { Text = ReadString() },
            _ => ReadWord(),
        };
    }

    private ReplyNode ReadObject(int depth)
    {
        var members = new Dictionary<string, ReplyNode>(StringComparer.Ordinal);
        ReadItems('}', () =>
        {
            SkipSpace();
            var name = Current == '"' ? ReadString() : throw Expected("a member's name in double quotes");
            SkipSpace();
            Take(':');
            members[name] = ReadValue(depth + 1);
        });
        return new ReplyNode(ReplyKind.Object) { Members = members };
    }

    private ReplyNode ReadArray(int depth)
    {
        var items = new List<ReplyNode>();
        ReadItems(']', () => items.Add(ReadValue(depth + 1)));
        return new ReplyNode(ReplyKind.Array) { Items = items };
    }

    private void ReadItems(char end, Action readItem)
    {
        _position++;
        SkipSpace();
        if (Current == end)
        {
            _position++;
            return;
        }

        while (true)
        {
            readItem();
            SkipSpace();
            if (Current != ',')
            {
                Take(end);
                return;
            }

            _position++;
        }
    }

    private string ReadString()
    {
        var text = new StringBuilder();
        for (_position++; Current != '"'; _position++)
        {
            if (Current < ' ')
            {
                throw Expected("a closing double quote");
            }

            text.Append(Current == '\\' ? ReadEscape() : Current);
        }

        _position++;
        return text.ToString();
    }

    private char ReadEscape()
    {
        _position++;
        const int Digits = 4;
        switch (Current)
        {
            case '"' or '\\' or '/':
                return Current;
            case 'n':
                return '\n';
            case 't':
                return '\t';
            case 'r':
                return '\r';
            case 'b':
                return '\b';
            case 'f':
                return '\f';
            case 'u' when _position + Digits < _text.Length
                && ushort.TryParse(
                    _text.Substring(_position + 1, Digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code):
                _position += Digits;
                return (char)code;
            default:
                throw Expected("an escape sequence such as \\n");
        }
    }

    private ReplyNode ReadWord()
    {
        var start = _position;
        while (char.IsLetterOrDigit(Current) || Current is '-' or '+' or '.')
        {
            _position++;
        }

        var word = _text.Substring(start, _position - start);
        var isNumber = double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
        if (word is "null" or "true" or "false" || isNumber)
        {
            return new ReplyNode(word == "true" ? ReplyKind.True : ReplyKind.Other);
        }

        _position = start;
        throw Expected("a JSON value");
    }

    private void Take(char expected)
    {
        if (Current != expected)
        {
            throw Expected($"'{expected}'");
        }

        _position++;
    }

    private void SkipSpace()
    {
        while (Current is ' ' or '\t' or '\r' or '\n' or '\uFEFF')
        {
            _position++;
        }
    }

    private NotASchemaException Expected(string what)
    {
        var line = _text.Take(_position).Count(c => c == '\n') + 1;
        var found = _position < _text.Length ? $"'{Current}'" : "the end of the file";
        return new NotASchemaException($"line {line.ToString(CultureInfo.InvariantCulture)}: expected {what}, but found {found}");
    }
}
