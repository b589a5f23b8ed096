using System.Text.Json;
using QmpGen.Serialization;

namespace QmpGen.Protocol;

/// <summary>
/// The server's first word. Three generations are in use: an object without a version (2009), a version that is a string
/// (early 2010), and one of three numbers (since August 2010).
/// </summary>
/// <param name="Version">The version, if the greeting has one that is understood.</param>
/// <param name="Capabilities">What the server offers to enable; the list is open.</param>
internal sealed record Greeting(QmpVersion? Version, IReadOnlyList<string> Capabilities)
{
    /// <summary>Reads what the member <c>QMP</c> holds.</summary>
    /// <exception cref="QmpProtocolException">It is not an object.</exception>
    public static Greeting Read(ReadOnlySpan<byte> payload)
    {
        var reader = new Utf8JsonReader(WellFormedText.Of(payload), CommandResult.ReaderOptions);
        var greeting = JsonElement.ParseValue(ref reader);
        if (greeting.ValueKind != JsonValueKind.Object)
        {
            throw new QmpProtocolException($"The greeting's member 'QMP' must be an object; found {Excerpt.Of(payload)}.");
        }

        return new Greeting(
            greeting.TryGetProperty("version"u8, out var version) ? QmpVersion.Read(version) : null,
            greeting.TryGetProperty("capabilities"u8, out var capabilities) && capabilities.ValueKind == JsonValueKind.Array
                ? capabilities.EnumerateArray()
                    .Where(static c => c.ValueKind == JsonValueKind.String).Select(static c => c.GetString()!).ToArray()
                : []);
    }
}
