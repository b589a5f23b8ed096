using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using QmpGen.Serialization;

namespace QmpGen;

/// <summary>
/// An event that QEMU sends when something happens to a virtual machine (QMP specification, "Asynchronous events"). Each event
/// of a spec is a generated record derived from this type; any other event is an <see cref="UnknownEvent"/>.
/// </summary>
/// <remarks>
/// Two events are equal if their types, time stamps and members are equal. Deserializing to this base type returns an
/// <see cref="UnknownEvent"/>, because only the reader of a spec knows its records; use <c>QmpEvents.Parse</c> instead.
/// </remarks>
[JsonConverter(typeof(AnyEventConverter))]
public abstract record QmpEvent
{
    // What was received and read is nested less deep than this, and so can be written again.
    private static readonly JsonWriterOptions WriterOptions = new() { MaxDepth = 2 * EventMessage.MaxDepth };

    private byte[]? _rawJson;

    /// <summary>Initializes an event without a time stamp.</summary>
    protected QmpEvent()
    {
    }

    /// <summary>Copies the time stamp but not <see cref="RawJson"/>, because the copy's members can be changed.</summary>
    /// <param name="original">The event to copy.</param>
    protected QmpEvent(QmpEvent original)
    {
        ArgumentNullException.ThrowIfNull(original);
        Timestamp = original.Timestamp;
    }

    /// <summary>The event's name on the wire, such as <c>BLOCK_IO_ERROR</c>.</summary>
    public abstract string EventName { get; }

    /// <summary>The time of the event; absent in an event constructed in code and in a message without a time stamp.</summary>
    public QmpTimestamp Timestamp { get; init; }

    /// <summary>
    /// The message as it was received, in UTF-8, if <see cref="QmpClientOptions.KeepRawJson"/> is set; otherwise empty. It includes
    /// members that the spec does not have. Ignored when events are compared.
    /// </summary>
    public ReadOnlyMemory<byte> RawJson => _rawJson;

    /// <summary>Writes the event in its wire format: the time stamp, the name and the data, if there is any.</summary>
    /// <param name="writer">The writer, positioned where a value is allowed.</param>
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

    /// <summary>Returns the event in its wire format on one line, without reflection.</summary>
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

    /// <summary>Whether the other event has the same type and time stamp. Derived records also compare their members.</summary>
    /// <param name="other">The event to compare with.</param>
    /// <returns><see langword="true"/> if both are equal.</returns>
    public virtual bool Equals(QmpEvent? other) =>
        ReferenceEquals(this, other)
        || (other is not null && EqualityContract == other.EqualityContract && Timestamp == other.Timestamp);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(EqualityContract, Timestamp);

    /// <summary>Keeps the message the event was read from.</summary>
    internal void KeepRawJson(ReadOnlySpan<byte> utf8) => _rawJson = utf8.ToArray();

    /// <summary>Writes the property <c>data</c> with the event's members; writes nothing if the event has none.</summary>
    /// <param name="writer">The writer, inside the event's object.</param>
    protected virtual void WriteData(Utf8JsonWriter writer)
    {
    }

    /// <summary>Appends the time stamp, which comes first in the result of <c>ToString</c>.</summary>
    /// <param name="builder">The builder to append to.</param>
    /// <returns>Whether anything was appended.</returns>
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
