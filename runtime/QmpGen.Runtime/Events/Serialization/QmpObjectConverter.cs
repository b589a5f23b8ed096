using System.Text.Json;
using System.Text.Json.Serialization;

namespace QmpGen.Serialization;

/// <summary>Converts an object inside an event to and from JSON; generated records refer to it in <c>[JsonConverter]</c>.</summary>
/// <typeparam name="TObject">The object's record.</typeparam>
public sealed class QmpObjectConverter<TObject> : JsonConverter<TObject>
    where TObject : class, IQmpObject<TObject>
{
    /// <inheritdoc/>
    public override TObject Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        LocatedReading.Read(ref reader, TObject.Read);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, TObject value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(value);
        value.Write(writer);
    }
}
