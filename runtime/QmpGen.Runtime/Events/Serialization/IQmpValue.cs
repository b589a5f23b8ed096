using System.Text.Json;

namespace QmpGen.Serialization;

/// <summary>What a generated type for a list of documented strings can do; implemented by generated code only.</summary>
/// <typeparam name="TSelf">The type itself.</typeparam>
public interface IQmpValue<TSelf>
    where TSelf : struct, IQmpValue<TSelf>
{
    /// <summary>The text on the wire.</summary>
    string Text { get; }

    /// <summary>Reads the value; a text outside the list is kept as it is.</summary>
    /// <param name="reader">Positioned on a string token.</param>
    /// <returns>The value.</returns>
    /// <exception cref="JsonException">The token is no string.</exception>
    static abstract TSelf Read(ref Utf8JsonReader reader);
}
