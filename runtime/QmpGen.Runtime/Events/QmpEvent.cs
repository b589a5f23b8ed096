using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using QmpGen.Serialization;

namespace QmpGen;

/// <summary>
/// Something that happened to a virtual machine, sent by QEMU on its own account (QMP specification, "Asynchronous
/// events"). Each event of a spec is a generated record derived from this; any other event is an <see cref="UnknownEvent"/>.
/// </summary>
/// <remarks>
/// Two events are equal if they are of one type, and their time stamps and members are equal. Deserialising to this base
/// type gives an <see cref="UnknownEvent"/>, since only a spec's reader knows its records: use <c>QmpEvents.Parse</c>.
/// </remarks>
[JsonConverter(typeof(AnyEventConverter))]
public abstract record QmpEvent
{
    // What was received and read is nested less deep than this, and so can be written again.
    private static readonly JsonWriterOptions WriterOptions = new() { MaxDepth = 2 * EventMessage.MaxDepth };

    private byte[]? _rawJson;

    /// <summary>Creates an event without a time stamp.</summary>
    protected QmpEvent()
    {
    }

    /// <summary>Copies the time stamp, but not the raw text: a copy may be changed, and the text would no longer be its own.</summary>
    /// <param name="original">The event to copy.</param>
    protected QmpEvent(QmpEvent original)
    {
        ArgumentNullException.ThrowIfNull(original);
        Timestamp = original.Timestamp;
    }

    /// <summary>The event's name on the wire, such as <c>BLOCK_IO_ERROR</c>.</summary>
    public abstract string EventName { get; }

    /// <summary>When it happened; absent in an event built by hand and in a message that came without one.</summary>
    public QmpTimestamp Timestamp { get; init; }

    /// <summary>
    /// The whole message as it came, in UTF-8, if the client was asked to keep it; otherwise empty. It still has the
    /// members that the spec does not know. It takes no part in equality.
    /// </summary>
    public ReadOnlyMemory<byte> RawJson => _rawJson;

    /// <summary>Writes the event in its wire form: time stamp, name and, where it has any, data.</summary>
    /// <param name="writer">The writer, positioned where a value may stand.</param>
    public void WriteTo(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        if (Timestamp.IsPresent)
        {
            writer.WritePropertyName("timestamp"u8);
            QmpTimestampConverter.WritePresent(writer, Timestamp);
        }

        writer.WriteString("event"u8, EventName);
        WriteData(writer);
        writer.WriteEndObject();
    }

    /// <summary>The event in its wire form on one line, without reflection.</summary>
    /// <returns>A JSON object.</returns>
    public string ToJson()
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer, WriterOptions))
        {
            WriteTo(writer);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Whether the other is of the same type with an equal time stamp; derived records add their members.</summary>
    /// <param name="other">The event to compare with.</param>
    /// <returns>True if both are equal as far as this type knows.</returns>
    public virtual bool Equals(QmpEvent? other) =>
        ReferenceEquals(this, other)
        || (other is not null && EqualityContract == other.EqualityContract && Timestamp == other.Timestamp);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(EqualityContract, Timestamp);

    /// <summary>Keeps the message the event was read from.</summary>
    internal void KeepRawJson(ReadOnlySpan<byte> utf8) => _rawJson = utf8.ToArray();

    /// <summary>Writes the property <c>data</c> with the event's members; writes nothing for an event that has none.</summary>
    /// <param name="writer">The writer, inside the event's object.</param>
    protected virtual void WriteData(Utf8JsonWriter writer)
    {
    }

    /// <summary>Prints the time stamp, the first member of every event's <c>ToString</c>.</summary>
    /// <param name="builder">What to append to.</param>
    /// <returns>Whether anything was printed.</returns>
    protected virtual bool PrintMembers(StringBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (Timestamp.IsPresent)
        {
            builder.Append("Timestamp = ").Append(Timestamp.ToString());
        }

        return Timestamp.IsPresent;
    }
}
