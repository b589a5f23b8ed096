using System.Globalization;
using System.Text;
using System.Text.Json;

namespace QmpGen.Tests.Schema;

/// <summary>Schemas whose types share types, or use each other in a long chain, are compared in about the time of reading them.</summary>
public sealed class LargeSchemaTests
{
    [Fact]
    public async Task Forty_levels_that_double_are_compared_at_once()
    {
        var differences = await CompareAsync(Levels(40, "str"), Levels(40, "int"));

        // The types at the bottom have 2^40 places.
        Assert.Equal(16, differences.Count);
        Assert.Equal($"X{string.Concat(Enumerable.Repeat(".a", 40))}.leaf", differences[0].Path);
        Assert.All(differences, d => Assert.Equal("an integer instead of a string", d.Description));
        Assert.Empty(await CompareAsync(Levels(40, "str"), Levels(40, "str")));
    }

    [Fact]
    public async Task Each_place_is_told_if_there_are_few()
    {
        var differences = await CompareAsync(Levels(3, "str"), Levels(3, "int"));

        Assert.Equal(
            [
                "X.a.a.a.leaf", "X.a.a.b.leaf", "X.a.b.a.leaf", "X.a.b.b.leaf",
                "X.b.a.a.leaf", "X.b.a.b.leaf", "X.b.b.a.leaf", "X.b.b.b.leaf",
            ],
            differences.Select(d => d.Path));
    }

    [Fact]
    public async Task A_chain_of_many_types_is_compared_to_its_end_and_its_path_is_cut()
    {
        const int Length = 20_000;

        var difference = Assert.Single(await CompareAsync(Chain(Length, "str"), Chain(Length, "int")));
        var shorter = Assert.Single(await CompareAsync(Chain(60, "str"), Chain(60, "int")));

        Assert.Matches(@"^X(\.n){31}…(\.n){31}\.leaf$", difference.Path);
        Assert.Equal($"X{string.Concat(Enumerable.Repeat(".n", 60))}.leaf", shorter.Path);
    }

    [Fact]
    public async Task Every_event_that_uses_a_type_is_told_of_its_difference()
    {
        var event2 = """{"name": "Y", "meta-type": "event", "arg-type": "0"},""";

        var differences = await CompareAsync(Levels(1, "str", event2), Levels(1, "int", event2));

        Assert.Equal(["X.a.leaf", "X.b.leaf", "Y.a.leaf", "Y.b.leaf"], differences.Select(d => d.Path));
    }

    [Fact]
    public async Task A_type_that_contains_itself_is_told_of_from_each_side()
    {
        // What is told of the first event must not keep the second from being told of the same types.
        const string Form = """
            [{"name": "X", "meta-type": "event", "arg-type": "p"}, {"name": "Y", "meta-type": "event", "arg-type": "q"},
             {"name": "p", "meta-type": "object", "members": [{"name": "q", "type": "q"}, {"name": "leaf", "type": "TYPE"}]},
             {"name": "q", "meta-type": "object", "members": [{"name": "p", "type": "p"}]},
             {"name": "str", "meta-type": "builtin", "json-type": "string"}, {"name": "int", "meta-type": "builtin", "json-type": "int"}]
            """;

        var differences = await CompareAsync(
            Form.Replace("TYPE", "str", StringComparison.Ordinal), Form.Replace("TYPE", "int", StringComparison.Ordinal));

        Assert.Equal(["X.leaf", "Y.p.leaf"], differences.Select(d => d.Path));
    }

    private static Task<IReadOnlyList<QmpSchemaDifference>> CompareAsync(string old, string @new) =>
        Task.Run(() => QmpSchema.FromReply(JsonElement.Parse(old)).CompareTo(QmpSchema.FromReply(JsonElement.Parse(@new)))).InTime();

    private static string Levels(int count, string leaf, string more = "") =>
        Schema(count, leaf, more, i => $$"""{"name": "a", "type": "{{i}}"}, {"name": "b", "type": "{{i}}"}""");

    private static string Chain(int count, string leaf) => Schema(count, leaf, string.Empty, i => $$"""{"name": "n", "type": "{{i}}"}""");

    private static string Schema(int count, string leaf, string more, Func<int, string> membersOfType)
    {
        var schema = new StringBuilder($$"""[{"name": "X", "meta-type": "event", "arg-type": "0"},{{more}}""");
        for (var i = 0; i < count; i++)
        {
            schema.Append(
                CultureInfo.InvariantCulture, $$"""{"name": "{{i}}", "meta-type": "object", "members": [{{membersOfType(i + 1)}}]},""");
        }

        return schema.Append(
            CultureInfo.InvariantCulture,
            $$"""
            {"name": "{{count}}", "meta-type": "object", "members": [{"name": "leaf", "type": "{{leaf}}"}]},
            {"name": "str", "meta-type": "builtin", "json-type": "string"}, {"name": "int", "meta-type": "builtin", "json-type": "int"}]
            """).ToString();
    }
}
