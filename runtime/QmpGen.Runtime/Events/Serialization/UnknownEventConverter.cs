using System.Text.Json;
using System.Text.Json.Serialization;

namespace QmpGen.Serialization;

/// <summary>Reads any event as an <see cref="UnknownEvent"/> and writes it in its wire form.</summary>
public sealed class UnknownEventConverter : JsonConverter<UnknownEvent>
{
    /// <inheritdoc/>
    public override UnknownEvent Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        (UnknownEvent)EventMessage.Read(ref reader, QmpEventReader.Untyped);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, UnknownEvent value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(value);
        value.WriteTo(writer);
    }
}
