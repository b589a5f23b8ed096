using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using QmpGen.Tests.Shared;

namespace QmpGen.Tests.Schema;

/// <summary>A reply to <c>query-qmp-schema</c> that is no schema is one exception, which is documented.</summary>
public sealed class MalformedSchemaTests
{
    private const string Good = """
        [{"name": "STOP", "meta-type": "event", "arg-type": "0"},
         {"name": "BLOCK_IO_ERROR", "meta-type": "event", "arg-type": "1"},
         {"name": "quit", "meta-type": "command", "arg-type": "0", "ret-type": "0"},
         {"name": "0", "meta-type": "object", "members": []},
         {"name": "1", "meta-type": "object", "tag": "action", "members": [{"name": "device", "type": "str"},
            {"name": "action", "type": "2"}, {"name": "list", "type": "[str]", "default": null}, {"name": "a", "type": "3"}],
            "variants": [{"case": "stop", "type": "0"}, {"case": "report", "type": "1"}]},
         {"name": "2", "meta-type": "enum", "values": ["stop", "report"], "members": [{"name": "stop"}, {"name": "report"}]},
         {"name": "3", "meta-type": "alternate", "members": [{"type": "str"}, {"type": "null"}]},
         {"name": "[str]", "meta-type": "array", "element-type": "str"},
         {"name": "null", "meta-type": "builtin", "json-type": "null"},
         {"name": "str", "meta-type": "builtin", "json-type": "string"}]
        """;

    [Theory]
    [InlineData("7", "The schema must be an array of objects, as in the reply to query-qmp-schema; found 7.")]
    [InlineData("{}", "The schema must be an array of objects, as in the reply to query-qmp-schema; found {}.")]
    [InlineData("[1]", "The schema must be an array of objects, as in the reply to query-qmp-schema; found 1 at index 0.")]
    [InlineData("[{}]", "The schema's entry 0 has no member 'name': expected a string.")]
    [InlineData("""[{"name": 1}]""", "The schema's entry 0 has a member 'name' that must be a string; found 1.")]
    [InlineData("""[{"name": "A"}]""", "The schema's entry 'A' has no member 'meta-type': expected a string.")]
    [InlineData(
        """[{"name": "A", "meta-type": "flag"}]""",
        "The schema's entry 'A' has the unknown meta-type 'flag': "
            + "expected one of builtin, enum, array, alternate, object, command, event.")]
    [InlineData(
        """[{"name": "A", "meta-type": null}]""", "The schema's entry 'A' has a member 'meta-type' that must be a string; found null.")]
    [InlineData("""[{"name": "A", "meta-type": "event"}]""", "The schema's entry 'A' has no member 'arg-type': expected a string.")]
    [InlineData(
        """[{"name": "A", "meta-type": "event", "arg-type": "B"}]""",
        "The schema's entry 'A' uses the type 'B', which the schema does not define.")]
    [InlineData(
        """[{"name": "A", "meta-type": "array", "element-type": "B"}]""",
        "The schema's entry 'A' uses the type 'B', which the schema does not define.")]
    [InlineData("""[{"name": "A", "meta-type": "array"}]""", "The schema's entry 'A' has no member 'element-type': expected a string.")]
    [InlineData(
        """[{"name": "A", "meta-type": "array", "element-type": "A"}, {"name": "A", "meta-type": "array", "element-type": "A"}]""",
        "The schema's entry 'A' is defined twice.")]
    [InlineData(
        """[{"name": "A", "meta-type": "object", "members": [{"name": "m", "type": "A"}, {"name": "m", "type": "A"}]}]""",
        "The schema's entry 'A' has 'm' twice in 'members'.")]
    [InlineData(
        """[{"name": "A", "meta-type": "object", "members": [{"name": "m"}]}]""",
        "'members[0]' of the schema's entry 'A' has no member 'type': expected a string.")]
    [InlineData(
        """[{"name": "A", "meta-type": "object", "members": {}}]""",
        "'members' of the schema's entry 'A' must be an array of objects; found {}.")]
    [InlineData(
        """[{"name": "A", "meta-type": "object", "members": [], "variants": 1}]""",
        "'variants' of the schema's entry 'A' must be an array of objects; found 1.")]
    [InlineData(
        """[{"name": "A", "meta-type": "enum"}]""",
        "The schema's entry 'A' has no member 'members': expected an array of objects.")]
    [InlineData(
        """[{"name": "A", "meta-type": "enum", "values": ["a", 1]}]""",
        "The schema's entry 'A' has a member 'values' that must be a string; found 1.")]
    [InlineData(
        """[{"name": "A", "meta-type": "enum", "values": ["a", "a"]}]""", "The schema's entry 'A' has 'a' twice in 'values'.")]
    [InlineData(
        """[{"name": "A", "meta-type": "builtin", "json-type": "date"}]""",
        "The schema's entry 'A' has the unknown json-type 'date': "
            + "expected one of string, number, int, boolean, null, object, array, value.")]
    public async Task What_is_wrong_is_named(string schema, string expected)
    {
        var failure = await Assert.ThrowsAsync<QmpProtocolException>(() => CheckAsync(schema));

        Assert.Equal($"The reply to the command 'query-qmp-schema' is not a schema. {expected}", failure.Message);
        Assert.IsType<JsonException>(failure.InnerException);
    }

