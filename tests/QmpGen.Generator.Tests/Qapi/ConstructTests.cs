using System.Text.Json;

namespace QmpGen.Generator.Tests.Qapi;

/// <summary>One construct of the language each: what is emitted reads and writes its wire form.</summary>
public sealed class ConstructTests
{
    [Theory]
    [InlineData("int8", "-128", "an 8-bit integer", "128")]
    [InlineData("int16", "-32768", "a 16-bit integer", "32768")]
    [InlineData("int32", "-2147483648", "a 32-bit integer", "2147483648")]
    [InlineData("int64", "-9223372036854775808", "a 64-bit integer", "9223372036854775808")]
    [InlineData("int", "9223372036854775807", "a 64-bit integer", "1.5")]
    [InlineData("uint8", "255", "an 8-bit integer", "-1")]
    [InlineData("uint16", "65535", "a 16-bit integer", "65536")]
    [InlineData("uint32", "4294967295", "a 32-bit integer", "-1")]
    [InlineData("uint64", "18446744073709551615", "a 64-bit integer", "18446744073709551616")]
    [InlineData("size", "18446744073709551615", "a 64-bit integer", "\"1\"")]
    [InlineData("number", "0.5", "a number", "\"0.5\"")]
    [InlineData("str", "\"text\"", "a string", "1")]
    [InlineData("bool", "true", "true or false", "1")]
    [InlineData("['str']", "[\"a\",\"b\"]", "an array", "\"a\"")]
    [InlineData("['uint8']", "[0,255]", "an array", "[256]")]
    public void A_builtin_type_holds_its_values_and_no_others(string type, string value, string expected, string other)
    {
        var reader = Reader($"{{ 'event': 'X', 'data': {{ 'v': {(type.StartsWith('[') ? type : $"'{type}'")} }} }}");

        RoundTrips(reader, $$"""{"v":{{value}}}""");
        Assert.Throws<JsonException>(() => reader.Read(Message($$"""{"v":{{other}}}""")));
        Assert.Contains(expected, Assert.Throws<JsonException>(() => reader.Read(Message("{}"))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("any", "{\"a\":[null,1.50]}")]
    [InlineData("null", "null")]
    public void What_may_be_anything_is_kept_as_it_came(string type, string value) =>
        RoundTrips(Reader($"{{ 'event': 'X', 'data': {{ 'v': '{type}' }} }}"), $$"""{"v":{{value}}}""");

    [Fact]
    public void A_uint64_that_an_old_QEMU_sent_negative_is_read_modulo_two_to_the_64()
    {
        var reader = Reader("{ 'event': 'X', 'data': { 'v': 'uint64' } }");

        QapiSpecRun.JsonEqual(Message("""{"v":18446744073709551615}"""), reader.Read(Message("""{"v":-1}""")).ToJson());
    }

    [Theory]
    [InlineData(
        "{ 'struct': 'Top', 'data': { 'b': 'int' } } { 'struct': 'Sub', 'base': 'Top', 'data': { 's': 'str' } } { 'event': 'X', "
            + "'data': 'Sub' }",
        """{"b":1,"s":"t"}""")]
    [InlineData(
        "{ 'type': 'Top', 'data': { 'b': 'int' } } { 'type': 'Sub', 'base': 'Top', 'data': { 's': 'str' } } { 'event': 'X', "
            + "'data': { 'm': 'Sub' } }",
        """{"m":{"b":1,"s":"t"}}""")]
    [InlineData(
        "{ 'type': 'Sub', 'data': { 'in': { 'a': 'int', '*in': { 'b': 'str' } } } } { 'event': 'X', 'data': 'Sub' }",
        """{"in":{"a":1,"in":{"b":"t"}}}""")]
    [InlineData(
        "{ 'struct': 'Node', 'data': { '*next': 'Node', 'all': [ 'Node' ] } } { 'event': 'X', 'data': { 'r': 'Node' } }",
        """{"r":{"next":{"all":[]},"all":[{"all":[]}]}}""")]
    [InlineData(
        "{ 'event': 'X', 'data': { 'writer': 'str', '*item': [ 'str' ], '*start': 'int', 'reader': 'int', '*other': 'int' } }",
        """{"writer":"w","item":["i"],"start":1,"reader":2,"other":3}""")]
    public void Bases_inner_structs_and_recursion_become_records(string schema, string data) => RoundTrips(Reader(schema), data);

    [Theory]
    [InlineData("""{"common":1,"kind":"a","x":"t"}""")]
    [InlineData("""{"common":1,"kind":"b","y":[true]}""")]
    [InlineData("""{"common":1,"kind":"plain"}""")]
    [InlineData("""{"common":1,"kind":"from-the-future","z":{"deep":null}}""")]
    public void A_union_has_its_base_and_one_branch_or_what_it_does_not_know(string data)
    {
        const string Types = """
            { 'enum': 'What', 'data': [ 'a', 'b', 'plain' ] }
            { 'struct': 'A', 'data': { 'x': 'str' } }
            { 'struct': 'B', 'data': { 'y': [ 'bool' ] } }
            { 'union': 'U', 'base': { 'common': 'int', 'kind': 'What' }, 'discriminator': 'kind', 'data': { 'a': 'A', 'b': 'B' } }
            """;

        RoundTrips(Reader($"{Types} {{ 'event': 'X', 'data': {{ 'v': 'U' }} }}"), $$"""{"v":{{data}}}""");
        RoundTrips(Reader($"{Types} {{ 'event': 'X', 'boxed': true, 'data': 'U' }}"), data);
    }

    [Fact]
    public void A_branch_lacks_no_required_member()
    {
        var reader = Reader("""
            { 'enum': 'What', 'data': [ 'a' ] }
            { 'struct': 'A', 'data': { 'x': 'str' } }
            { 'union': 'U', 'base': { 'kind': 'What' }, 'discriminator': 'kind', 'data': { 'a': 'A' } }
            { 'event': 'X', 'data': { 'v': 'U' } }
            """);

        var failure = Assert.Throws<JsonException>(() => reader.Read(Message("""{"v":{"kind":"a"}}""")));

        Assert.Contains("'data.v.x'", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"type":"one","data":{"x":"t"}}""")]
    [InlineData("""{"type":"many","data":[1,2]}""")]
    public void An_old_union_has_a_type_and_data(string data) =>
        RoundTrips(
            Reader(
                "{ 'type': 'A', 'data': { 'x': 'str' } } { 'union': 'U', 'data': { 'one': 'A', 'many': [ 'int' ] } } { "
                    + "'event': 'X', 'data': { 'v': 'U' } }"),
            $$"""{"v":{{data}}}""");

    [Theory]
    [InlineData("\"text\"")]
    [InlineData("7")]
    [InlineData("7.5")]
    [InlineData("false")]
    [InlineData("null")]
    [InlineData("[1]")]
    [InlineData("{\"x\":\"t\"}")]
    public void An_alternate_is_told_by_its_kind_of_JSON(string value)
    {
        const string Struct = "{ 'struct': 'O', 'data': { 'x': 'str' } } { 'union': 'Old', 'data': { 'x': 'str' } } ";

        RoundTrips(
            Reader(
                $"{Struct} {{ 'alternate': 'A', 'data': {{ 's': 'str', 'i': 'int', 'd': 'number', 'b': 'bool', 'n': 'null', "
                    + $"'l': [ 'int' ], 'o': 'O' }} }} {{ 'event': 'X', 'data': {{ 'a': 'A' }} }}"),
            $$"""{"a":{{value}}}""");
        RoundTrips(
            Reader(
                $"{Struct} {{ 'union': 'A', 'discriminator': {{}}, 'data': {{ 'o': 'O' }} }} {{ 'event': 'X', 'data': {{ 'a': 'A' }} }}"),
            $$"""{"a":{{value}}}""");
    }

    [Theory]
    [InlineData("'if': 'A'")]
    [InlineData("'if': 'defined(A) || defined(B)'")]
    [InlineData("'if': [ 'defined(A)', 'defined(B)' ]")]
    [InlineData("'if': { 'all': [ 'A', { 'any': [ 'B', { 'not': 'C' } ] } ] }")]
    [InlineData("'features': [ 'deprecated' ]")]
    [InlineData("'features': [ { 'name': 'unstable', 'if': 'A' } ]")]
    public void A_member_that_some_QEMUs_lack_is_optional(string clause)
    {
        var reader = Reader($"{{ 'event': 'X', 'data': {{ 'm': {{ 'type': 'str', {clause} }} }} }}");

        RoundTrips(reader, """{"m":"t"}""");
        Assert.Equal("X", reader.Read("""{"event":"X"}""").EventName);
    }

    [Fact]
    public void What_is_deprecated_or_unstable_warns_its_users()
    {
        var type = QapiSpecRun.Load("""
            ##
            # @X:
            # Features:
            # @deprecated: Use Y.
            ##
            { 'event': 'X', 'features': [ 'deprecated' ], 'data': { 'e': 'E' } }
            { 'enum': 'E', 'features': [ 'unstable' ], 'data': [ 'a' ] }
            """);

        Assert.Equal(
            "Use Y.",
            ((ObsoleteAttribute)Assert.Single(type.Type("Spec.XEvent").GetCustomAttributes(typeof(ObsoleteAttribute), false))).Message);
        Assert.Single(type.Type("Spec.E").GetCustomAttributes(typeof(System.Diagnostics.CodeAnalysis.ExperimentalAttribute), false));
    }

    [Fact]
    public void Only_what_events_reach_is_emitted()
    {
        var files = QapiSpecRun.Of(
            "{ 'struct': 'Unused', 'data': {} } { 'command': 'c', 'returns': 'Unused' } { 'event': 'X', 'data': { "
                + "'v': 'Used' } } { 'struct': 'Used', 'data': {} }").Files.Keys;

        Assert.Contains("Spec.Used.g.cs", files);
        Assert.DoesNotContain("Spec.Unused.g.cs", files);
    }

    [Theory]
    [InlineData("{ 'enum': 'Kind', 'data': [ 'a' ] }", "Kind", "\"a\"")]
    [InlineData("{ 'enum': 'Text', 'data': [ 'a' ] }", "Text", "\"a\"")]
    [InlineData("{ 'struct': 'ToString', 'data': { '*a': 'int' } }", "ToString", "{\"a\":1}")]
    [InlineData("{ 'struct': 'Event', 'data': { '*a': 'int' } }", "Event", "{\"a\":1}")]
    public void A_type_whose_name_is_taken_gets_another_one(string definition, string type, string value)
    {
        var run = QapiSpecRun.Of($"{definition}\n{{ 'event': 'X', 'data': {{ 'v': '{type}' }} }}");

        Assert.Equal("QMP0126", Assert.Single(run.Diagnostics).Id);
        RoundTrips(run.Compiled().Reader(), $$"""{"v":{{value}}}""");
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
