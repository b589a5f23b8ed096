using System.Text;
using System.Text.Json;
using QmpGen.Serialization;

namespace QmpGen;

/// <summary>
/// Turns the text of an event into its record. The generator makes one for each spec, <c>QmpEvents.Reader</c>;
/// <see cref="Untyped"/> knows no event and reads every one as an <see cref="UnknownEvent"/>.
/// </summary>
public abstract class QmpEventReader
{
    /// <summary>A reader for programs without a spec: every event is an <see cref="UnknownEvent"/>.</summary>
    public static QmpEventReader Untyped { get; } = new UntypedEventReader();

    /// <summary>The events of the spec, in its order.</summary>
    public abstract IReadOnlyList<QmpEventInfo> Events { get; }

    /// <summary>Reads one event.</summary>
    /// <param name="utf8">One JSON object in UTF-8; the order of its members is free, unknown members are skipped.</param>
    /// <returns>The event's own record, or an <see cref="UnknownEvent"/> for a name that the spec does not have.</returns>
    /// <exception cref="JsonException">
    /// The text is not one JSON object with an <c>event</c>, or a member is missing or of the wrong kind; the message
    /// names the event, the member's path, what was expected and what was found.
    /// </exception>
    public QmpEvent Read(ReadOnlySpan<byte> utf8) => Read(EventHeader.Of(utf8), utf8);

    /// <summary>Reads one event.</summary>
    /// <param name="json">One JSON object; the order of its members is free, unknown members are skipped.</param>
    /// <returns>The event's own record, or an <see cref="UnknownEvent"/> for a name that the spec does not have.</returns>
    /// <exception cref="JsonException">As for the text in UTF-8.</exception>
    public QmpEvent Read(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return Read(Encoding.UTF8.GetBytes(json));
    }

    /// <summary>Reads one event whose header has been read.</summary>
    /// <param name="header">The header; empty where the message is laid out in another way than QEMU's.</param>
    /// <param name="utf8">The message.</param>
    internal QmpEvent Read(EventHeader header, ReadOnlySpan<byte> utf8) => ReadAnyLayout(header, utf8) ?? EventMessage.Read(utf8, this);

    /// <summary>Reads the data of an event that the spec has, for callers beside the generated reader.</summary>
    internal QmpEvent? ReadAnyData(ReadOnlySpan<byte> name, ref Utf8JsonReader data, QmpTimestamp timestamp) => ReadData(name, ref data, timestamp);

    /// <summary>Reads an event that is laid out as QEMU prints it, for callers beside the generated reader.</summary>
    /// <returns>The event; null if the message has to be read in another way.</returns>
    internal QmpEvent? ReadAnyLayout(EventHeader header, ReadOnlySpan<byte> utf8) =>
        header.Length == 0 ? null : ReadLayout(new QmpLayoutReader(utf8, header.Length), header.Name(utf8), EventHeader.TimestampOf(utf8));

    /// <inheritdoc cref="ReadLayout"/>
    internal QmpEvent? ReadAnyLayout(QmpLayoutReader message, ReadOnlySpan<byte> name, QmpTimestamp timestamp) => ReadLayout(message, name, timestamp);

    /// <summary>Reads the data of an event that the spec has.</summary>
    /// <param name="name">The event's name in UTF-8, unescaped.</param>
    /// <param name="data">Positioned on the first token of the event's data, which is an empty object where the message has none.</param>
    /// <param name="timestamp">The event's time stamp.</param>
    /// <returns>The event's record, or null if the spec does not have the name.</returns>
    protected abstract QmpEvent? ReadData(ReadOnlySpan<byte> name, ref Utf8JsonReader data, QmpTimestamp timestamp);

    /// <summary>Reads the data of an event that is laid out as QEMU prints it.</summary>
    /// <param name="message">Reads the message; it stands behind the event's name.</param>
    /// <param name="name">The event's name in UTF-8.</param>
    /// <param name="timestamp">The event's time stamp.</param>
    /// <returns>The event's record, equal to what the reading of tokens gives; null if it is laid out otherwise, or the spec does not have it.</returns>
    protected virtual QmpEvent? ReadLayout(QmpLayoutReader message, ReadOnlySpan<byte> name, QmpTimestamp timestamp) => null;

    private sealed class UntypedEventReader : QmpEventReader
    {
        public override IReadOnlyList<QmpEventInfo> Events => [];

        protected override QmpEvent? ReadData(ReadOnlySpan<byte> name, ref Utf8JsonReader data, QmpTimestamp timestamp) => null;
    }
}
