using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace QmpGen.Benchmarks.Lines;

/// <summary>The same events as somebody else might print them: what a reader that expects QEMU's layout must still read.</summary>
internal static class Layouts
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>All of them, each as a batch of the given length.</summary>
    public static IEnumerable<Batch> All(int count)
    {
        var lines = new QemuLines(QemuMembers.Document).Next(count);
        yield return new Batch("member order", [.. lines.Select(l => Spaced(Reversed(JsonNode.Parse(l)!)))]);
        yield return new Batch("no spaces", [.. lines.Select(l => JsonNode.Parse(l)!.ToJsonString())]);
        yield return new Batch("escapes", [.. lines.Select(Escaped)]);
        yield return new Batch("extra members", [.. lines.Select(WithExtraMembers)]);
        yield return new Batch("pretty", [.. lines.Select(l => JsonNode.Parse(l)!.ToJsonString(Indented))]);
    }

    private static JsonNode Reversed(JsonNode node) => node is JsonObject members
        ? new JsonObject(members.Reverse().Select(m => KeyValuePair.Create(m.Key, m.Value is { } value ? Reversed(value) : null)))
        : node.DeepClone();

    /// <summary>QEMU's own separators.</summary>
    private static string Spaced(JsonNode node) => node is JsonObject members
        ? "{" + string.Join(", ", members.Select(m => $"\"{m.Key}\": {Spaced(m.Value!)}")) + "}"
        : node.ToJsonString();

    /// <summary>Every value that is a string begins with an escape, the event's name as well.</summary>
    private static string Escaped(string line)
    {
        var text = new StringBuilder();
        for (var i = 0; i < line.Length; i++)
        {
            var startsValue = i > 2 && line[i - 1] == '"' && line[i - 2] == ' ' && line[i - 3] == ':' && line[i] != '"';
            text.Append(startsValue ? $"\\u{(int)line[i]:X4}" : line[i]);
        }

        return text.ToString();
    }

    private static string WithExtraMembers(string line) => line
        .Replace("\"data\": {", "\"data\": {\"x-serial\": {\"number\": 17}, ", StringComparison.Ordinal)
        .Replace(", \"event\"", ", \"x-origin\": \"vm7\", \"event\"", StringComparison.Ordinal);
}
