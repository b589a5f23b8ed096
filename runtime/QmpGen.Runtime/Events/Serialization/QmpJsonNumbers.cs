using System.ComponentModel;
using System.Text.Json;

namespace QmpGen.Serialization;

/// <summary>Reads integers of less than 64 bits, for generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class QmpJsonNumbers
{
    /// <summary>Reads a signed 8-bit integer.</summary>
    /// <param name="reader">Positioned on the value.</param>
    /// <returns>The number.</returns>
    /// <exception cref="JsonException">The value is not such an integer.</exception>
    public static sbyte ReadInt8(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetSByte(out var value)
            ? value
            : throw QmpJson.Mismatch(ref reader, "a signed 8-bit integer");

    /// <summary>Reads a signed 16-bit integer.</summary>
    /// <param name="reader">Positioned on the value.</param>
    /// <returns>The number.</returns>
    /// <exception cref="JsonException">The value is not such an integer.</exception>
    public static short ReadInt16(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetInt16(out var value)
            ? value
            : throw QmpJson.Mismatch(ref reader, "a signed 16-bit integer");

    /// <summary>Reads a signed 32-bit integer.</summary>
    /// <param name="reader">Positioned on the value.</param>
    /// <returns>The number.</returns>
    /// <exception cref="JsonException">The value is not such an integer.</exception>
    public static int ReadInt32(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var value)
            ? value
            : throw QmpJson.Mismatch(ref reader, "a signed 32-bit integer");

    /// <summary>Reads an unsigned 8-bit integer.</summary>
    /// <param name="reader">Positioned on the value.</param>
    /// <returns>The number.</returns>
    /// <exception cref="JsonException">The value is not such an integer.</exception>
    public static byte ReadUInt8(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetByte(out var value)
            ? value
            : throw QmpJson.Mismatch(ref reader, "an unsigned 8-bit integer");

    /// <summary>Reads an unsigned 16-bit integer.</summary>
    /// <param name="reader">Positioned on the value.</param>
    /// <returns>The number.</returns>
    /// <exception cref="JsonException">The value is not such an integer.</exception>
    public static ushort ReadUInt16(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetUInt16(out var value)
            ? value
            : throw QmpJson.Mismatch(ref reader, "an unsigned 16-bit integer");

    /// <summary>Reads an unsigned 32-bit integer.</summary>
    /// <param name="reader">Positioned on the value.</param>
    /// <returns>The number.</returns>
    /// <exception cref="JsonException">The value is not such an integer.</exception>
    public static uint ReadUInt32(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetUInt32(out var value)
            ? value
            : throw QmpJson.Mismatch(ref reader, "an unsigned 32-bit integer");
}
