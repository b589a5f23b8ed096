namespace QmpGen.Generator.Tests.Qapi;

/// <summary>What was right once is right in a schema of that time.</summary>
public sealed class SchemaAgeTests
{
    private const string Before24 = "{ 'type': 'Old', 'data': {} }\n";
    private const string Before62 = "{ 'union': 'Old', 'data': { 'n': 'int' } }\n";

    [Theory]
    [InlineData(Before24 + "{ 'command': 'c', 'data': { 'v': 'visitor' }, 'gen': 'no', 'success-response': 'no' }")]
    [InlineData(Before24 + "{ 'union': 'U', 'base': 'Old', 'data': { 'n': 'int' } }")]
    [InlineData(Before24 + "{ 'type': 'Outer', 'data': { 'inner': { 'x': 'int' } } }")]
    [InlineData(Before62 + "{ 'alternate': 'L', 'data': { 's': 'str', 'n': 'number', 'i': 'int', 'b': 'bool' } }")]
    [InlineData(Before62 + "{ 'event': 'MixedCase' }")]
    [InlineData("{ 'enum': 'E', 'data': [ 'table.grow', 'table.shrink' ] }")]
    [InlineData("{ 'pragma': { 'name-case-whitelist': [ 'E' ], 'returns-whitelist': [ 'c' ] } }")]
    public void An_old_form_is_read(string form) => QapiSpecRun.Load($"{form}\n{{ 'event': 'X' }}");

    [Fact]
    public void A_value_with_dots_gets_a_name()
    {
        var type = QapiSpecRun.Load("{ 'enum': 'E', 'data': [ 'table.grow' ] }\n{ 'event': 'X', 'data': { 'e': 'E' } }").Type("Spec.E");

        Assert.NotNull(type.GetProperty("TableGrow"));
    }
}
