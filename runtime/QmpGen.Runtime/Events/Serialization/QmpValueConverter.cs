using System.Text.Json;
using System.Text.Json.Serialization;

namespace QmpGen.Serialization;

/// <summary>Converts a value list's type to and from JSON; generated types refer to it in <c>[JsonConverter]</c>.</summary>
/// <typeparam name="TValue">The generated type.</typeparam>
public sealed class QmpValueConverter<TValue> : JsonConverter<TValue>
    where TValue : struct, IQmpValue<TValue>
{
    /// <inheritdoc/>
    public override TValue Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        LocatedReading.Read(ref reader, TValue.Read);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, TValue value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(value.Text);
    }

    /// <inheritdoc/>
    public override TValue ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        // Generated code reads strings, and a name is written like one.
        var text = QmpJson.NameAsString(ref reader);
        return TValue.Read(ref text);
    }

    /// <inheritdoc/>
    public override void WriteAsPropertyName(Utf8JsonWriter writer, TValue value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WritePropertyName(value.Text);
    }
}
