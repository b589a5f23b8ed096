using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace QmpGen.Serialization;

/// <summary>
/// Reads an event in the layout that QEMU prints: one space after each colon and comma, members in the order of QEMU's
/// dictionary, numbers without an exponent, text in ASCII. Anything else stops the reader: everything after that reads as
/// absent, <see cref="EndEvent"/> is false, and the event is read by <see cref="EventMessage"/>, which reads every layout. So
/// an unexpected layout costs time, but never yields a wrong event.
/// </summary>
/// <remarks>
/// Generated code calls it member by member with the text that QEMU prints before the value, such as
/// <c>, "device": "</c>. Its position is between tokens: after an opening brace or after a value. It is copied rather than
/// referred to, because the compiler keeps the fields of a copy in registers. As with
/// <see cref="QmpJson"/>, no public member is removed or changed within a major version.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct QmpLayoutReader
{
    private ReadOnlySpan<byte> _text;
    private int _position;
    private bool _hasEscapes;

    /// <summary>Continues after the header of an event.</summary>
    /// <param name="text">The text of the message.</param>
    /// <param name="position">Where the header ends.</param>
    internal QmpLayoutReader(ReadOnlySpan<byte> text, int position)
    {
        _text = text;
        _position = position;
    }

    /// <summary>The reader's offset, for the reader of the enclosing object; 0 if the reader has stopped.</summary>
    public readonly int Position => _position;

    /// <summary>Enters the event's data.</summary>
    /// <returns>False if the event has none, or has another layout.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool EnterData() => TryMatch(", \"data\": {"u8) && IsInObject();

    /// <summary>Enters a required object.</summary>
    /// <param name="before">The text that QEMU prints before its members.</param>
    /// <param name="known">The names of the members of the enclosing object, each in quotes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void EnterObject(ReadOnlySpan<byte> before, ReadOnlySpan<byte> known)
    {
        Require(before, known);
        IsInObject();
    }

    /// <summary>Enters an optional object.</summary>
    /// <param name="before">The text that QEMU prints before its members.</param>
    /// <param name="known">
    /// The names of all members of the object, each in quotes, if no required member follows; otherwise empty.
    /// </param>
    /// <returns>False if it is absent.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool EnterOptionalObject(ReadOnlySpan<byte> before, ReadOnlySpan<byte> known = default) =>
        TryMatchMember(before, known) && IsInObject();

    /// <summary>Continues after an object that a copy of this reader has read.</summary>
    /// <param name="position">The copy's position; a value that is not positive stops the reader.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void ContinueAt(int position)
    {
        if (position > 0)
        {
            _position = position;
        }
        else
        {
            _text = default;
            _position = 0;
        }
    }

    /// <summary>Leaves an object.</summary>
    /// <param name="known">The names of its members, each in quotes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void LeaveObject(ReadOnlySpan<byte> known) => Require("}"u8, known);

    /// <summary>Whether the whole message was read in the expected layout.</summary>
    /// <returns>False if the event has to be read token by token.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool EndEvent() => TryMatch("}"u8) && (_position == _text.Length || LayoutText.IsBlank(_text[_position..]));

    /// <summary>Reads a required string.</summary>
    /// <param name="before">The text that QEMU prints before it, including the opening quote.</param>
    /// <param name="known">The names of all members of the object, each in quotes.</param>
    /// <returns>The text between the quotes, escaped; empty if the reader has stopped.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> ReadString(ReadOnlySpan<byte> before, ReadOnlySpan<byte> known)
    {
        Require(before, known);
        return ParseText();
    }

    /// <summary>Reads an optional string.</summary>
    /// <param name="before">The text that QEMU prints before it, including the opening quote.</param>
    /// <param name="known">
    /// The names of all members of the object, each in quotes, if no required member follows; otherwise empty.
    /// </param>
    /// <returns>The text between the quotes, escaped; <c>default</c>, which differs from an empty text, if it is absent.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> ReadOptionalString(ReadOnlySpan<byte> before, ReadOnlySpan<byte> known = default) =>
        TryMatchMember(before, known) ? ParseText() : default;

    /// <summary>Reads a required integer.</summary>
    /// <param name="before">The text that QEMU prints before it.</param>
    /// <param name="known">The names of all members of the object, each in quotes.</param>
    /// <param name="min">The minimum value of the member.</param>
    /// <param name="max">The maximum value of the member.</param>
    /// <returns>The number.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long ReadInteger(ReadOnlySpan<byte> before, ReadOnlySpan<byte> known, long min = long.MinValue, long max = long.MaxValue)
    {
        Require(before, known);
        return ParseInteger(min, max);
    }

    /// <summary>Reads an optional integer.</summary>
    /// <param name="before">The text that QEMU prints before it.</param>
    /// <param name="known">
    /// The names of all members of the object, each in quotes, if no required member follows; otherwise empty.
    /// </param>
    /// <param name="min">The minimum value of the member.</param>
    /// <param name="max">The maximum value of the member.</param>
    /// <returns>The number; null if it is absent.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long? ReadOptionalInteger(
        ReadOnlySpan<byte> before, ReadOnlySpan<byte> known = default, long min = long.MinValue, long max = long.MaxValue) =>
        TryMatchMember(before, known) ? ParseInteger(min, max) : null;

    /// <summary>Reads a required Boolean.</summary>
    /// <param name="before">The text that QEMU prints before it.</param>
    /// <param name="known">The names of all members of the object, each in quotes.</param>
    /// <returns>The value.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool ReadBoolean(ReadOnlySpan<byte> before, ReadOnlySpan<byte> known)
    {
        Require(before, known);
        return ParseBoolean();
    }

    /// <summary>Reads an optional Boolean.</summary>
    /// <param name="before">The text that QEMU prints before it.</param>
    /// <param name="known">
    /// The names of all members of the object, each in quotes, if no required member follows; otherwise empty.
    /// </param>
    /// <returns>The value; null if it is absent.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool? ReadOptionalBoolean(ReadOnlySpan<byte> before, ReadOnlySpan<byte> known = default) =>
        TryMatchMember(before, known) ? ParseBoolean() : null;

    /// <summary>Converts a required text to a string.</summary>
    /// <param name="text">The result of <see cref="ReadString"/>.</param>
    /// <returns>The string.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly string ToText(ReadOnlySpan<byte> text) =>
        _hasEscapes ? LayoutEscapes.Decode(text) : Encoding.Latin1.GetString(text);

    /// <summary>Converts an optional text to a string.</summary>
    /// <param name="text">The result of <see cref="ReadOptionalString"/>.</param>
    /// <returns>The string; null if it is absent.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly string? ToOptionalText(ReadOnlySpan<byte> text) => IsPresent(text) ? ToText(text) : null;

    /// <summary>Whether a text is present.</summary>
    /// <param name="text">The result of <see cref="ReadOptionalString"/>.</param>
    /// <returns>True for any text, including an empty one.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsPresent(ReadOnlySpan<byte> text) => !Unsafe.IsNullRef(in MemoryMarshal.GetReference(text));

    /// <summary>
    /// Stops the reader at a comma after an opening brace. Where the members that may come first are absent, the next one is expected
    /// with its comma.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool IsInObject()
    {
        if (_position < _text.Length && _text[_position] == ',')
        {
            ContinueAt(0);
        }

        return _position > 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryMatch(ReadOnlySpan<byte> expected)
    {
        if (!LayoutText.StartsWith(_text[_position..], expected))
        {
            return false;
        }

        _position += expected.Length;
        return true;
    }

    /// <summary>Steps over what stands before a member; an object's first member has no separator before it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryMatchMember(ReadOnlySpan<byte> before, ReadOnlySpan<byte> known)
    {
        if (TryMatch(before))
        {
            return true;
        }

        if (known.IsEmpty)
        {
            // What follows will tell whether this member is absent, or something else is in between.
            return before[0] == ',' && LayoutText.IsAtStart(_text, _position) && TryMatch(before[2..]);
        }

        if (_position >= _text.Length || _text[_position] == '}')
        {
            return false;
        }

        var position = LayoutText.SkipUnknown(_text, _position, before, known);
        _position = position > 0 ? position : _position;
        return position > 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Require(ReadOnlySpan<byte> expected, ReadOnlySpan<byte> known)
    {
        if (!TryMatch(expected))
        {
            ContinueAt(LayoutText.SkipUnknown(_text, _position, expected, known));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ReadOnlySpan<byte> ParseText()
    {
        var start = _position;
        var length = LayoutText.PlainLength(_text, start);
        if (length < 0)
        {
            _hasEscapes = true;
            length = LayoutEscapes.LengthOf(_text, start);
            if (length < 0)
            {
                ContinueAt(0);
                return default;
            }
        }

        _position += length + 1;
        return _text.Slice(start, length);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private long ParseInteger(long min = long.MinValue, long max = long.MaxValue)
    {
        var end = LayoutNumber.Read(_text, _position, out var value);
        ContinueAt(value < min || value > max ? 0 : end);
        return value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool ParseBoolean()
    {
        if (TryMatch("true"u8))
        {
            return true;
        }

        if (!TryMatch("false"u8))
        {
            ContinueAt(0);
        }

        return false;
    }
}
