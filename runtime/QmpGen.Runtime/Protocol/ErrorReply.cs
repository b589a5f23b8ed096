using System.Text.Json;
using QmpGen.Serialization;

namespace QmpGen.Protocol;

/// <summary>What an error says; anything but two strings is tolerated, since an error must never become a hang.</summary>
/// <param name="ErrorClass">The class; the list is open.</param>
/// <param name="Description">The text for people.</param>
internal sealed record ErrorReply(string ErrorClass, string Description)
{
    /// <summary>Reads what the member <c>error</c> holds.</summary>
    public static ErrorReply Read(ReadOnlySpan<byte> payload)
    {
        try
        {
            var reader = new Utf8JsonReader(WellFormedText.Of(payload), CommandResult.ReaderOptions);
            var error = JsonElement.ParseValue(ref reader);
            return error.ValueKind == JsonValueKind.Object
                ? new ErrorReply(Text(error, "class"u8), Text(error, "desc"u8))
                : new ErrorReply(string.Empty, error.ToString());
        }
        catch (JsonException)
        {
            return new ErrorReply(string.Empty, Excerpt.Of(payload));
        }
    }

    /// <summary>The failure of one command.</summary>
    /// <param name="command">The command's name.</param>
    /// <param name="hadId">Whether the error named the command.</param>
    public QmpCommandException ToException(string command, bool hadId) => new(command, ErrorClass, Description, hadId);

    private static string Text(JsonElement error, ReadOnlySpan<byte> name) =>
        error.TryGetProperty(name, out var value) ? value.ToString() : string.Empty;
}
