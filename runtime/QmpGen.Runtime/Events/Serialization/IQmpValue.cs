using System.Text.Json;

namespace QmpGen.Serialization;

/// <summary>Implemented by the generated type of a value list. Only generated code implements it.</summary>
/// <typeparam name="TSelf">The type itself.</typeparam>
public interface IQmpValue<TSelf>
    where TSelf : struct, IQmpValue<TSelf>
{
    /// <summary>The text on the wire.</summary>
    string Text { get; }

    /// <summary>Reads the value. A string outside the list is kept as it is.</summary>
    /// <param name="reader">Positioned on a string token.</param>
    /// <returns>The value.</returns>
    /// <exception cref="JsonException">The token is not a string.</exception>
    static abstract TSelf Read(ref Utf8JsonReader reader);
}
