using System.Text.Json;
using QmpGen;
using QmpWatch.Watching;

namespace QmpWatch.Terminal;

/// <summary>Puts into words what no type has: the members that a newer QEMU sends and the spec does not know.</summary>
internal static class MembersBeyondSpec
{
    /// <summary>
    /// The members of an event's data that its type does not have; empty if there are none, or the event came without its text.
    /// </summary>
    public static string Of(QmpEvent e)
    {
        using var came = e.RawJson.IsEmpty || e is UnknownEvent or UnreadableEvent ? null : EventText.Parse(e);
        if (came is null || !came.RootElement.TryGetProperty("data"u8, out var data) || data.ValueKind != JsonValueKind.Object)
        {
            return string.Empty;
        }

        using var known = JsonDocument.Parse(e.ToJson());
        known.RootElement.TryGetProperty("data"u8, out var typed);
        return Words(data.EnumerateObject().Where(m => typed.ValueKind != JsonValueKind.Object || !typed.TryGetProperty(m.Name, out _)));
    }

    /// <summary>
    /// All that an event brought that the spec does not know at all: members as <c>name=value</c>, any other JSON as it is.
    /// </summary>
    public static string OfAll(UnknownEvent e)
    {
        using var came = EventText.Parse(e);
        return came is null || !came.RootElement.TryGetProperty("data"u8, out var data) ? string.Empty
            : data.ValueKind == JsonValueKind.Object ? Words(data.EnumerateObject())
            : data.GetRawText();
    }

    private static string Words(IEnumerable<JsonProperty> members) => string.Join(' ', members.Select(m => $"{m.Name}={Word(m.Value)}"));

    // Quotes only where they tell something.
    private static string Word(JsonElement value) =>
        value.ValueKind == JsonValueKind.String
            && value.GetString() is { Length: > 0 } text
            && !text.Any(c => char.IsWhiteSpace(c) || c is '"' or '=')
            ? text
            : value.GetRawText();
}
