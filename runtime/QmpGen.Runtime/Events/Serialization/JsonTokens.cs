using System.Text;
using System.Text.Json;

namespace QmpGen.Serialization;

/// <summary>Describes a token, for messages.</summary>
internal static class JsonTokens
{
    private const int LongestQuote = 60;

    public static string Describe(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => $"the string \"{Text(ref reader)}\"",
        JsonTokenType.Number => $"the number {Text(ref reader)}",
        JsonTokenType.True => "true",
        JsonTokenType.False => "false",
        JsonTokenType.Null => "null",
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "an array",
        var other => other.ToString(),
    };

    /// <summary>A member's name.</summary>
    public static string Name(ref Utf8JsonReader reader) => QmpJson.ReadText(ref reader);

    private static string Text(ref Utf8JsonReader reader)
    {
        var text = Encoding.UTF8.GetString(QmpJson.EscapedText(ref reader));
        return text.Length <= LongestQuote ? text : string.Concat(text.AsSpan(0, LongestQuote), "…");
    }
}
