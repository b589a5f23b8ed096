using System.Buffers;
using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace QmpGen.Serialization;

/// <summary>Reads JSON for generated code.</summary>
/// <remarks>
/// <para>
/// A method that fails throws a <see cref="JsonException"/>; the reader of the message adds the event and the path.
/// </para>
/// <para>
/// Like everything that generated code calls, these methods are stable: a library can be compiled with one version of the package
/// and run with a newer one of the same major version. Members may be added, but none is removed or changes its signature or
/// meaning.
/// </para>
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class QmpJson
{
    private static readonly JsonDocumentOptions ElementOptions = new() { MaxDepth = int.MaxValue };

    /// <summary>Throws unless the current token starts an object.</summary>
    /// <param name="reader">Positioned on a value's first token.</param>
    /// <exception cref="JsonException">The value is not an object.</exception>
    public static void EnterObject(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw Mismatch(ref reader, "an object");
        }
    }

    /// <summary>
    /// Advances to the next member's name. Members whose names are not Unicode are skipped: no spec has them, and comparing such a
    /// name fails.
    /// </summary>
    /// <param name="reader">Positioned on an object's start or on the last token of a member's value.</param>
    /// <returns>False at the object's end.</returns>
    public static bool NextMember(ref Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (!reader.ValueIsEscaped || WellFormedText.IsWellFormed(EscapedText(ref reader)))
            {
                return true;
            }

            SkipMember(ref reader);
        }

        return false;
    }

    /// <summary>Skips a member that the spec does not have.</summary>
    /// <param name="reader">Positioned on the member's name; left on its value's last token.</param>
    public static void SkipMember(ref Utf8JsonReader reader)
    {
        reader.Read();
        reader.Skip();
    }

    /// <summary>Whether the current value is null, which means that an optional member is absent.</summary>
    /// <param name="reader">Positioned on a value's first token.</param>
    /// <returns>True if it is null.</returns>
    public static bool IsNull(ref Utf8JsonReader reader) => reader.TokenType == JsonTokenType.Null;

    /// <summary>Reads a string.</summary>
    /// <param name="reader">Positioned on the value.</param>
    /// <returns>The text, unescaped; U+FFFD replaces what is not valid Unicode.</returns>
    /// <exception cref="JsonException">The value is not a string.</exception>
    public static string ReadString(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            throw Mismatch(ref reader, "a string");
        }

        return ReadText(ref reader);
    }

    /// <summary>Reads a 64-bit integer.</summary>
    /// <param name="reader">Positioned on the value.</param>
    /// <returns>The number.</returns>
    /// <exception cref="JsonException">The value is not a 64-bit integer.</exception>
    public static long ReadInt64(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var value)
            ? value
            : throw Mismatch(ref reader, "a 64-bit integer");

    /// <summary>
    /// Reads an unsigned 64-bit integer. QEMU before 2.10 writes such numbers as signed ones, so a negative number represents itself
    /// plus 2^64.
    /// </summary>
    /// <param name="reader">Positioned on the value.</param>
    /// <returns>The number.</returns>
    /// <exception cref="JsonException">The value is not a 64-bit integer.</exception>
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

        throw Mismatch(ref reader, "an unsigned 64-bit integer");
    }

    /// <summary>Reads a floating-point number.</summary>
    /// <param name="reader">Positioned on the value.</param>
    /// <returns>The number.</returns>
    /// <exception cref="JsonException">The value is not a number, or is too large for a <see cref="double"/>.</exception>
    public static double ReadDouble(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out var value) && double.IsFinite(value)
            ? value
            : throw Mismatch(ref reader, "a number");

    /// <summary>Reads a Boolean.</summary>
    /// <param name="reader">Positioned on the value.</param>
    /// <returns>The value.</returns>
    /// <exception cref="JsonException">The value is neither true nor false.</exception>
    public static bool ReadBoolean(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        _ => throw Mismatch(ref reader, "true or false"),
    };

    /// <summary>Reads a value of any type and copies it.</summary>
    /// <param name="reader">Positioned on the value's first token; left on its last.</param>
    /// <returns>A copy that does not depend on the reader's buffer.</returns>
    public static JsonElement ReadElement(ref Utf8JsonReader reader) => WellFormed(JsonElement.ParseValue(ref reader));

    /// <summary>
    /// Whether two values are equal as JSON: members in any order, numbers by value. Values with a number whose exponent has more
    /// than 32 bits are equal if their tokens are. Never throws.
    /// </summary>
    /// <param name="left">The first value; <see langword="null"/> if there is none.</param>
    /// <param name="right">The value to compare with.</param>
    /// <returns>True if both are equal.</returns>
    public static bool ValueEquals(JsonElement? left, JsonElement? right)
    {
        var leftKind = left?.ValueKind ?? JsonValueKind.Undefined;
        var rightKind = right?.ValueKind ?? JsonValueKind.Undefined;
        return leftKind == rightKind && (leftKind == JsonValueKind.Undefined || JsonEquality.AreEqual(left!.Value, right!.Value));
    }

    /// <summary>Creates the exception for a missing required member.</summary>
    /// <param name="reader">Positioned on the end of the object that lacks the member.</param>
    /// <param name="member">The member's wire name.</param>
    /// <param name="expected">The expected value, with its article: "a string".</param>
    /// <returns>The exception to throw.</returns>
    public static JsonException Missing(ref Utf8JsonReader reader, string member, string expected) =>
        new MemberMismatchException(reader.TokenStartIndex, member, expected, found: null);

    /// <summary>The same value with U+FFFD for what is not valid Unicode.</summary>
    internal static JsonElement WellFormed(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Undefined)
        {
            return element;
        }

        var text = JsonMarshal.GetRawUtf8Value(element);
        var wellFormed = WellFormedText.Of(text);
        return wellFormed == text ? element : JsonElement.Parse(wellFormed, ElementOptions);
    }

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
            return StringOf(WellFormedText.Of(EscapedText(ref reader))).GetString()!;
        }
    }

    /// <summary>The name of a member as a string to be read.</summary>
    /// <param name="reader">Positioned on the name.</param>
    internal static Utf8JsonReader NameAsString(ref Utf8JsonReader reader) => StringOf(EscapedText(ref reader));

    /// <summary>The text of a token as it stands, with its escapes.</summary>
    internal static ReadOnlySpan<byte> EscapedText(ref Utf8JsonReader reader) =>
        reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan;

    private static Utf8JsonReader StringOf(ReadOnlySpan<byte> escaped)
    {
        byte[] quoted = [(byte)'"', .. escaped, (byte)'"'];
        var text = new Utf8JsonReader(quoted);
        text.Read();
        return text;
    }

    /// <summary>Creates the exception for a value of the wrong type.</summary>
    internal static JsonException Mismatch(ref Utf8JsonReader reader, string expected) =>
        new MemberMismatchException(reader.TokenStartIndex, member: null, expected, JsonTokens.Describe(ref reader));
}
