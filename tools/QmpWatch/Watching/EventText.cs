using System.Text;
using System.Text.Json;
using QmpGen;

namespace QmpWatch.Watching;

/// <summary>An event as it came, with members that the spec does not have.</summary>
internal static class EventText
{
    /// <summary>Deeper than anything QEMU sends; what is deeper is treated as no JSON.</summary>
    public const int MaxDepth = 10_000;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = MaxDepth };

    /// <summary>The whole message; null if what came is no JSON.</summary>
    public static JsonDocument? Parse(QmpEvent e)
    {
        try
        {
            return JsonDocument.Parse(e.RawJson.IsEmpty ? Encoding.UTF8.GetBytes(e.ToJson()) : WellFormedJson.Of(e.RawJson), Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
