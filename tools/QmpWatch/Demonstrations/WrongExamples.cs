using System.Text.Json.Nodes;
using QmpGen.Generator;
using QmpWatch.Specs;

namespace QmpWatch.Demonstrations;

/// <summary>
/// The examples of a text that show another event than their heading: QEMU's example of STOP shows SHUTDOWN. Whoever watches the
/// examples would take that for a fault of the program.
/// </summary>
internal static class WrongExamples
{
    /// <summary>The line that says what is wrong with the text; null if nothing is.</summary>
    public static string? Describe(LoadedSpec spec)
    {
        var wrong = spec.Sections
            .SelectMany(s => SpecExamples.Find(s).Select(Parse), (s, e) => (Heading: s.EventNames[0], Shown: ShownOtherThan(s, e)))
            .Where(w => w.Shown is not null)
            .ToList();
        return wrong.Count == 0 ? null
            : $"The document's example of {string.Join(" and ", wrong.Select(w => $"{w.Heading} shows the event {w.Shown}"))}; "
                + $"{string.Join(" and ", wrong.Select(w => w.Heading))} is played instead.";
    }

    /// <summary>Replaces the event of such an example by that of its heading, whose data nobody has shown.</summary>
    public static string Correct(SpecSection section, string example)
    {
        var message = Parse(example);
        if (ShownOtherThan(section, message) is null)
        {
            return example;
        }

        message["event"] = section.EventNames[0];
        message.Remove("data");
        return message.ToJsonString();
    }

    private static string? ShownOtherThan(SpecSection section, JsonObject example) =>
        example["event"] is JsonValue value && value.TryGetValue(out string? shown) && !section.EventNames.Contains(shown) ? shown : null;

    private static JsonObject Parse(string example) => (JsonObject)JsonNode.Parse(example)!;
}
