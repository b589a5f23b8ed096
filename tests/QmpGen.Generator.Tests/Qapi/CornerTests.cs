using System.Text.Json;

namespace QmpGen.Generator.Tests.Qapi;

/// <summary>Constructs that are valid and rare, and what random schemas have found in them.</summary>
public sealed class CornerTests
{
    [Theory]
    [InlineData("""{"k":"a","m":"z","w":5}""")]
    [InlineData("""{"k":"a","m":"n","i":"z","w":5}""")]
    [InlineData("""{"k":"a","m":"n","i":"l","x":"t"}""")]
    [InlineData("""{"k":"z","m":"n","i":"l","x":"t"}""")]
    public void A_union_inside_a_union_writes_each_member_once(string data)
    {
        var reader = Reader("""
            { 'enum': 'K', 'data': [ 'a' ] }
            { 'enum': 'M', 'data': [ 'n' ] }
            { 'enum': 'I', 'data': [ 'l' ] }
            { 'struct': 'Leaf', 'data': { 'x': 'str' } }
            { 'union': 'Innermost', 'base': { 'i': 'I' }, 'discriminator': 'i', 'data': { 'l': 'Leaf' } }
            { 'union': 'Inner', 'base': { 'm': 'M' }, 'discriminator': 'm', 'data': { 'n': 'Innermost' } }
            { 'union': 'Outer', 'base': { 'k': 'K' }, 'discriminator': 'k', 'data': { 'a': 'Inner' } }
            { 'event': 'X', 'data': { 'o': 'Outer', '*i': 'Inner' } }
            """);

        RoundTrips(reader, $$"""{"o":{{data}}}""");
        RoundTrips(reader, $$$"""{"o":{{{data}}},"i":{"m":"z","k":"free for others here"}}""");
        Assert.Equal(2, reader.Read(Message($$"""{"o":{{data}}}""")).ToJson().Split("\"k\"").Length);
    }

    [Theory]
    [InlineData("int8")]
    [InlineData("uint8")]
    [InlineData("int16")]
    [InlineData("uint16")]
    [InlineData("int32")]
    [InlineData("uint32")]
    public void A_small_integer_that_is_optional_may_stand_before_a_required_member(string type)
    {
        var reader = Reader($"{{ 'event': 'X', 'data': {{ '*a': '{type}', 'b': 'str' }} }}");

        RoundTrips(reader, """{"a":1,"b":"t"}""");
        RoundTrips(reader, """{"b":"t"}""");
        Assert.Throws<JsonException>(() => reader.Read(Message("""{"a":4294967296,"b":"t"}""")));
    }

    [Theory]
    [InlineData("{ 'enum': 'E', 'data': [ 'unlisted' ] }", "E")]
    [InlineData("{ 'enum': 'Unlisted', 'data': [ 'a' ] }", "Unlisted")]
    public void Values_outside_the_list_are_unlisted_whatever_the_list_and_its_name(string definition, string type)
    {
        var kind = QapiSpecRun.Of($"{definition}\n{{ 'event': 'X', 'data': {{ 'e': '{type}' }} }}").Compiled().Type($"Spec.{type}Kind");

        Assert.Equal("Unlisted", Enum.GetName(kind, 0));
    }

    [Theory]
    [InlineData("null", "null")]
    [InlineData("any", "null")]
    [InlineData("any", "[null]")]
    public void An_optional_member_of_which_null_is_a_value_has_it(string type, string value)
    {
        var reader = Reader($"{{ 'event': 'X', 'data': {{ '*v': '{type}' }} }}");

        RoundTrips(reader, $$"""{"v":{{value}}}""");
        Assert.NotEqual(reader.Read(Message("{}")), reader.Read(Message($$"""{"v":{{value}}}""")));
    }

    [Theory]
    [InlineData("null", "0", "null")]
    [InlineData("number", "1e400", "a number")]
    public void What_a_type_does_not_hold_is_refused(string type, string value, string expected)
    {
        var reader = Reader($"{{ 'event': 'X', 'data': {{ 'v': '{type}' }} }}");

        Assert.Contains(
            $"'data.v' of the event X must be {expected}; found",
            Assert.Throws<JsonException>(() => reader.Read(Message($$"""{"v":{{value}}}"""))).Message,
            StringComparison.Ordinal);
    }

    private static QmpEventReader Reader(string schema) =>
        QapiSpecRun.Load(schema.Replace("} {", "}\n{", StringComparison.Ordinal)).Reader();

    private static string Message(string data) => $$"""{"event":"X","data":{{data}}}""";

    private static void RoundTrips(QmpEventReader reader, string data)
    {
        var e = reader.Read(Message(data));

        QapiSpecRun.JsonEqual(Message(data), e.ToJson());
        Assert.Equal(e, reader.Read(e.ToJson()));
    }
}
