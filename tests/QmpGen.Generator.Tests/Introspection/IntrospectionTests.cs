using System.Text.Json.Nodes;
using QmpGen.Generator.Introspection;
using QmpGen.Generator.Model;
using QmpGen.Generator.Tests.Support;

namespace QmpGen.Generator.Tests.Introspection;

/// <summary>A reply to <c>query-qmp-schema</c> is a spec.</summary>
public sealed class IntrospectionTests
{
    private const string Lamp = """
        [
          {"name": "LAMP_CHANGED", "meta-type": "event", "arg-type": "7"},
          {"name": "LAMP_BROKEN", "meta-type": "event", "arg-type": "8"},
          {"name": "lamp-set", "meta-type": "command", "arg-type": "9", "ret-type": "3"},
          {"name": "3", "meta-type": "object", "members": []},
          {"name": "7", "meta-type": "object", "members": [
            {"name": "colour", "type": "1"}, {"name": "power", "type": "int"}, {"name": "room", "type": "str", "default": null}]},
          {"name": "8", "meta-type": "object", "members": [{"name": "colour", "type": "2"}]},
          {"name": "9", "meta-type": "object", "members": [{"name": "power", "type": "int"}]},
          {"name": "1", "meta-type": "enum", "values": ["red", "green"], "members": [{"name": "red"}, {"name": "green"}]},
          {"name": "2", "meta-type": "enum", "values": ["red", "green"]},
          {"name": "int", "meta-type": "builtin", "json-type": "int"},
          {"name": "str", "meta-type": "builtin", "json-type": "string"}
        ]
        """;

    [Fact]
    public void Types_are_called_after_where_they_stand_and_equal_ones_are_one()
    {
        var schema = SchemaOf(Lamp);

        Assert.Equal(["LampBrokenEvent", "LampChangedEvent"], schema.Events.Select(e => e.TypeName));
        Assert.Equal("LampColour", Assert.Single(schema.ValueLists).TypeName);
    }

    [Theory]
    [InlineData("{0}")]
    [InlineData("{{\"return\": {0}, \"id\": 1}}")]
    [InlineData("\uFEFF\n {{\"schema\": {0}}}")]
    public void The_reply_may_come_as_it_is_or_in_a_file(string form) =>
        Assert.Equal(SchemaOf(Lamp), SchemaOf(string.Format(null, form, Lamp)));

    [Theory]
    [InlineData("5.2")]
    [InlineData("11.1")]
    public void Other_numbers_and_another_order_change_nothing(string version)
    {
        var text = PublishedIntrospectionTests.TextOf(version);
        var random = new Random(7);
        var reply = JsonNode.Parse(text)!["schema"]!.AsArray().Select(e => e!.ToJsonString()).ToArray();
        var names = JsonNode.Parse(text)!["schema"]!.AsArray()
            .Where(e => (string?)e!["meta-type"] is "object" or "enum" or "alternate")
            .Select(e => (string)e!["name"]!)
            .ToArray();
        random.Shuffle(names);
        var numbers = names.Select((name, index) => (name, index)).ToDictionary(n => n.name, n => $"{n.index}");
        random.Shuffle(reply);

        var renumbered = $"[{string.Join(",", reply.Select(e => Renamed(JsonNode.Parse(e)!, numbers).ToJsonString()))}]";

        Assert.NotEqual(text, renumbered);
        Assert.Equal(SchemaText.Of(text), SchemaText.Of(renumbered));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-9223372036854775808")]
    [InlineData("18446744073709551615")]
    public void Every_integer_of_64_bits_is_read_and_written(string power)
    {
        var reader = SpecRun.Of([new SpecText("lamp.json", Lamp) { Commands = "*" }]).Compiled().Reader();
        var message = "{\"event\": \"LAMP_CHANGED\", \"data\": {\"colour\": \"red\", \"power\": " + power
            + "}, \"timestamp\": {\"seconds\": 1, \"microseconds\": 2}}";

        var read = reader.Read(message);

        Assert.Equal(Int128.Parse(power, null), read.GetType().GetProperty("Power")!.GetValue(read));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(message), JsonNode.Parse(read.ToJson())));
    }

    [Theory]
    [InlineData("[{\"a\":", "line 1: expected a JSON value, but found the end of the file")]
    [InlineData("[{\"a\": 1} 2]", "line 1: expected ']', but found '2'")]
    [InlineData("{\"error\": {\"class\": \"GenericError\"}}", "expected an array of descriptions")]
    [InlineData("""[{"name": "E", "meta-type": "event", "arg-type": "7"}]""", "the type '7' is not described")]
    [InlineData("""[{"name": "E", "meta-type": "event"}]""", "the description of 'E' has no name in 'arg-type'")]
    [InlineData("""[{"name": "a\nb", "meta-type": "enum"}]""", "is not a name")]
    [InlineData("""[{"name": "a'", "meta-type": "enum"}]""", "'a'' is not a name")]
    [InlineData("""[{"name": "1", "meta-type": "enum"}, {"name": "1", "meta-type": "enum"}]""", "'1' is described twice")]
    [InlineData(
        """[{"name": "E", "meta-type": "event", "arg-type": "str"}, {"name": "str", "meta-type": "builtin"}]""",
        "the data of 'E' is not an object")]
    public void What_is_not_such_a_reply_is_refused_with_a_reason(string text, string reason)
    {
        var diagnostic = Assert.Single(Reading.Compile(new SpecFile("qemu.json", text, "Spec")).Diagnostics);

        Assert.Equal("QMP0016", diagnostic.Descriptor.Id);
        Assert.Contains(reason, diagnostic.Message(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_that_is_nested_without_end_is_refused()
    {
        var file = new SpecFile("qemu.json", $"{{\"return\": {new string('[', 100_000)}", "Spec");

        Assert.Equal("QMP0016", Assert.Single(Reading.Compile(file).Diagnostics).Descriptor.Id);
    }

    private static EventSchema SchemaOf(string text)
    {
        var result = Reading.Compile(new SpecFile("lamp.json", text, "Spec"));
        Assert.Empty(result.Diagnostics);
        return result.Schema!;
    }

    private static JsonNode Renamed(JsonNode entry, Dictionary<string, string> numbers)
    {
        foreach (var node in entry["members"]?.AsArray() ?? [])
        {
            Rename(node!, "type");
        }

        foreach (var node in entry["variants"]?.AsArray() ?? [])
        {
            Rename(node!, "type");
        }

        foreach (var key in (string[])["arg-type", "ret-type", "element-type"])
        {
            Rename(entry, key);
        }

        if ((string)entry["meta-type"]! is not ("event" or "command"))
        {
            Rename(entry, "name");
        }

        return entry;

        void Rename(JsonNode node, string key)
        {
            if ((string?)node[key] is { } name)
            {
                var item = name.Trim('[', ']');
                node[key] = numbers.TryGetValue(item, out var number) ? name.Replace(item, number, StringComparison.Ordinal) : name;
            }
        }
    }
}
