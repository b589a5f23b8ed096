using QmpGen.Generator.Document.Syntax;
using QmpGen.Generator.Tests.Support;

namespace QmpGen.Generator.Tests.Document.Syntax;

/// <summary>Rows Y1 to Y8, Y11 to Y14 and O1 to O5: where a bullet tells its type, and whether it may be absent.</summary>
public sealed class TypePhraseTests
{
    [Theory]
    [InlineData("json-string", nameof(TypeKeyword.String))]
    [InlineData("json-int", nameof(TypeKeyword.Int))]
    [InlineData("json-number", nameof(TypeKeyword.Number))]
    [InlineData("json-bool", nameof(TypeKeyword.Bool))]
    [InlineData("json-object", nameof(TypeKeyword.Object))]
    [InlineData("json-array", nameof(TypeKeyword.Array))]
    [InlineData("json-null", nameof(TypeKeyword.Null))]
    [InlineData("JSON-String", nameof(TypeKeyword.String))]
    public void Every_kind_has_its_word(string word, string keyword) => Assert.Equal(keyword, Keyword($"name ({word})"));

    [Theory]
    [InlineData("true if it is open or false if\n  it is shut\n               (json-bool)", nameof(TypeKeyword.Bool))]
    [InlineData("the state\n(json-bool)", nameof(TypeKeyword.Bool))]
    [InlineData("id of the link.  All links with the same id\n    belong together (json-int)", nameof(TypeKeyword.Int))]
    public void Y1_and_Y2_the_type_may_stand_on_a_later_line(string text, string keyword) => Assert.Equal(keyword, Keyword(text));

    [Theory]
    [InlineData("what was done, it's one of the following (json-string):", nameof(TypeKeyword.String))]
    [InlineData("do not rely on information from\n this member (json-object):", nameof(TypeKeyword.Object))]
    public void Y3_and_Y4_a_colon_may_follow_the_type(string text, string keyword) => Assert.Equal(keyword, Keyword(text));

    [Fact]
    public void Y5_a_full_stop_may_follow_the_type() =>
        Assert.Equal("String", Keyword("what was done (json-string, currently always \"halt\")."));

    [Fact]
    public void Y6_the_type_may_come_last_in_its_parentheses() =>
        Assert.Equal("String", Keyword("Kind of work (\"pull\" for pulling, json-string)"));

    [Fact]
    public void Y7_the_parentheses_may_span_lines() =>
        Assert.Equal("String", Keyword("Kind of work (json-string; \"pull\" for pulling\n           \"push\" for pushing)"));

    [Theory]
    [InlineData("what is wrong (e.g., how it broke) (json-string)")]
    [InlineData("the text of strerror() for it (json-string)")]
    [InlineData("name; it can be empty (\"\") if there is none. (json-string)")]
    [InlineData("name (as given by -name) (json-string)")]
    [InlineData("name (json-string) (Since 2.2; before, it was an int)")]
    public void Y8_parentheses_without_a_kind_are_decoys(string text) => Assert.Equal("String", Keyword(text));

    [Theory]
    [InlineData("ThingResult type described in qapi-schema.json")]
    [InlineData("ThingInfo type as described in qapi-schema.json")]
    [InlineData("state of it\n See ThingState in ~/qapi-schema.json for possible values")]
    [InlineData("Number of the first one of the failed ones.")]
    public void Y9_and_Y11_to_Y13_no_kind_is_no_type(string text) => Assert.Null(Reading.Bullet($"- \"x\": {text}").Type);

    [Fact]
    public void The_word_may_stand_without_parentheses() => Assert.Equal("Int", Keyword("json-int, how many"));

    [Fact]
    public void In_parentheses_counts_more_than_in_prose() => Assert.Equal("Int", Keyword("a (json-int), not the json-string of old"));

