using System.Text.Json;
using System.Text.Json.Serialization;

namespace QmpGen.Serialization;

/// <summary>
/// Writes any event in its wire form where only the base type is known. It reads an <see cref="UnknownEvent"/>: which
/// records there are, only a spec's own reader knows.
/// </summary>
public sealed class AnyEventConverter : JsonConverter<QmpEvent>
{
    /// <inheritdoc/>
    public override QmpEvent Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        EventMessage.Read(ref reader, QmpEventReader.Untyped);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, QmpEvent value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(value);
        value.WriteTo(writer);
    }
}
