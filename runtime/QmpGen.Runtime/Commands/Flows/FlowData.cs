using System.Text.Json;
using QmpGen.Serialization;

namespace QmpGen.Flows;

/// <summary>Reads members by their names, since a flow works with any spec; whatever is missing or of another type is null.</summary>
internal static class FlowData
{
    // The text has been received, so that it is nested no deeper than this.
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = EventMessage.MaxDepth };

    /// <summary>The data of an event, with what the spec does not know; of the kind Undefined if there is none.</summary>
    public static JsonElement Of(QmpEvent qmpEvent)
    {
        if (qmpEvent is UnknownEvent { Data: { } data })
        {
            return data;
        }

        try
        {
            return JsonElement.Parse(WellFormedText.Of(qmpEvent.RawJson.Span), Options).Member("data"u8) ?? default;
        }
        catch (JsonException)
        {
            // An UnreadableEvent: something has happened, and the flow asks for what.
            return default;
        }
    }

    public static JsonElement? Member(this JsonElement value, ReadOnlySpan<byte> name) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name, out var member) ? member : null;

    public static string? Text(this JsonElement value, ReadOnlySpan<byte> name) =>
        value.Member(name) is { ValueKind: JsonValueKind.String } member ? member.GetString() : null;

    public static long? Number(this JsonElement value, ReadOnlySpan<byte> name) =>
        value.Member(name) is { ValueKind: JsonValueKind.Number } member && member.TryGetInt64(out var number) ? number : null;

    public static bool? Flag(this JsonElement value, ReadOnlySpan<byte> name) =>
        value.Member(name) is { ValueKind: JsonValueKind.True or JsonValueKind.False } member ? member.GetBoolean() : null;

    public static IEnumerable<JsonElement> Items(this JsonElement value) =>
        value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : [];
}
