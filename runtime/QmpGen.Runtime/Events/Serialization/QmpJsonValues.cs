using System.Collections.Immutable;
using System.ComponentModel;
using System.Text.Json;

namespace QmpGen.Serialization;

/// <summary>Reads a value.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
/// <param name="reader">Positioned on the value's first token; left on its last.</param>
/// <returns>The value.</returns>
[EditorBrowsable(EditorBrowsableState.Never)]
public delegate T QmpValueReader<out T>(ref Utf8JsonReader reader);

/// <summary>Reads and writes arrays, and objects with members that the spec does not have, for generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class QmpJsonValues
{
    /// <summary>Reads an array.</summary>
    /// <typeparam name="T">The type of its items.</typeparam>
    /// <param name="reader">Positioned on the value's first token; left on its last.</param>
    /// <param name="readItem">Reads one item.</param>
    /// <returns>The items.</returns>
    /// <exception cref="JsonException">The value is not an array, or one of its items has the wrong type.</exception>
    public static QmpList<T> ReadList<T>(ref Utf8JsonReader reader, QmpValueReader<T> readItem)
    {
        ArgumentNullException.ThrowIfNull(readItem);
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw QmpJson.Mismatch(ref reader, "an array");
        }

        var items = ImmutableArray.CreateBuilder<T>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            items.Add(readItem(ref reader));
        }

        return new QmpList<T>(items.DrainToImmutable());
    }

    /// <summary>Reads a null.</summary>
    /// <param name="reader">Positioned on the value.</param>
    /// <returns>The JSON null, to be written back.</returns>
    /// <exception cref="JsonException">The value is not null.</exception>
    public static JsonElement ReadNull(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.Null ? QmpJson.ReadElement(ref reader) : throw QmpJson.Mismatch(ref reader, "null");

    /// <summary>Whether the current number is a 64-bit integer.</summary>
    /// <param name="reader">Positioned on a number.</param>
    /// <returns>True if it is.</returns>
    public static bool IsInteger(ref Utf8JsonReader reader) => reader.TryGetInt64(out _) || reader.TryGetUInt64(out _);

    /// <summary>Combines the member names of an object with those of the unions that it is a branch of.</summary>
    /// <param name="written">The names of the members that these unions write.</param>
    /// <param name="names">The names of the object's own members.</param>
    /// <returns>All of them.</returns>
    public static string[] AddNames(ReadOnlySpan<string> written, params string[] names)
    {
        ArgumentNullException.ThrowIfNull(names);
        return [.. written, .. names];
    }

    /// <summary>Writes the members of an object, except for those written elsewhere.</summary>
    /// <param name="writer">The writer, inside an object.</param>
    /// <param name="value">The object. Any other value writes nothing.</param>
    /// <param name="written">The names of the members to omit.</param>
    public static void WriteMembers(Utf8JsonWriter writer, JsonElement? value, ReadOnlySpan<string> written)
    {
        ArgumentNullException.ThrowIfNull(writer);
        if (value is not { ValueKind: JsonValueKind.Object } members)
        {
            return;
        }

        foreach (var member in members.EnumerateObject())
        {
            if (!written.Contains(member.Name))
            {
                member.WriteTo(writer);
            }
        }
    }
}
