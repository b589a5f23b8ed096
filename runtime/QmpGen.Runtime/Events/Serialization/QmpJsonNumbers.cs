using System.ComponentModel;
using System.Text.Json;

namespace QmpGen.Serialization;

/// <summary>Reads and writes integers other than those of 64 bits with a known sign, for generated code.</summary>
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

    /// <summary>Reads a 64-bit integer of which the spec does not tell whether it has a sign.</summary>
    /// <param name="reader">Positioned on the value.</param>
    /// <returns>The number.</returns>
    /// <exception cref="JsonException">The value is not such an integer.</exception>
    public static Int128 ReadInteger(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Number)
        {
            if (reader.TryGetInt64(out var signed))
            {
                return signed;
            }

            if (reader.TryGetUInt64(out var unsigned))
            {
                return unsigned;
            }
        }

        throw QmpJson.Mismatch(ref reader, "a 64-bit integer");
    }

    /// <summary>Writes a member that is a 64-bit integer, with or without a sign.</summary>
    /// <param name="writer">The writer, inside an object.</param>
    /// <param name="name">The member's name.</param>
    /// <param name="value">The number.</param>
    /// <exception cref="OverflowException">The number needs more than 64 bits, which QEMU does not read.</exception>
    public static void WriteInteger(Utf8JsonWriter writer, ReadOnlySpan<byte> name, Int128 value)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WritePropertyName(name);
        WriteInteger(writer, value);
    }

    /// <summary>Writes a 64-bit integer, with or without a sign.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="value">The number.</param>
    /// <exception cref="OverflowException">The number needs more than 64 bits, which QEMU does not read.</exception>
    public static void WriteInteger(Utf8JsonWriter writer, Int128 value)
    {
        ArgumentNullException.ThrowIfNull(writer);
        if (value > long.MaxValue)
        {
            writer.WriteNumberValue(checked((ulong)value));
        }
        else
        {
            writer.WriteNumberValue(checked((long)value));
        }
    }
}
