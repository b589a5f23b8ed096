using System.Text.Json;
using System.Text.Json.Serialization;

namespace QmpGen.Serialization;

/// <summary>Converts one type of event to and from its wire format; generated records refer to it in <c>[JsonConverter]</c>.</summary>
/// <typeparam name="TEvent">The event's record.</typeparam>
public sealed class QmpEventConverter<TEvent> : JsonConverter<TEvent>
    where TEvent : QmpEvent, IQmpEvent<TEvent>
{
    /// <summary>Reads a message, whose event name must match.</summary>
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
