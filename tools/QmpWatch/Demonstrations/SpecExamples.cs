using System.Text;
using System.Text.Json;

namespace QmpWatch.Demonstrations;

/// <summary>The example messages in the document that the events were compiled from.</summary>
internal static class SpecExamples
{
    public static IReadOnlyList<string> Read() => WrongExamples.Correct(Document(), Find(Document()));

    /// <summary>The document itself.</summary>
    public static string Document()
    {
        using var stream = typeof(SpecExamples).Assembly.GetManifestResourceStream("qmp-events.txt")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>Takes every JSON object that starts a line; what is no JSON cannot be sent either.</summary>
    public static IReadOnlyList<string> Find(string document)
    {
        var examples = new List<string>();
        for (var start = document.IndexOf('{', StringComparison.Ordinal);
            start >= 0;
            start = document.IndexOf("\n{", start, StringComparison.Ordinal))
        {
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(document[start..].TrimStart()), isFinalBlock: false, default);
            try
            {
                if (JsonDocument.TryParseValue(ref reader, out var example))
                {
                    using (example)
                    {
                        examples.Add(JsonSerializer.Serialize(example.RootElement));
                    }
                }
            }
            catch (JsonException)
            {
                // The document's own mistake; the generator reports it.
            }

            start++;
        }

        return examples;
    }
}
