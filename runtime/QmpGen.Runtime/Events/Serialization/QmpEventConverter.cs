using System.Text.Json;
using System.Text.Json.Serialization;

namespace QmpGen.Serialization;

/// <summary>Reads and writes one type of event in its wire form; generated records name it in their <c>[JsonConverter]</c>.</summary>
/// <typeparam name="TEvent">The event's record.</typeparam>
public sealed class QmpEventConverter<TEvent> : JsonConverter<TEvent>
    where TEvent : QmpEvent, IQmpEvent<TEvent>
{
    /// <summary>Reads a whole message and insists on its event name.</summary>
    /// <inheritdoc/>
    public override TEvent Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        EventMessage.Read<TEvent>(ref reader);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, TEvent value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(value);
        value.WriteTo(writer);
    }
}
