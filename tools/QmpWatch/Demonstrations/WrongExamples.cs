using System.Text.Json.Nodes;
using QmpGen.Generator;

namespace QmpWatch.Demonstrations;

/// <summary>
/// The examples of a text that show another event than their heading: QEMU's example of STOP shows SHUTDOWN. Whoever watches the
/// examples would take that for a fault of the program.
/// </summary>
internal static class WrongExamples
{
    /// <summary>The line that says what is wrong with the text; null if nothing is.</summary>
    public static string? Describe(string text)
    {
        var wrong = Find(text).ToList();
        return wrong.Count == 0 ? null
            : $"The document's example of {string.Join(" and ", wrong.Select(w => $"{w.Heading} shows the event {w.Shown}"))}; "
                + $"{string.Join(" and ", wrong.Select(w => w.Heading))} is played instead.";
    }

    /// <summary>Replaces the event of each such example by that of its heading, whose data nobody has shown.</summary>
    public static IReadOnlyList<string> Correct(string text, IReadOnlyList<string> examples)
    {
        var headings = Find(text).ToDictionary(w => w.Example.ToJsonString(), w => w.Heading, StringComparer.Ordinal);
        return [.. examples.Select(Parse).Select(e => Corrected(e, headings)).Select(e => e.ToJsonString())];
    }

    private static JsonObject Corrected(JsonObject example, Dictionary<string, string> headings)
    {
        if (headings.Remove(example.ToJsonString(), out var heading))
        {
            example["event"] = heading;
            example.Remove("data");
        }

        return example;
    }

    private static IEnumerable<(string Heading, string Shown, JsonObject Example)> Find(string text) =>
        from section in SpecReader.Sections(text, CancellationToken.None)
        from example in section.Examples.SelectMany(SpecExamples.Find).Select(Parse)
        let shown = (string?)example["event"]
        where shown is not null && !section.EventNames.Contains(shown)
        select (section.EventNames[0], shown, example);

    private static JsonObject Parse(string example) => (JsonObject)JsonNode.Parse(example)!;
}
