using System.Buffers;
using System.Text;
using QmpGen.Serialization;

namespace QmpGen.Protocol;

/// <summary>
/// Walks the outermost members of an object by quotes and brackets alone. If the text is valid JSON, these are its members. If it is
/// not, they are what can be made out of it, and nothing is thrown: a peer that sends nothing else must not cost an exception each time.
/// </summary>
internal ref struct OutermostMembers(ReadOnlySpan<byte> text)
{
    private static readonly SearchValues<byte> Shapes = SearchValues.Create("\"{}[],"u8);

    private readonly ReadOnlySpan<byte> _text = text;
    private int _position = text.StartsWith("{"u8) ? 1 : text.Length;
    private ReadOnlySpan<byte> _name;
    private ReadOnlySpan<byte> _value;

    public readonly OutermostMember Current => new(_name, _value);

    public readonly OutermostMembers GetEnumerator() => this;

    public bool MoveNext()
    {
        var quote = _text[_position..].IndexOf((byte)'"');
        if (quote < 0)
        {
            return false;
        }

        var nameStart = _position + quote + 1;
        var nameEnd = EndOfString(nameStart);
        var colon = _text[nameEnd..].IndexOf((byte)':');
        if (colon < 0)
        {
            return false;
        }

        var valueStart = nameEnd + colon + 1;
        _position = EndOfValue(valueStart);
        _name = Unescape(_text[nameStart..(nameEnd + 1)]);
        _value = _text[valueStart.._position].Trim(" \t\r\n"u8);
        return true;
    }

    /// <summary>The name without its closing quote. Names that are looked for are ASCII, so no other needs to be unescaped.</summary>
    private static ReadOnlySpan<byte> Unescape(ReadOnlySpan<byte> name) =>
        name.Contains((byte)'\\') && LayoutEscapes.LengthOf(name, 0) == name.Length - 1
            ? Encoding.UTF8.GetBytes(LayoutEscapes.Decode(name[..^1]))
            : name[..^1];

    /// <summary>The place of the closing quote, or the end of the text.</summary>
    private readonly int EndOfString(int position)
    {
        while (position < _text.Length && _text[position..].IndexOfAny((byte)'"', (byte)'\\') is var next and >= 0)
        {
            position += next;
            if (_text[position] == '"')
            {
                return position;
            }

            position += 2;
        }

        return _text.Length;
    }

    /// <summary>The place of the comma or bracket that ends the value, or the end of the text.</summary>
    private readonly int EndOfValue(int position)
    {
        var depth = 0;
        while (position < _text.Length && _text[position..].IndexOfAny(Shapes) is var next and >= 0)
        {
            position += next;
            switch (_text[position])
            {
                case (byte)'"':
                    position = EndOfString(position + 1);
                    break;
                case (byte)'{' or (byte)'[':
                    depth++;
                    break;
                case (byte)'}' or (byte)']' when --depth < 0:
                case (byte)',' when depth == 0:
                    return position;
                default:
                    break;
            }

            position++;
        }

        return _text.Length;
    }
}

/// <summary>One member: its name, and its value's text.</summary>
internal readonly ref struct OutermostMember(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
{
    private readonly ReadOnlySpan<byte> _name = name;
    private readonly ReadOnlySpan<byte> _value = value;

    public void Deconstruct(out ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        name = _name;
        value = _value;
    }
}
