using System.Text.Json;

namespace QmpGen.Serialization;

/// <summary>What a generated record for a JSON object inside an event can do; implemented by generated code only.</summary>
/// <typeparam name="TSelf">The record itself.</typeparam>
public interface IQmpObject<TSelf>
    where TSelf : class, IQmpObject<TSelf>
{
    /// <summary>Reads the object.</summary>
    /// <param name="reader">Positioned on the value's first token; left on its last.</param>
    /// <returns>The object.</returns>
    /// <exception cref="JsonException">The value is no object, or a member is missing or of the wrong kind.</exception>
    static abstract TSelf Read(ref Utf8JsonReader reader);

    /// <summary>Writes the object in its wire form.</summary>
    /// <param name="writer">The writer, positioned where a value may stand.</param>
    void Write(Utf8JsonWriter writer);
}
