using System.Text.Json;

namespace QmpGen.Generator.Tests.Qapi;

/// <summary>Finds messages in the examples of a schema's documentation.</summary>
internal static class DocExample
{
    /// <summary>The messages of the server that are events and well-formed.</summary>
    public static IEnumerable<string> Messages(string example) =>
        example.Split(["<- ", "-> "], StringSplitOptions.RemoveEmptyEntries).Where(IsEvent);

    private static bool IsEvent(string text)
    {
        try
        {
            using var message = JsonDocument.Parse(text);
            return message.RootElement.TryGetProperty("event", out _);
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
