using System.Text;
using System.Text.Json;
using QmpGen.Serialization;

namespace QmpGen;

/// <summary>
/// Reads the text of an event into its record. The generator emits one reader per spec, <c>QmpEvents.Reader</c>;
/// <see cref="Untyped"/> reads every event as an <see cref="UnknownEvent"/>.
/// </summary>
public abstract class QmpEventReader
{
    /// <summary>A reader for programs without a spec: every event is an <see cref="UnknownEvent"/>.</summary>
    public static QmpEventReader Untyped { get; } = new UntypedEventReader();

    /// <summary>The same, for options that name no reader: that may be a mistake, and the client says so once.</summary>
    internal static QmpEventReader Unset { get; } = new UntypedEventReader();

    /// <summary>The events of the spec, in its order.</summary>
    public abstract IReadOnlyList<QmpEventInfo> Events { get; }

    /// <summary>Reads one event.</summary>
    /// <param name="utf8">One JSON object in UTF-8. Members can be in any order; unknown members are ignored.</param>
    /// <returns>The event's record, or an <see cref="UnknownEvent"/> if the spec does not have the event.</returns>
    /// <exception cref="JsonException">
    /// The text is not a JSON object with the member <c>event</c>, or a member is missing or has the wrong type. The message
    /// names the event, the member's path, and what was expected and found.
    /// </exception>
    public QmpEvent Read(ReadOnlySpan<byte> utf8) => Read(EventHeader.Of(utf8), utf8);

    /// <summary>Reads one event.</summary>
    /// <param name="json">One JSON object. Members can be in any order; unknown members are ignored.</param>
    /// <returns>The event's record, or an <see cref="UnknownEvent"/> if the spec does not have the event.</returns>
    /// <exception cref="JsonException">
    /// The text is not a JSON object with the member <c>event</c>, or a member is missing or has the wrong type.
    /// </exception>
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
    internal QmpEvent? ReadAnyData(ReadOnlySpan<byte> name, ref Utf8JsonReader data, QmpTimestamp timestamp) =>
        ReadData(name, ref data, timestamp);

    /// <summary>Reads an event that is laid out as QEMU prints it, for callers beside the generated reader.</summary>
    /// <returns>The event; null if the message has to be read in another way.</returns>
    internal QmpEvent? ReadAnyLayout(EventHeader header, ReadOnlySpan<byte> utf8) =>
        header.Length == 0 ? null : ReadLayout(new QmpLayoutReader(utf8, header.Length), header.Name(utf8), EventHeader.TimestampOf(utf8));

    /// <inheritdoc cref="ReadLayout"/>
    internal QmpEvent? ReadAnyLayout(QmpLayoutReader message, ReadOnlySpan<byte> name, QmpTimestamp timestamp) =>
        ReadLayout(message, name, timestamp);

    /// <summary>Reads the data of an event that the spec has.</summary>
    /// <param name="name">The event's name in UTF-8, unescaped.</param>
    /// <param name="data">Positioned on the first token of the event's data, or of an empty object if the message has no data.</param>
    /// <param name="timestamp">The event's time stamp.</param>
    /// <returns>The event's record; <see langword="null"/> if the spec does not have the event.</returns>
    protected abstract QmpEvent? ReadData(ReadOnlySpan<byte> name, ref Utf8JsonReader data, QmpTimestamp timestamp);

    /// <summary>Reads the data of an event that is laid out as QEMU prints it.</summary>
    /// <param name="message">Reads the message; positioned after the event's name.</param>
    /// <param name="name">The event's name in UTF-8.</param>
    /// <param name="timestamp">The event's time stamp.</param>
    /// <returns>
    /// The event's record, equal to what the token-based reader returns; <see langword="null"/> if the message has another layout or
    /// the spec does not have the event.
    /// </returns>
    protected virtual QmpEvent? ReadLayout(QmpLayoutReader message, ReadOnlySpan<byte> name, QmpTimestamp timestamp) => null;

    private sealed class UntypedEventReader : QmpEventReader
    {
        public override IReadOnlyList<QmpEventInfo> Events => [];

        protected override QmpEvent? ReadData(ReadOnlySpan<byte> name, ref Utf8JsonReader data, QmpTimestamp timestamp) => null;
    }
}
