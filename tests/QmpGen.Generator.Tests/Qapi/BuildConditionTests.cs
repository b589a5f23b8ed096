using System.Text.Json;
using QmpGen.Generator.Emit;
using QmpGen.Generator.Qapi;

namespace QmpGen.Generator.Tests.Qapi;

/// <summary>What a schema has only in some builds of QEMU, against a QEMU that is built without it.</summary>
public sealed class BuildConditionTests
{
    private const string Choice = """
        { 'enum': 'Sort', 'data': [ 'a', { 'name': 'b', 'if': 'CONFIG_B' } ] }
        { 'struct': 'A', 'data': { 'x': 'int' } }
        { 'struct': 'B', 'data': { 'y': 'int' } }
        { 'union': 'Choice', 'base': { 'kind': 'Sort' }, 'discriminator': 'kind',
          'data': { 'a': 'A', 'b': { 'type': 'B', 'if': 'CONFIG_B' } } }
        { 'event': 'X', 'data': { 'm': 'Choice' } }
        """;

    private const string ChoiceOfOne = """
        { 'enum': 'Sort', 'data': [ 'a' ] }
        { 'struct': 'A', 'data': { 'x': 'int' } }
        { 'union': 'Choice', 'base': { 'kind': 'Sort' }, 'discriminator': 'kind', 'data': { 'a': 'A' } }
        { 'event': 'X', 'data': { 'm': 'Choice' } }
        """;

    [Theory]
    [InlineData("{ 'event': 'X' }\n{ 'event': 'Y', 'if': 'TARGET_S390X' }", "{ 'event': 'X' }",
        "NotBuiltIn Y: no such event: this QEMU is built without it, the spec has it only if TARGET_S390X")]
    [InlineData("{ 'event': 'X', 'data': { 'm': { 'type': 'str', 'if': 'A' } } }", "{ 'event': 'X' }",
        "NotBuiltIn X.m: no such member: this QEMU is built without it, the spec has it only if A")]
    [InlineData("{ 'event': 'X', 'data': { '*m': { 'type': 'str', 'if': 'A' } } }", "{ 'event': 'X' }",
        "NotBuiltIn X.m: no such member: this QEMU is built without it, the spec has it only if A")]
    [InlineData("{ 'event': 'X', 'data': 'S' }\n{ 'struct': 'S', 'data': { 'm': { 'type': [ 'str' ], 'if': 'A' } } }", "{ 'event': 'X' }",
        "NotBuiltIn X.m: no such member: this QEMU is built without it, the spec has it only if A")]
    [InlineData("{ 'event': 'X', 'data': { 'm': 'E' } }\n{ 'enum': 'E', 'data': [ 'a', { 'name': 'b', 'if': 'A' } ] }",
        "{ 'event': 'X', 'data': { 'm': 'E' } }\n{ 'enum': 'E', 'data': [ 'a' ] }",
        "NotBuiltIn X.m: no value 'b': this QEMU is built without it, the spec has it only if A")]
    [InlineData("{ 'event': 'X', 'data': { 'm': 'A' } }\n{ 'alternate': 'A', 'data': { 's': 'str', 'n': { 'type': 'null', 'if': 'A' } } }",
        "{ 'event': 'X', 'data': { 'm': 'A' } }\n{ 'alternate': 'A', 'data': { 's': 'str' } }",
        "NotBuiltIn X.m: never null: this QEMU is built without it, the spec has it only if A")]
    [InlineData(Choice, ChoiceOfOne,
        "NotBuiltIn X.m(b): no such branch: this QEMU is built without it, the spec has it only if CONFIG_B\n"
            + "NotBuiltIn X.m.kind: no value 'b': this QEMU is built without it, the spec has it only if CONFIG_B")]
    [InlineData("{ 'event': 'X' }\n{ 'event': 'Y' }", "{ 'event': 'X' }", "Breaking Y: no such event")]
    [InlineData("{ 'event': 'X' }\n{ 'event': 'Y', 'if': 'A' }", "{ 'event': 'X' }\n{ 'event': 'Y' }", "")]
    public void What_a_QEMU_is_built_without_does_not_break(string schema, string qemu, string expected)
    {
        var compiled = QapiSpecRun.Load(schema).Schema();

        var differences = compiled.CompareTo(ReplyOf(qemu));

        Assert.Equal(expected, string.Join('\n', differences.Select(d => $"{d.Impact} {d}").Order(StringComparer.Ordinal)));
    }

    /// <summary>A later spec that does not have it under any condition takes it away from every build.</summary>
    [Fact]
    public void What_another_spec_has_no_longer_breaks_whatever_its_condition_was()
    {
        var before = QapiSpecRun.Load("{ 'event': 'X' }\n{ 'event': 'Y', 'if': 'A' }").Schema();
        var after = QapiSpecRun.Load("{ 'event': 'X' }").Schema();

        Assert.Equal("Breaking Y: no such event", string.Join('\n', before.CompareTo(after).Select(d => $"{d.Impact} {d}")));
    }

    [Theory]
    [InlineData("'A'", "A")]
    [InlineData("'defined(CONFIG_A)'", "defined(CONFIG_A)")]
    [InlineData("[ 'defined(A)', 'defined(B)' ]", "defined(A) and defined(B)")]
    [InlineData("{ 'all': [ 'A', 'B' ] }", "A and B")]
    [InlineData("{ 'all': [ 'A' ] }", "A")]
    [InlineData("{ 'any': [ 'A', { 'all': [ 'B', { 'not': 'C' } ] } ] }", "A or (B and not C)")]
    [InlineData("{ 'not': { 'any': [ 'A', 'B' ] } }", "not (A or B)")]
    [InlineData("{ 'all': [ { 'not': 'A' }, { 'not': 'B' } ] }", "not A and not B")]
    public void A_condition_is_spelt_out(string condition, string expected)
    {
        var schema = $"{{ 'event': 'X' }}\n{{ 'event': 'Y', 'if': {condition} }}";

        var difference = Assert.Single(QapiSpecRun.Load(schema).Schema().CompareTo(ReplyOf("{ 'event': 'X' }")));

        Assert.EndsWith($" only if {expected}", difference.Description, StringComparison.Ordinal);
    }

    /// <summary>What a QEMU of that schema says of itself.</summary>
    private static QmpSchema ReplyOf(string schema)
    {
        var model = QapiSpec.Read([("qemu.json", schema)], new QapiRequest("Spec"), TestContext.Current.CancellationToken).Schema;
        return QmpSchema.FromReply(JsonElement.Parse($"[{string.Join(',', SchemaEmitter.Entries(model))}]"));
    }
}
