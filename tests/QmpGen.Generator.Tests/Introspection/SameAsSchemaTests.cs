using System.Text.Json;
using System.Text.Json.Nodes;
using QmpGen.Generator.Tests.Qapi;
using QmpGen.Generator.Tests.Support;
using QmpGen.Tests.Shared;

namespace QmpGen.Generator.Tests.Introspection;

/// <summary>Types made of what a QEMU says of itself behave as those made of the schema that the QEMU was built from.</summary>
public sealed class SameAsSchemaTests
{
    private static readonly Lazy<SpecRun> Exported = new(
        () => SpecRun.Of([new SpecText("qemu-7.2.json", PublishedIntrospectionTests.TextOf("7.2"))]));

    [Theory]
    [InlineData("5.2")]
    [InlineData("7.2")]
    [InlineData("10.0")]
    public void Nothing_differs_but_what_the_QEMU_is_built_without(string version)
    {
        var path = Fixtures.Schema(version);
        Assert.SkipWhen(path is null, $"The schema of QEMU {version} is not here.");
        var schema = SchemaOf([.. Directory.GetFiles(path, "*.json").Select(f => (f, File.ReadAllText(f)))]);
        var text = PublishedIntrospectionTests.TextOf(version);
        var exported = SchemaOf([("qemu.json", text)]);
        var running = QmpSchema.FromReply(JsonDocument.Parse(text).RootElement.GetProperty("schema"));

        Assert.Empty(running.CompareTo(exported));
        Assert.Empty(exported.CompareTo(running));
        Assert.DoesNotContain(schema.CompareTo(running), d => d.Impact != QmpSchemaImpact.NotBuiltIn);
        Assert.NotEmpty(exported.EventNames);
        Assert.Subset(schema.EventNames.ToHashSet(), exported.EventNames.ToHashSet());
    }

    [Fact]
    public void The_same_messages_are_read_and_written()
    {
        var (schema, exported) = (QapiSpecRun.Qemu72.Compiled().Reader(), Exported.Value.Compiled().Reader());
        var messages = File.ReadLines(Fixtures.CapturedEvents).SelectMany(Variants).Distinct().ToList();

        Assert.True(messages.Count > 300, $"{messages.Count} messages");
        Assert.All(messages, m => Assert.Equal(Outcome(schema, m), Outcome(exported, m)));
        Assert.Contains(messages, m => Outcome(exported, m) == "refused");
    }

    private static QmpSchema SchemaOf(IReadOnlyList<(string Path, string Text)> files) =>
        QmpSchema.Parse([.. SpecReader.Read(files, TestContext.Current.CancellationToken).Entries]);

    private static string Outcome(QmpEventReader reader, string message)
    {
        try
        {
            var read = reader.Read(message);
            return $"{read is UnknownEvent} {JsonNode.Parse(read.ToJson())!.ToJsonString()}";
        }
        catch (JsonException)
        {
            return "refused";
        }
    }

    /// <summary>The message, and the same with each member of its data missing, null or of another kind.</summary>
    private static IEnumerable<string> Variants(string line)
    {
        yield return line;
        var names = JsonNode.Parse(line)!["data"]?.AsObject().Select(m => m.Key).ToList() ?? [];
        foreach (var name in names)
        {
            yield return With(data => data.Remove(name));
            yield return With(data => data[name] = null);
            yield return With(data => data[name] = data[name]!.GetValueKind() == JsonValueKind.String ? true : "text");
            yield return With(data => data[name] = new JsonArray());
        }

        string With(Action<JsonObject> change)
        {
            var message = JsonNode.Parse(line)!;
            change(message["data"]!.AsObject());
            return message.ToJsonString();
        }
    }
}
