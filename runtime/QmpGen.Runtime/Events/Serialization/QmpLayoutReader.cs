using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace QmpGen.Serialization;

/// <summary>
/// Reads an event laid out as QEMU prints it: one blank after each colon and comma, members in the order of QEMU's
/// dictionary, numbers without exponent, text in ASCII. Whatever else it meets ends the reading: everything after that
/// reads as absent, <see cref="EndEvent"/> is false, and the event is left to <see cref="EventMessage"/>, which reads
/// every layout. So what this reader does not know costs time, and never a wrong event.
/// </summary>
/// <remarks>
/// Generated code calls it member by member with the text that QEMU prints before the value, such as
/// <c>, "device": "</c>. It stands between the tokens: after an opening brace, or after a value; where unknown members
/// came first in an object, after their comma. It is copied rather than referred to, because the compiler keeps the
/// fields of a copy in registers.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct QmpLayoutReader
{
    private ReadOnlySpan<byte> _text;
    private int _position;
    private bool _hasEscapes;

    /// <summary>Goes on behind the header of an event.</summary>
    /// <param name="text">The text of the message.</param>
    /// <param name="position">Where the header ends.</param>
    internal QmpLayoutReader(ReadOnlySpan<byte> text, int position)
    {
        _text = text;
        _position = position;
    }

    /// <summary>The offset at which it stands, for the reader of the object around; 0 where the reading has ended.</summary>
    public readonly int Position => _position;

    /// <summary>Steps into the event's data.</summary>
    /// <returns>False if the event has none, or is laid out otherwise.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool EnterData() => TryMatch(", \"data\": {"u8);

    /// <summary>Steps into an object that must be there.</summary>
    /// <param name="before">What QEMU prints before its members.</param>
    /// <param name="known">The names of the members of the object around it, each in quotes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void EnterObject(ReadOnlySpan<byte> before, ReadOnlySpan<byte> known) => Require(before, known);

    /// <summary>Steps into an object that may be there.</summary>
    /// <param name="before">What QEMU prints before its members.</param>
    /// <param name="known">The names of all members of the object, each in quotes, where no member that must be there follows; otherwise empty.</param>
    /// <returns>False if it is not there.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool EnterOptionalObject(ReadOnlySpan<byte> before, ReadOnlySpan<byte> known = default) => TryMatchMember(before, known);

    /// <summary>Goes on behind an object that a copy of this reader has read.</summary>
    /// <param name="position">Where the copy stands; what is not above zero ends the reading.</param>
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

    /// <summary>Steps out of an object.</summary>
    /// <param name="known">The names of its members, each in quotes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void LeaveObject(ReadOnlySpan<byte> known) => Require("}"u8, known);

    /// <summary>Whether everything was as expected, and nothing but the end of the message is left.</summary>
    /// <returns>False if the event has to be read in another way.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool EndEvent() => TryMatch("}"u8) && (_position == _text.Length || LayoutText.IsBlank(_text[_position..]));

    /// <summary>Reads a text that must be there.</summary>
    /// <param name="before">What QEMU prints before it, with the opening quote.</param>
    /// <param name="known">The names of all members of the object, each in quotes.</param>
    /// <returns>The text as it stands between the quotes; empty where the reading has ended.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> ReadString(ReadOnlySpan<byte> before, ReadOnlySpan<byte> known)
    {
        Require(before, known);
        return ParseText();
    }

    /// <summary>Reads a text that may be there.</summary>
    /// <param name="before">What QEMU prints before it, with the opening quote.</param>
    /// <param name="known">The names of all members of the object, each in quotes, where no member that must be there follows; otherwise empty.</param>
    /// <returns>The text as it stands between the quotes; <c>default</c>, unlike an empty text, where it is not there.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> ReadOptionalString(ReadOnlySpan<byte> before, ReadOnlySpan<byte> known = default) => TryMatchMember(before, known) ? ParseText() : default;

    /// <summary>Reads a whole number that must be there.</summary>
    /// <param name="before">What QEMU prints before it.</param>
    /// <param name="known">The names of all members of the object, each in quotes.</param>
    /// <param name="min">The smallest number that the member can hold.</param>
    /// <param name="max">The largest.</param>
    /// <returns>The number.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long ReadInteger(ReadOnlySpan<byte> before, ReadOnlySpan<byte> known, long min = long.MinValue, long max = long.MaxValue)
    {
        Require(before, known);
        return ParseInteger(min, max);
    }

    /// <summary>Reads a whole number that may be there.</summary>
    /// <param name="before">What QEMU prints before it.</param>
    /// <param name="known">The names of all members of the object, each in quotes, where no member that must be there follows; otherwise empty.</param>
    /// <param name="min">The smallest number that the member can hold.</param>
    /// <param name="max">The largest.</param>
    /// <returns>The number; null where it is not there.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long? ReadOptionalInteger(ReadOnlySpan<byte> before, ReadOnlySpan<byte> known = default, long min = long.MinValue, long max = long.MaxValue) =>
        TryMatchMember(before, known) ? ParseInteger(min, max) : null;

    /// <summary>Reads a truth value that must be there.</summary>
    /// <param name="before">What QEMU prints before it.</param>
    /// <param name="known">The names of all members of the object, each in quotes.</param>
    /// <returns>The value.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool ReadBoolean(ReadOnlySpan<byte> before, ReadOnlySpan<byte> known)
    {
        Require(before, known);
        return ParseBoolean();
    }

    /// <summary>Reads a truth value that may be there.</summary>
    /// <param name="before">What QEMU prints before it.</param>
    /// <param name="known">The names of all members of the object, each in quotes, where no member that must be there follows; otherwise empty.</param>
    /// <returns>The value; null where it is not there.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool? ReadOptionalBoolean(ReadOnlySpan<byte> before, ReadOnlySpan<byte> known = default) => TryMatchMember(before, known) ? ParseBoolean() : null;

    /// <summary>Makes a string of a text that was read.</summary>
    /// <param name="text">What <see cref="ReadString"/> gave.</param>
    /// <returns>The string.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly string ToText(ReadOnlySpan<byte> text) =>
        _hasEscapes ? LayoutEscapes.Decode(text) : Encoding.Latin1.GetString(text);

    /// <summary>Makes a string of a text that may be there.</summary>
    /// <param name="text">What <see cref="ReadOptionalString"/> gave.</param>
    /// <returns>The string; null where there was none.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly string? ToOptionalText(ReadOnlySpan<byte> text) => IsPresent(text) ? ToText(text) : null;

    /// <summary>Whether a text was there.</summary>
    /// <param name="text">What <see cref="ReadOptionalString"/> gave.</param>
    /// <returns>True for any text, an empty one too.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsPresent(ReadOnlySpan<byte> text) => !Unsafe.IsNullRef(in MemoryMarshal.GetReference(text));

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
