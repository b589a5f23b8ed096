namespace QmpGen.Testing;

/// <summary>Reads a stream line by line and tells whether the last one was ended.</summary>
internal sealed class RecordingLines(Stream stream)
{
    // What is no recording, such as a disk's image, may have no line end for gigabytes.
    private const int LongestHeader = 64 * 1024;
    private const int LongestLine = 1024 * 1024 * 1024;

    private long _linesRead;
    private byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _end;
    private bool _isOver;

    /// <summary>Reads the next line.</summary>
    /// <param name="line">The line without its end; valid until the next call.</param>
    /// <param name="isEnded">Whether its end is there.</param>
    /// <returns>False after the last line.</returns>
    public bool Read(out ReadOnlyMemory<byte> line, out bool isEnded)
    {
        var searched = 0;
        while (true)
        {
            var length = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
            isEnded = length >= 0;
            if (isEnded || _isOver)
            {
                length = isEnded ? searched + length : _end - _start;
                line = _buffer.AsMemory(_start, length);
                _start = Math.Min(_start + length + 1, _end);
                _linesRead++;
                return isEnded || length > 0;
            }

            searched = _end - _start;
            Fill();
        }
    }

    private void Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length)
        {
            var longest = _linesRead == 0 ? LongestHeader : LongestLine;
            if (_buffer.Length >= longest)
            {
                throw new QmpRecordingException(
                    _linesRead + 1, $"the line has more than {longest} bytes; expected a recording, whose lines are shorter.");
            }

            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        var count = stream.Read(_buffer.AsSpan(_end));
        _end += count;
        _isOver = count == 0;
    }
}
