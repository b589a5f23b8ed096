using System.Text;
using System.Text.Json;

namespace QmpGen.Testing;

/// <summary>What becomes of the bytes of a message in a recording.</summary>
internal static class RecordedText
{
    // Far deeper than anything that was ever seen on a wire.
    private const int MaxDepth = 10_000;

    /// <summary>Takes line breaks and what surrounds them out; in JSON they can only stand between tokens.</summary>
    public static byte[] OnOneLine(ReadOnlySpan<byte> text)
    {
        text = text.Trim(" \t\r\n"u8);
        if (!text.ContainsAny((byte)'\n', (byte)'\r'))
        {
            return text.ToArray();
        }

        var result = new List<byte>(text.Length);
        foreach (var line in text.ToString(Encoding.Latin1).Split('\n'))
        {
            result.AddRange(Encoding.Latin1.GetBytes(line.Trim(' ', '\t', '\r')));
        }

        return [.. result];
    }

    /// <summary>Whether a text is one JSON value.</summary>
    public static bool IsJson(ReadOnlySpan<byte> text)
    {
        var reader = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = MaxDepth });
        try
        {
            while (reader.Read())
            {
                // A string is looked at when it is asked for, and only then found to be no UTF-8.
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
                {
                    _ = reader.GetString();
                }
            }

            return true;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>The text as a string; bytes that are no UTF-8 are replaced.</summary>
    public static string AsString(ReadOnlySpan<byte> text) => Encoding.UTF8.GetString(text);

    private static string ToString(this ReadOnlySpan<byte> text, Encoding encoding) => encoding.GetString(text);
}
