using System.Text.Json;
using System.Text.Json.Serialization;

namespace QmpGen.Serialization;

/// <summary>Reads any event as an <see cref="UnknownEvent"/> and writes it in its wire form.</summary>
internal sealed class UnknownEventConverter : JsonConverter<UnknownEvent>
{
    public override UnknownEvent Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        (UnknownEvent)EventMessage.Read(ref reader, QmpEventReader.Untyped);

    public override void Write(Utf8JsonWriter writer, UnknownEvent value, JsonSerializerOptions options) => value.WriteTo(writer);
}