    [Theory]
    [InlineData("""[{"name": "STOP", "meta-type": "event", "arg-type": "A"}, {"name": "A", "meta-type": "array", "element-type": "A"}]""")]
    [InlineData(
        """[{"name": "STOP", "meta-type": "event", "arg-type": "A"}, {"name": "A", "meta-type": "alternate", "members": [{"type": "A"}]}]""")]
    [InlineData(
        """[{"name": "STOP", "meta-type": "event", "arg-type": "A"}, {"name": "A", "meta-type": "object", "members": [{"name": "m", "type": "A"}]}]""")]
    public async Task Types_that_contain_themselves_are_compared(string schema) => Assert.NotEmpty(await CheckAsync(schema));

    [Fact]
    public async Task Enums_may_have_members_instead_of_values()
    {
        var old = QmpSchema.FromReply(JsonElement.Parse(Good));
        var @new = QmpSchema.FromReply(
            JsonElement.Parse(Good.Replace("\"values\": [\"stop\", \"report\"], ", string.Empty, StringComparison.Ordinal)));

        Assert.Empty(old.CompareTo(@new));
        Assert.NotEmpty(await CheckAsync(Good));
    }

    [Fact]
    public void Whatever_is_done_to_a_schema_it_is_read_or_refused_and_compared()
    {
        var random = new Random(20_261_123);
        var good = QmpSchema.FromReply(JsonElement.Parse(Good));
        var refused = 0;
        for (var run = 0; run < 5_000; run++)
        {
            var schema = JsonNode.Parse(Good)!;
            for (var changes = random.Next(1, 4); changes > 0; changes--)
            {
                Damage(schema, random);
            }

            // A node cannot hold half a surrogate pair; its text can.
            var text = schema.ToJsonString().Replace("@", "\\ud800", StringComparison.Ordinal);
            try
            {
                var read = QmpSchema.FromReply(JsonElement.Parse(text));
                var differences = good.CompareTo(read).Concat(read.CompareTo(good)).ToList();
                Assert.All(differences, d => Assert.Empty(HostileText.LeftIn(d.ToString())));
            }
            catch (JsonException failure)
            {
                refused++;
                Assert.Empty(HostileText.LeftIn(failure.Message));
            }
        }

        Assert.InRange(refused, 1_000, 4_900);
    }

    private static async Task<IReadOnlyList<QmpSchemaDifference>> CheckAsync(string schema)
    {
        await using var session = await TestSession.NegotiatedAsync(script => script.Expect("query-qmp-schema").Return(schema));
        return await session.Client.CheckSchemaAsync(QmpEvents.Schema).InTime();
    }

    private static void Damage(JsonNode schema, Random random)
    {
        var nodes = new List<JsonNode>();
        Collect(schema, nodes);
        var victim = nodes[random.Next(nodes.Count)];
        switch (random.Next(4))
        {
            case 0 when victim.Parent is JsonObject parent:
                parent.Remove(victim.GetPropertyName());
                break;
            case 0 or 1 when victim.Parent is JsonArray list:
                list.Insert(random.Next(list.Count + 1), victim.DeepClone());
                break;
            case 2 when victim.Parent is JsonObject named:
                var value = victim.DeepClone();
                named.Remove(victim.GetPropertyName());
                named[HostileText.All.ElementAt(random.Next(8))] = value;
                break;
            default:
                if (victim.Parent is not null)
                {
                    victim.ReplaceWith(Anything(random));
                }

                break;
        }
    }

    private static void Collect(JsonNode? node, List<JsonNode> nodes)
    {
        if (node is null)
        {
            return;
        }

        nodes.Add(node);
        var parts = node switch
        {
            JsonObject o => o.Select(m => m.Value),
            JsonArray a => a,
            _ => [],
        };
        foreach (var part in parts.ToList())
        {
            Collect(part, nodes);
        }
    }

    private static JsonNode? Anything(Random random) => random.Next(9) switch
    {
        0 => null,
        1 => JsonValue.Create(random.Next()),
        2 => JsonValue.Create(value: true),
        3 => new JsonObject(),
        4 => new JsonArray(),
        5 => new JsonArray(1, "a", new JsonObject()),
        6 => JsonValue.Create(random.Next(4).ToString(CultureInfo.InvariantCulture)),
        7 => JsonValue.Create("@"),
        _ => JsonValue.Create(HostileText.All.ElementAt(random.Next(8))),
    };
}
