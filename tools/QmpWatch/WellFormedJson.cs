using QmpGen.Serialization;

namespace QmpWatch;

/// <summary>
/// The client's own rule for text that is not Unicode, for JSON that is kept as it was received: reading such a string fails, and
/// one machine's odd event must not end the watching of all.
/// </summary>
internal static class WellFormedJson
{
    /// <summary>The same JSON with U+FFFD for what is not Unicode; the very same bytes if nothing has to be replaced.</summary>
    public static ReadOnlyMemory<byte> Of(ReadOnlyMemory<byte> json)
    {
        var wellFormed = WellFormedText.Of(json.Span);
        return wellFormed == json.Span ? json : wellFormed.ToArray();
    }
}
