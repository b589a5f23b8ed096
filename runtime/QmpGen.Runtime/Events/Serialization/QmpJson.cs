using System.Buffers;
using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace QmpGen.Serialization;

/// <summary>The few steps of reading JSON that generated code is made of.</summary>
/// <remarks>A step that fails says where and why through a <see cref="JsonException"/>; the reader of the message adds event and path.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class QmpJson
{
    private static readonly JsonDocumentOptions ElementOptions = new() { MaxDepth = EventMessage.MaxDepth };

    /// <summary>Insists that the current token starts an object.</summary>
    /// <param name="reader">Positioned on a value's first token.</param>
    /// <exception cref="JsonException">It is another kind of value.</exception>
    public static void EnterObject(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw Mismatch(ref reader, "an object");
        }
    }

    /// <summary>Moves on to the next member's name.</summary>
    /// <param name="reader">Positioned on an object's start or on the last token of a member's value.</param>
    /// <returns>False at the object's end.</returns>
    public static bool NextMember(ref Utf8JsonReader reader) =>
        reader.Read() && reader.TokenType == JsonTokenType.PropertyName;

    /// <summary>Moves over a member that the spec does not know.</summary>
    /// <param name="reader">Positioned on the member's name; left on its value's last token.</param>
    public static void SkipMember(ref Utf8JsonReader reader)
    {
        reader.Read();
        reader.Skip();
    }

    /// <summary>Whether the current value is null, which for an optional member means absent.</summary>
    /// <param name="reader">Positioned on a value's first token.</param>
    /// <returns>True if it is null.</returns>
    public static bool IsNull(ref Utf8JsonReader reader) => reader.TokenType == JsonTokenType.Null;

    /// <summary>Reads a string.</summary>
    /// <param name="reader">Positioned on the value.</param>
    /// <returns>The text, unescaped; U+FFFD stands for what is not Unicode.</returns>
    /// <exception cref="JsonException">The value is no string.</exception>
    public static string ReadString(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            throw Mismatch(ref reader, "a string");
        }

        return ReadText(ref reader);
    }

    /// <summary>Reads a whole number.</summary>
    /// <param name="reader">Positioned on the value.</param>
    /// <returns>The number.</returns>
    /// <exception cref="JsonException">The value is no integer of 64 bits.</exception>
    public static long ReadInt64(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var value)
            ? value
            : throw Mismatch(ref reader, "an integer of 64 bits");

    /// <summary>
    /// Reads a whole number above zero that may need all 64 bits. Before QEMU 2.10 such numbers were written as signed
    /// ones, so that a negative one stands for itself plus 2^64.
    /// </summary>
    /// <param name="reader">Positioned on the value.</param>
    /// <returns>The number.</returns>
    /// <exception cref="JsonException">The value is no integer of 64 bits.</exception>
    public static ulong ReadUInt64(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Number)
        {
            if (reader.TryGetUInt64(out var value))
            {
                return value;
            }

            if (reader.TryGetInt64(out var signed))
            {
                return unchecked((ulong)signed);
            }
        }

        throw Mismatch(ref reader, "an unsigned integer of 64 bits");
    }

    /// <summary>Reads a number that may have a fraction.</summary>
    /// <param name="reader">Positioned on the value.</param>
    /// <returns>The number.</returns>
    /// <exception cref="JsonException">The value is no number, or too large for a <see cref="double"/>.</exception>
    public static double ReadDouble(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out var value) && double.IsFinite(value)
            ? value
            : throw Mismatch(ref reader, "a number");

    /// <summary>Reads a truth value.</summary>
    /// <param name="reader">Positioned on the value.</param>
    /// <returns>The value.</returns>
    /// <exception cref="JsonException">The value is neither true nor false.</exception>
    public static bool ReadBoolean(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        _ => throw Mismatch(ref reader, "true or false"),
    };

    /// <summary>Reads a value of any kind and keeps it.</summary>
    /// <param name="reader">Positioned on the value's first token; left on its last.</param>
    /// <returns>A copy of the value that lives on its own.</returns>
    public static JsonElement ReadElement(ref Utf8JsonReader reader)
    {
        var element = JsonElement.ParseValue(ref reader);
        var text = JsonMarshal.GetRawUtf8Value(element);
        var wellFormed = WellFormedText.Of(text);
        return wellFormed == text ? element : JsonElement.Parse(wellFormed, ElementOptions);
    }

    /// <summary>Whether two values are equal as JSON: members in any order, numbers by value.</summary>
    /// <param name="left">A value, or null where there is none.</param>
    /// <param name="right">The value to compare with.</param>
    /// <returns>True if both are equal.</returns>
    public static bool ValueEquals(JsonElement? left, JsonElement? right)
    {
        var leftKind = left?.ValueKind ?? JsonValueKind.Undefined;
        var rightKind = right?.ValueKind ?? JsonValueKind.Undefined;
        return leftKind == rightKind
            && (leftKind == JsonValueKind.Undefined || JsonElement.DeepEquals(left!.Value, right!.Value));
    }

    /// <summary>The failure for a member that must be there and is not.</summary>
    /// <param name="reader">Positioned on the end of the object that lacks it.</param>
    /// <param name="member">The member's wire name.</param>
    /// <param name="expected">What it should hold, with its article: "a string".</param>
    /// <returns>The exception to throw.</returns>
    public static JsonException Missing(ref Utf8JsonReader reader, string member, string expected) =>
        new MemberMismatchException(reader.TokenStartIndex, member, expected, "nothing");

    /// <summary>The text of a string or of a member's name.</summary>
    /// <param name="reader">Positioned on the token.</param>
    internal static string ReadText(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            var text = reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan;
            var wellFormed = new Utf8JsonReader([(byte)'"', .. WellFormedText.Of(text), (byte)'"']);
            wellFormed.Read();
            return wellFormed.GetString()!;
        }
    }

    /// <summary>The failure for a value of the wrong kind.</summary>
    internal static JsonException Mismatch(ref Utf8JsonReader reader, string expected) =>
        new MemberMismatchException(reader.TokenStartIndex, member: null, expected, JsonTokens.Describe(ref reader));
}
