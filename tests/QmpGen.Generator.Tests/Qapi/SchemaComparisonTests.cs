namespace QmpGen.Generator.Tests.Qapi;

/// <summary>What differs between two specs, and what that means.</summary>
public sealed class SchemaComparisonTests
{
    [Theory]
    [InlineData("{ 'event': 'X' }", "{ 'event': 'X' }\n{ 'event': 'Y' }", "Additive Y: new event")]
    [InlineData("{ 'event': 'X' }\n{ 'event': 'Y' }", "{ 'event': 'X' }", "Breaking Y: no such event")]
    [InlineData("{ 'event': 'X' }", "{ 'event': 'X', 'data': { '*m': 'int8' } }", "Additive X.m: new member, an integer, optional")]
    [InlineData("{ 'event': 'X', 'data': { 'm': 'str' } }", "{ 'event': 'X' }", "Breaking X.m: no such member")]
    [InlineData("{ 'event': 'X', 'data': { '*m': 'str' } }", "{ 'event': 'X' }", "Changed X.m: no such member")]
    [InlineData(
        "{ 'event': 'X', 'data': { 'm': 'str' } }",
        "{ 'event': 'X', 'data': { '*m': 'str' } }",
        "Breaking X.m: optional instead of always there")]
    [InlineData(
        "{ 'event': 'X', 'data': { '*m': 'str' } }",
        "{ 'event': 'X', 'data': { 'm': 'str' } }",
        "Additive X.m: always there instead of optional")]
    [InlineData(
        "{ 'event': 'X', 'data': { 'm': 'str' } }",
        "{ 'event': 'X', 'data': { 'm': [ 'str' ] } }",
        "Breaking X.m: an array instead of a string")]
    [InlineData(
        "{ 'event': 'X', 'data': { 'm': [ 'str' ] } }",
        "{ 'event': 'X', 'data': { 'm': [ 'bool' ] } }",
        "Breaking X.m[]: true or false instead of a string")]
    [InlineData(
        "{ 'event': 'X', 'data': { 'm': 'E' } }\n{ 'enum': 'E', 'data': [ 'a' ] }",
        "{ 'event': 'X', 'data': { 'm': 'F' } }\n{ 'enum': 'F', 'data': [ 'a', 'b' ] }",
        "Additive X.m: new value 'b'")]
    [InlineData("{ 'event': 'X', 'data': { 'm': 'any' } }", "{ 'event': 'X', 'data': { 'm': 'str' } }", "")]
    [InlineData("{ 'event': 'X', 'data': { 'm': 'size' } }", "{ 'event': 'X', 'data': { 'm': { 'type': 'int', 'if': 'A' } } }", "")]
    [InlineData(
        "{ 'event': 'X', 'data': { 'm': 'Node' } }\n{ 'struct': 'Node', 'data': { '*r': 'Node' } }",
        "{ 'event': 'X', 'data': { 'm': 'Node' } }\n{ 'struct': 'Node', 'data': { '*r': 'Node', '*s': 'int' } }",
        "Additive X.m.s: new member, an integer, optional")]
    [InlineData(
        "{ 'event': 'X', 'data': { 'm': 'A' } }\n{ 'alternate': 'A', 'data': { 's': 'str' } }",
        "{ 'event': 'X', 'data': { 'm': 'A' } }\n{ 'alternate': 'A', 'data': { 's': 'str', 'n': 'null' } }",
        "Additive X.m: also null")]
    public void A_difference_is_said_with_its_place_and_meaning(string old, string @new, string expected)
    {
        var differences = QapiSpecRun.Load(old).Schema().CompareTo(QapiSpecRun.Load(@new).Schema());

        Assert.Equal(expected, string.Join('\n', differences.Select(d => $"{d.Impact} {d}")));
    }
}
