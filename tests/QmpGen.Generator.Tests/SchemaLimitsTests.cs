using QmpGen.Generator.Tests.Support;

namespace QmpGen.Generator.Tests;

/// <summary>The largest types that are supported compile; larger ones are refused, in texts and in schemas.</summary>
public sealed class SchemaLimitsTests
{
    [Fact]
    public void The_largest_types_compile()
    {
        var run = SpecRun.Of(
            [new SpecText("door.json", Schema(SchemaLimits.MostMembers, SchemaLimits.MostValues)) { Commands = "*" }]);

        Assert.Empty(run.Diagnostics);
        var read = run.Compiled().Reader().Read(
            """{"event": "DOOR", "data": {"m1": 1, "way": "v1"}, "timestamp": {"seconds": 1, "microseconds": 2}}""");
        Assert.Equal("DoorEvent", read.GetType().Name);
    }

    [Theory]
    [InlineData(SchemaLimits.MostMembers + 1, 1, "1001 members, but at most 1000")]
    [InlineData(1, SchemaLimits.MostValues + 1, "4001 values, but at most 4000")]
    public void A_larger_type_is_refused(int members, int values, string message)
    {
        var result = Reading.Compile(new SpecFile("door.json", Schema(members, values), "Spec") { Commands = "*" });

        var diagnostic = Assert.Single(result.Diagnostics);
        Assert.Equal("QMP0017", diagnostic.Descriptor.Id);
        Assert.Contains(message, diagnostic.Message(), StringComparison.Ordinal);
        Assert.Null(result.Schema);
    }

    [Fact]
    public void A_larger_list_of_values_in_a_text_is_refused()
    {
        var values = string.Join(", ", Enumerable.Range(0, SchemaLimits.MostValues + 1).Select(i => $"\"v{i}\""));

        Assert.Contains(
            Reading.Compile($"DOOR\n----\n\nIt moved.\n\nData:\n\n- \"way\": how (json-string): {values}\n").Diagnostics,
            d => d.Descriptor.Id == "QMP0017");
    }

    // One member is the value list; the event and the command each have as many as are allowed.
    private static string Schema(int members, int values)
    {
        var list = string.Join(", ", Enumerable.Range(1, values).Select(i => $"'v{i}'"));
        var data = string.Join(", ", Enumerable.Range(1, members - 1).Select(i => $"'*m{i}': 'int'").Append("'way': 'Way'"));
        return $"{{ 'enum': 'Way', 'data': [ {list} ] }}\n{{ 'event': 'DOOR', 'data': {{ {data} }} }}\n"
            + $"{{ 'command': 'move', 'data': {{ {data} }} }}\n";
    }
}
