using System.Runtime.InteropServices;
using System.Text.Json;

namespace QmpGen.Serialization;

/// <summary>Compares JSON values. Unlike <see cref="JsonElement.DeepEquals"/>, it compares any two and never throws.</summary>
internal static class JsonEquality
{
    private static readonly JsonReaderOptions AnyDepth = new() { MaxDepth = int.MaxValue };

    /// <summary>Whether two values are equal: members in any order, numbers by value.</summary>
    public static bool AreEqual(JsonElement left, JsonElement right)
    {
        try
        {
            return JsonElement.DeepEquals(left, right);
        }
        catch (Exception exception) when (exception is ArgumentOutOfRangeException or InvalidOperationException)
        {
            // A number whose exponent has more than 32 bits, or text that is not Unicode in a value that was made and not received.
            return HaveEqualTokens(JsonMarshal.GetRawUtf8Value(left), JsonMarshal.GetRawUtf8Value(right));
        }
    }

    private static bool HaveEqualTokens(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        var a = new Utf8JsonReader(left, AnyDepth);
        var b = new Utf8JsonReader(right, AnyDepth);
        while (a.Read() && b.Read())
        {
            if (a.TokenType != b.TokenType || !HasEqualText(ref a, ref b))
            {
                return false;
            }
        }

        return a.BytesConsumed == left.Length && !b.Read();
    }

    private static bool HasEqualText(ref Utf8JsonReader a, ref Utf8JsonReader b) =>
        a.ValueSpan.SequenceEqual(b.ValueSpan)
        || (a.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && QmpJson.ReadText(ref a) == QmpJson.ReadText(ref b));
}
