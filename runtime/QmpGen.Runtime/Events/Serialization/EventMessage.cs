using System.Text;
using System.Text.Json;

namespace QmpGen.Serialization;

/// <summary>
/// Reads the message of an event. QEMU sends the name and the time stamp before the data, so that one pass is enough. In any other
/// order, the position of <c>data</c> is kept until the name determines how to read it, and the data is read in a second
/// pass.
/// </summary>
internal ref struct EventMessage
{
    /// <summary>QEMU itself accepts no deeper nesting; what it sends in a reply or an unknown event may be nested as deep.</summary>
    internal const int MaxDepth = 1024;

    private static readonly JsonReaderOptions ReaderOptions = new() { MaxDepth = MaxDepth };

    private ReadOnlySpan<byte> _name;
    private bool _hasName;
    private Utf8JsonReader _data;
    private bool _hasData;
    private bool _readsNothing;
    private QmpEventReader? _onePass;
    private QmpEvent? _result;
    private string? _instead;
    private QmpTimestamp _timestamp;

    /// <summary>Reads a text that is one message and nothing else.</summary>
    public static QmpEvent Read(ReadOnlySpan<byte> utf8, QmpEventReader spec)
    {
        var reader = Start(utf8);
        try
        {
            var result = Read(ref reader, spec);

            // At the end of the text this does nothing; on anything but white space it throws.
            reader.Read();
            return result;
        }
        catch (InvalidOperationException exception)
        {
            // A name is only looked into where it is compared, and then may turn out to have half a surrogate pair.
            var wellFormed = WellFormedText.Of(utf8);
            return wellFormed == utf8
                ? throw new JsonException($"The event cannot be read: {exception.Message}", exception)
                : Read(wellFormed, spec);
        }
    }

    /// <summary>Reads the message that starts at the reader's token, whatever its event.</summary>
    public static QmpEvent Read(ref Utf8JsonReader reader, QmpEventReader spec)
    {
        var start = reader;
        if (TryReadInOnePass(ref reader, spec) is { } result)
        {
            return result;
        }

        reader = start;
        return ReadInAnyOrder(ref reader, spec);
    }

    /// <summary>Reads the message that starts at the reader's token, if its members stand in QEMU's order.</summary>
    /// <returns>The event; null if the message has to be read in any order. The reader can then no longer be used.</returns>
    internal static QmpEvent? TryReadInOnePass(ref Utf8JsonReader reader, QmpEventReader spec)
    {
        var message = new EventMessage { _onePass = spec };
        try
        {
            return message.ReadMembers(ref reader) ? message.ReadEventWithoutData() : null;
        }
        catch (MemberMismatchException)
        {
            return null;
        }
    }

    /// <summary>Reads the message that starts at the reader's token, going over the data twice.</summary>
    internal static QmpEvent ReadInAnyOrder(ref Utf8JsonReader reader, QmpEventReader spec)
    {
        var start = reader;
        var message = default(EventMessage);
        try
        {
            message.ReadMembers(ref reader);
            var data = message.DataOrEmpty();
            return spec.ReadAnyData(message._name, ref data, message._timestamp) ?? message.ToUnknown();
        }
        catch (MemberMismatchException mismatch)
        {
            throw mismatch.Locate(start, message.NameText(), inText: !message._readsNothing);
        }
    }

    /// <summary>Reads the message that starts at the reader's token and insists on one event.</summary>
    public static TEvent Read<TEvent>(ref Utf8JsonReader reader)
        where TEvent : QmpEvent, IQmpEvent<TEvent>
    {
        var start = reader;
        var message = default(EventMessage);
        try
        {
            message.ReadMembers(ref reader);
            if (message.NameText() is var name && name != TEvent.WireName)
            {
                throw new JsonException(ForeignText.OnOneLine($"Expected the event {TEvent.WireName}; this is {name}."));
            }

            var data = message.DataOrEmpty();
            return TEvent.ReadData(ref data, message._timestamp);
        }
        catch (MemberMismatchException mismatch)
        {
            throw mismatch.Locate(start, TEvent.WireName, inText: !message._readsNothing);
        }
    }

    /// <summary>Stands on the first token of a text.</summary>
    internal static Utf8JsonReader Start(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8, ReaderOptions);
        reader.Read();
        return reader;
    }

    /// <summary>What is read where a message has no data.</summary>
    private static Utf8JsonReader EmptyData()
    {
        var empty = new Utf8JsonReader("{}"u8);
        empty.Read();
        return empty;
    }

    /// <summary>Reads the message's members.</summary>
    /// <returns>False if one pass is not enough.</returns>
    private bool ReadMembers(ref Utf8JsonReader reader)
    {
        QmpJson.EnterObject(ref reader);
        while (QmpJson.NextMember(ref reader))
        {
            if (reader.ValueTextEquals("timestamp"u8))
            {
                if (IsOutOfOrder(_timestamp.IsPresent))
                {
                    return false;
                }

                reader.Read();
                _timestamp = QmpTimestampConverter.ReadPresent(ref reader);
            }
            else if (reader.ValueTextEquals("event"u8))
            {
                if (IsOutOfOrder(_hasName))
                {
                    return false;
                }

                reader.Read();
                ReadName(ref reader);
            }
            else if (reader.ValueTextEquals("data"u8))
            {
                if (IsOutOfOrder(!_hasName || !_timestamp.IsPresent) || !ReadData(ref reader))
                {
                    return false;
                }
            }
            else
            {
                _instead ??= OtherMessage(ref reader);
                QmpJson.SkipMember(ref reader);
            }
        }

        return _hasName ? true : throw (_instead is null ? QmpJson.Missing(ref reader, "event", "a string") : NotAnEvent(_instead));
    }

    /// <summary>Whether a member cannot be read in one pass, because of the order of the members or because it is a duplicate.</summary>
    private readonly bool IsOutOfOrder(bool isHere) => _onePass is not null && (isHere || _hasData);

    /// <summary>Reads the data at once, or keeps its position.</summary>
    private bool ReadData(ref Utf8JsonReader reader)
    {
        reader.Read();
        _hasData = reader.TokenType != JsonTokenType.Null;
        if (_onePass is null)
        {
            _data = reader;
        }
        else if (reader.TokenType != JsonTokenType.StartObject || (_result = _onePass.ReadAnyData(_name, ref reader, _timestamp)) is null)
        {
            return false;
        }

        // A record without members does not look at its data.
        reader.Skip();
        return true;
    }

    /// <summary>The event that was read in one pass, or that needs no data.</summary>
    private QmpEvent? ReadEventWithoutData()
    {
        if (_result is null && _timestamp.IsPresent)
        {
            var empty = EmptyData();
            _result = _onePass!.ReadAnyData(_name, ref empty, _timestamp);
        }

        return _result;
    }

    private static JsonException NotAnEvent(string instead) =>
        new($"Expected an event; this is {instead}.", path: "$.event", lineNumber: null, bytePositionInLine: null);

    /// <summary>What a message is that has this member instead of an event's name.</summary>
    private static string? OtherMessage(ref Utf8JsonReader reader) => reader switch
    {
        _ when reader.ValueTextEquals("return"u8) => "a reply to a command",
        _ when reader.ValueTextEquals("error"u8) => "an error reply to a command",
        _ when reader.ValueTextEquals("QMP"u8) => "QEMU's greeting",
        _ => null,
    };

    private void ReadName(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String && !reader.ValueIsEscaped && !reader.HasValueSequence)
        {
            _name = reader.ValueSpan;
        }
        else
        {
            _name = Encoding.UTF8.GetBytes(QmpJson.ReadString(ref reader));
        }

        _hasName = true;
    }

    /// <summary>The data, or an empty object: QEMU leaves out <c>data</c> where it would be empty.</summary>
    private Utf8JsonReader DataOrEmpty()
    {
        if (_hasData)
        {
            return _data;
        }

        _readsNothing = true;
        return EmptyData();
    }

    private readonly UnknownEvent ToUnknown()
    {
        if (!_hasData)
        {
            return new UnknownEvent(NameText()!) { Timestamp = _timestamp };
        }

        var data = _data;
        return new UnknownEvent(NameText()!) { Timestamp = _timestamp, Data = QmpJson.ReadElement(ref data) };
    }

    private readonly string? NameText() => _hasName ? Encoding.UTF8.GetString(_name) : null;
}
