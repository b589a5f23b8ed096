using System.ComponentModel;
using System.Text.Json;

namespace QmpGen.Serialization;

/// <summary>The steps of reading whole numbers of less than 64 bits.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class QmpJsonNumbers
{
    /// <summary>Reads a whole number of 8 bits.</summary>
    /// <param name="reader">Positioned on the value.</param>
    /// <returns>The number.</returns>
    /// <exception cref="JsonException">The value is no such integer.</exception>
    public static sbyte ReadInt8(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetSByte(out var value)
            ? value
            : throw QmpJson.Mismatch(ref reader, "a signed integer of 8 bits");

    /// <summary>Reads a whole number of 16 bits.</summary>
    /// <param name="reader">Positioned on the value.</param>
    /// <returns>The number.</returns>
    /// <exception cref="JsonException">The value is no such integer.</exception>
    public static short ReadInt16(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetInt16(out var value)
            ? value
            : throw QmpJson.Mismatch(ref reader, "a signed integer of 16 bits");

    /// <summary>Reads a whole number of 32 bits.</summary>
    /// <param name="reader">Positioned on the value.</param>
    /// <returns>The number.</returns>
    /// <exception cref="JsonException">The value is no such integer.</exception>
    public static int ReadInt32(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var value)
            ? value
            : throw QmpJson.Mismatch(ref reader, "a signed integer of 32 bits");

    /// <summary>Reads a whole number of 8 bits without a sign.</summary>
    /// <param name="reader">Positioned on the value.</param>
    /// <returns>The number.</returns>
    /// <exception cref="JsonException">The value is no such integer.</exception>
    public static byte ReadUInt8(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetByte(out var value)
            ? value
            : throw QmpJson.Mismatch(ref reader, "an unsigned integer of 8 bits");

    /// <summary>Reads a whole number of 16 bits without a sign.</summary>
    /// <param name="reader">Positioned on the value.</param>
    /// <returns>The number.</returns>
    /// <exception cref="JsonException">The value is no such integer.</exception>
    public static ushort ReadUInt16(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetUInt16(out var value)
            ? value
            : throw QmpJson.Mismatch(ref reader, "an unsigned integer of 16 bits");

    /// <summary>Reads a whole number of 32 bits without a sign.</summary>
    /// <param name="reader">Positioned on the value.</param>
    /// <returns>The number.</returns>
    /// <exception cref="JsonException">The value is no such integer.</exception>
    public static uint ReadUInt32(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetUInt32(out var value)
            ? value
            : throw QmpJson.Mismatch(ref reader, "an unsigned integer of 32 bits");
}
