namespace QmpGen.Testing;

/// <summary>Takes one stretch of a stream.</summary>
/// <param name="text">The stretch.</param>
/// <param name="isValue">Whether it is an object or array from its first bracket to its last; otherwise it is stray text.</param>
internal delegate void CutHandler(ReadOnlySpan<byte> text, bool isValue);

/// <summary>Cuts bytes, however they arrive, into JSON values by their brackets, since neither side needs to send line ends.</summary>
/// <param name="onCut">Takes each stretch when it is complete.</param>
internal sealed class MessageCutter(CutHandler onCut)
{
    private byte[] _text = new byte[1024];
    private int _length;
    private int _depth;
    private bool _inString;
    private bool _isEscaped;

    /// <summary>How many bytes of an incomplete stretch are held.</summary>
    public int HeldLength => _length;

    /// <summary>Takes the next bytes.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        foreach (var next in bytes)
        {
            if (_depth == 0)
            {
                AddOutside(next);
            }
            else
            {
                AddInside(next);
            }
        }
    }

    private void AddOutside(byte next)
    {
        switch (next)
        {
            case (byte)'{' or (byte)'[':
                Cut(isValue: false);
                _depth = 1;
                Append(next);
                break;
            case (byte)'\n':
                Cut(isValue: false);
                break;
            case (byte)' ' or (byte)'\t' or (byte)'\r' when _length == 0:
                break;
            default:
                Append(next);
                break;
        }
    }

    private void AddInside(byte next)
    {
        Append(next);
        if (_inString)
        {
            _inString = _isEscaped || next != '"';
            _isEscaped = !_isEscaped && next == '\\';
            return;
        }

        switch (next)
        {
            case (byte)'"':
                _inString = true;
                break;
            case (byte)'{' or (byte)'[':
                _depth++;
                break;
            case (byte)'}' or (byte)']' when --_depth == 0:
                Cut(isValue: true);
                break;
            default:
                break;
        }
    }

    private void Append(byte next)
    {
        if (_length == _text.Length)
        {
            Array.Resize(ref _text, _length * 2);
        }

        _text[_length++] = next;
    }

    private void Cut(bool isValue)
    {
        if (_length > 0)
        {
            onCut(_text.AsSpan(0, _length), isValue);
            _length = 0;
        }
    }
}