    [Theory]
    [InlineData("(json-string, optional)")]
    [InlineData("(json-string,optional)")]
    [InlineData("(json-string; optional)")]
    [InlineData("(json-string, Optional)")]
    [InlineData("(optional, json-string)")]
    [InlineData("(optional json-string)")]
    [InlineData("(json-string, \"a\" or \"b\", optional)")]
    [InlineData("(json-string, optional, \"a\" or \"b\")")]
    [InlineData("(json-string, optional since 2.1)")]
    [InlineData("(json-string) (optional)")]
    [InlineData("(optional) (json-string)")]
    [InlineData("(json-string), optional")]
    [InlineData("(json-string) optional")]
    [InlineData("[json-string, optional]")]
    [InlineData("json-string, optional")]
    [InlineData("(json-string,\n  optional)")]
    public void Optional_is_a_word_beside_the_type(string phrase)
    {
        var type = Reading.Bullet($"- \"x\": the name {phrase}").Type!;

        Assert.Equal(TypeKeyword.String, type.Keyword);
        Assert.True(type.IsOptional);
    }

    [Theory]
    [InlineData("- \"x\": Optional. The name (json-string)")]
    [InlineData("- \"x\": optional name (json-string)")]
    [InlineData("- (optional) \"x\": the name (json-string)")]
    [InlineData("- \"x\" (optional): the name (json-string)")]
    [InlineData("- \"x\" (json-string, optional): the name")]
    public void Optional_may_stand_before_what_it_is_about(string bullet)
    {
        var member = Reading.Bullet(bullet);

        Assert.Equal("x", member.Name.Text);
        Assert.Equal(TypeKeyword.String, member.Type!.Keyword);
        Assert.True(member.Type.IsOptional);
    }

    [Fact]
    public void A_member_without_a_type_may_be_optional_too() =>
        Assert.True(Reading.Bullet("- \"x\": the name (optional)").Type!.IsOptional);

    [Theory]
    [InlineData("Only present on failure. (json-string)")]
    [InlineData("If this comes of an access, this is the access (json-int)")]
    [InlineData("If set, it is broken (json-bool)")]
    [InlineData("This is always present, but it can be empty (\"\") (json-string)")]
    [InlineData("the name of the optional device (json-string)")]
    [InlineData("the name (json-string, not optional)")]
    [InlineData("the name (json-string, see the options)")]
    [InlineData("the name (json-string, \"optional\" or \"needed\")")]
    public void O1_to_O5_nothing_but_the_word_makes_a_member_optional(string text) =>
        Assert.False(Reading.Bullet($"- \"x\": {text}").Type!.IsOptional);

    [Theory]
    [InlineData("turns per minute (integer)", "integer", "json-int", "Int", false)]
    [InlineData("turns per minute (int, optional)", "int", "json-int", "Int", true)]
    [InlineData("turns per minute (optional, Number)", "Number", "json-number", "Number", true)]
    [InlineData("its name (jsonstring)", "jsonstring", "json-string", "String", false)]
    [InlineData("its name (json_string), optional", "json_string", "json-string", "String", true)]
    [InlineData("what is done (string, \"a\" or \"b\")", "string", "json-string", "String", false)]
    [InlineData("whether it turns (as a rule) (boolean)", "boolean", "json-bool", "Bool", false)]
    [InlineData("where it is [object]", "object", "json-object", "Object", false)]
    public void A_usual_word_for_a_type_is_read_as_it_and_the_type_is_named(
        string text, string word, string meant, string keyword, bool isOptional)
    {
        var section = Reading.Section($"Data:\n\n- \"x\": {text}");

        var type = Assert.Single(Assert.Single(Reading.Document(section, out var said).Sections).Members).Type!;

        var warning = Assert.Single(said);
        Assert.Equal($"'{word}' is not a JSON type; did you mean {meant}?", warning.Message());
        Assert.Equal(word, warning.Pointed(section));
        Assert.Equal((keyword, isOptional), ($"{type.Keyword}", type.IsOptional));
    }

    [Theory]
    [InlineData("the disks (list of names)")]
    [InlineData("the size (number of bytes)")]
    [InlineData("the name (a string)")]
    [InlineData("an integer")]
    public void A_usual_word_in_prose_is_no_type(string text) => Assert.Null(Reading.Bullet($"- \"x\": {text}").Type);

    private static string Keyword(string text) => $"{Reading.Bullet($"- \"x\": {text}").Type?.Keyword}";
}
