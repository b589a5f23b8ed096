using System.Text.Json;

namespace QmpGen.Serialization;

/// <summary>Implemented by the generated record of an object inside an event. Only generated code implements it.</summary>
/// <typeparam name="TSelf">The record itself.</typeparam>
public interface IQmpObject<TSelf>
    where TSelf : class, IQmpObject<TSelf>
{
    /// <summary>Reads the object.</summary>
    /// <param name="reader">Positioned on the value's first token; left on its last.</param>
    /// <returns>The object.</returns>
    /// <exception cref="JsonException">The value is not an object, or a member is missing or has the wrong type.</exception>
    static abstract TSelf Read(ref Utf8JsonReader reader);

    /// <summary>Writes the object in its wire format.</summary>
    /// <param name="writer">The writer, positioned where a value is allowed.</param>
    void Write(Utf8JsonWriter writer);
}
