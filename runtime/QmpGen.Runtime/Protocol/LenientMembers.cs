namespace QmpGen.Protocol;

/// <summary>
/// Walks the outermost members of a text that is no valid JSON, by quotes and brackets alone. Only for messages that
/// could not be read otherwise, to tell whose they were.
/// </summary>
internal ref struct LenientMembers(ReadOnlySpan<byte> text)
{
    private readonly ReadOnlySpan<byte> _text = text;
    private int _position = 1;
    private ReadOnlySpan<byte> _name;
    private ReadOnlySpan<byte> _value;

    public readonly LenientMember Current => new(_name, _value);

    public readonly LenientMembers GetEnumerator() => this;

    public bool MoveNext()
    {
        var quote = _position < _text.Length ? _text[_position..].IndexOf((byte)'"') : -1;
        if (quote < 0)
        {
            return false;
        }

        var nameStart = _position + quote + 1;
        var nameEnd = EndOfString(nameStart);
        var colon = nameEnd < _text.Length ? _text[nameEnd..].IndexOf((byte)':') : -1;
        if (colon < 0)
        {
            return false;
        }

        var valueStart = nameEnd + colon + 1;
        _position = EndOfValue(valueStart);
        _name = _text[nameStart..nameEnd];
        _value = _text[valueStart.._position].Trim(" \t\r\n"u8);
        return true;
    }

    /// <summary>The place of the closing quote, or the end of the text.</summary>
    private readonly int EndOfString(int position)
    {
        while (position < _text.Length && _text[position] != '"')
        {
            position += _text[position] == '\\' ? 2 : 1;
        }

        return Math.Min(position, _text.Length);
    }

    /// <summary>The place of the comma or bracket that ends the value, or the end of the text.</summary>
    private readonly int EndOfValue(int position)
    {
        var depth = 0;
        for (; position < _text.Length; position++)
        {
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
        }

        return _text.Length;
    }
}

/// <summary>One member: its name as it stands between the quotes, and its value's text.</summary>
internal readonly ref struct LenientMember(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
{
    private readonly ReadOnlySpan<byte> _name = name;
    private readonly ReadOnlySpan<byte> _value = value;

    public void Deconstruct(out ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        name = _name;
        value = _value;
    }
}
