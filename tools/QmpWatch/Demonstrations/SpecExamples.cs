using System.Text;
using System.Text.Json;
using QmpGen.Generator;
using QmpWatch.Specs;

namespace QmpWatch.Demonstrations;

/// <summary>The example messages of a spec.</summary>
internal static class SpecExamples
{
    /// <summary>The events among the examples of a spec; QEMU's schema shows commands too, and an arrow before each message.</summary>
    public static IReadOnlyList<string> Of(LoadedSpec spec) =>
    [
        .. spec.Sections.SelectMany(Find, WrongExamples.Correct)
            .Concat(spec.Events.Events.SelectMany(e => e.Examples).SelectMany(e => Find(e.Replace("<- {", "{", StringComparison.Ordinal))))
            .Where(IsEvent),
    ];

    /// <summary>The messages in the examples of a section.</summary>
    public static IEnumerable<string> Find(SpecSection section) => section.Examples.SelectMany(Find);

    /// <summary>The document itself.</summary>
    public static string Document()
    {
        using var stream = typeof(SpecExamples).Assembly.GetManifestResourceStream("qmp-events.txt")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>Takes every JSON object that starts a line; what is no JSON cannot be sent either.</summary>
    private static List<string> Find(string document)
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

    private static bool IsEvent(string example)
    {
        using var message = JsonDocument.Parse(example);
        return message.RootElement.TryGetProperty("event"u8, out _);
    }
}
