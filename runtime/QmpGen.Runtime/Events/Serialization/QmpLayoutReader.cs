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
    // Ten digits of seconds: the years 2001 to 2286.
    private const int SecondsLength = 10;

    private ReadOnlySpan<byte> _text;
    private int _at;
    private bool _hasEscapes;

    /// <summary>Starts at the beginning of a message.</summary>
    /// <param name="text">The text of one message.</param>
    public QmpLayoutReader(ReadOnlySpan<byte> text) => _text = text.Length < LayoutText.BlockLength ? default : text;

    private static ReadOnlySpan<byte> SecondsBefore => "{\"timestamp\": {\"seconds\": "u8;

    private static ReadOnlySpan<byte> MicrosecondsBefore => ", \"microseconds\": "u8;

    private static int MicrosecondsAt => SecondsBefore.Length + SecondsLength;

    /// <summary>Where it stands, for the reader of the object around; 0 where the reading has ended.</summary>
    public readonly int Place => _at;

    /// <summary>Steps into the event's data.</summary>
    /// <returns>False if the event has none, or is laid out otherwise.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool EnterData() => Take(", \"data\": {"u8);

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
    public bool EnterOptionalObject(ReadOnlySpan<byte> before, ReadOnlySpan<byte> known = default) => TakeMember(before, known);

    /// <summary>Goes on behind an object that a copy of this reader has read.</summary>
    /// <param name="place">Where the copy stands; what is not above zero ends the reading.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void GoTo(int place)
    {
        if (place > 0)
        {
            _at = place;
        }
        else
        {
            _text = default;
            _at = 0;
        }
    }

    /// <summary>Steps out of an object.</summary>
    /// <param name="known">The names of its members, each in quotes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void LeaveObject(ReadOnlySpan<byte> known) => Require("}"u8, known);

    /// <summary>Whether everything was as expected, and nothing but the end of the message is left.</summary>
    /// <returns>False if the event has to be read in another way.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool EndEvent() => Take("}"u8) && (_at == _text.Length || LayoutText.IsBlank(_text[_at..]));

    /// <summary>Reads a text that must be there.</summary>
    /// <param name="before">What QEMU prints before it, with the opening quote.</param>
    /// <param name="known">The names of all members of the object, each in quotes.</param>
    /// <returns>The text as it stands between the quotes; empty where the reading has ended.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> ReadString(ReadOnlySpan<byte> before, ReadOnlySpan<byte> known)
    {
        Require(before, known);
        return TakeText();
    }

    /// <summary>Reads a text that may be there.</summary>
    /// <param name="before">What QEMU prints before it, with the opening quote.</param>
    /// <param name="known">The names of all members of the object, each in quotes, where no member that must be there follows; otherwise empty.</param>
    /// <returns>The text as it stands between the quotes; <c>default</c>, unlike an empty text, where it is not there.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> ReadOptionalString(ReadOnlySpan<byte> before, ReadOnlySpan<byte> known = default) => TakeMember(before, known) ? TakeText() : default;

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
        return TakeInteger(min, max);
    }

    /// <summary>Reads a whole number that may be there.</summary>
    /// <param name="before">What QEMU prints before it.</param>
    /// <param name="known">The names of all members of the object, each in quotes, where no member that must be there follows; otherwise empty.</param>
    /// <param name="min">The smallest number that the member can hold.</param>
    /// <param name="max">The largest.</param>
    /// <returns>The number; null where it is not there.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long? ReadOptionalInteger(ReadOnlySpan<byte> before, ReadOnlySpan<byte> known = default, long min = long.MinValue, long max = long.MaxValue) =>
        TakeMember(before, known) ? TakeInteger(min, max) : null;

    /// <summary>Reads a truth value that must be there.</summary>
    /// <param name="before">What QEMU prints before it.</param>
    /// <param name="known">The names of all members of the object, each in quotes.</param>
    /// <returns>The value.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool ReadBoolean(ReadOnlySpan<byte> before, ReadOnlySpan<byte> known)
    {
        Require(before, known);
        return TakeBoolean();
    }

    /// <summary>Reads a truth value that may be there.</summary>
    /// <param name="before">What QEMU prints before it.</param>
    /// <param name="known">The names of all members of the object, each in quotes, where no member that must be there follows; otherwise empty.</param>
    /// <returns>The value; null where it is not there.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool? ReadOptionalBoolean(ReadOnlySpan<byte> before, ReadOnlySpan<byte> known = default) => TakeMember(before, known) ? TakeBoolean() : null;

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

    /// <summary>Reads what stands before the data of every event.</summary>
    /// <param name="name">The event's name in UTF-8.</param>
    /// <param name="timestamp">The event's time stamp.</param>
    /// <returns>False if the event has to be read in another way.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool ReadHeader(out ReadOnlySpan<byte> name, out QmpTimestamp timestamp)
    {
        timestamp = default;
        name = default;
        if (!LayoutText.StartsWith(_text, SecondsBefore)
            || !LayoutNumber.TryReadTen(_text[SecondsBefore.Length..], out var seconds)
            || !LayoutText.StartsWith(_text[MicrosecondsAt..], MicrosecondsBefore))
        {
            return false;
        }

        _at = MicrosecondsAt + MicrosecondsBefore.Length;
        var microseconds = TakeInteger();
        if (!Take("}, \"event\": \""u8))
        {
            return false;
        }

        timestamp = new QmpTimestamp(seconds, microseconds);
        name = TakeText();
        return !name.IsEmpty && !_hasEscapes;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Take(ReadOnlySpan<byte> expected)
    {
        if (!LayoutText.StartsWith(_text[_at..], expected))
        {
            return false;
        }

        _at += expected.Length;
        return true;
    }

    /// <summary>Takes what stands before a member; the separator is left out at an object's start.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TakeMember(ReadOnlySpan<byte> before, ReadOnlySpan<byte> known)
    {
        if (Take(before))
        {
            return true;
        }

        if (known.IsEmpty)
        {
            // What follows will tell whether this member is absent, or something else is in between.
            return before[0] == ',' && LayoutText.IsAtStart(_text, _at) && Take(before[2..]);
        }

        if (_at >= _text.Length || _text[_at] == '}')
        {
            return false;
        }

        var place = LayoutText.SkipUnknown(_text, _at, before, known);
        _at = place > 0 ? place : _at;
        return place > 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Require(ReadOnlySpan<byte> expected, ReadOnlySpan<byte> known)
    {
        if (!Take(expected))
        {
            GoTo(LayoutText.SkipUnknown(_text, _at, expected, known));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ReadOnlySpan<byte> TakeText()
    {
        var start = _at;
        var length = LayoutText.PlainLength(_text, start);
        if (length < 0)
        {
            _hasEscapes = true;
            length = LayoutEscapes.LengthOf(_text, start);
            if (length < 0)
            {
                GoTo(0);
                return default;
            }
        }

        _at += length + 1;
        return _text.Slice(start, length);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private long TakeInteger(long min = long.MinValue, long max = long.MaxValue)
    {
        var end = LayoutNumber.Read(_text, _at, out var value);
        GoTo(value < min || value > max ? 0 : end);
        return value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TakeBoolean()
    {
        if (Take("true"u8))
        {
            return true;
        }

        if (!Take("false"u8))
        {
            GoTo(0);
        }

        return false;
    }

}
