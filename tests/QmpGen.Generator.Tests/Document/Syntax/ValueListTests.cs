using QmpGen.Generator.Tests.Support;

namespace QmpGen.Generator.Tests.Document.Syntax;

/// <summary>Rows E1 to E7: lists of values, and quotes that are none.</summary>
public sealed class ValueListTests
{
    [Theory]
    [InlineData("(json-string, \"in\" or \"out\")")]
    [InlineData("(json-string, 'in' or 'out')")]
    [InlineData("(json-string: \"in\", \"out\")")]
    [InlineData("(json-string, one of \"in\" and \"out\")")]
    [InlineData("(\"in\" or \"out\", json-string)")]
    [InlineData("(json-string): \"in\" or \"out\"")]
    [InlineData("(json-string), one of: \"in\", \"out\"")]
    [InlineData("one of \"in\" or \"out\" (json-string)")]
    [InlineData("either \"in\" or \"out\" (json-string)")]
    [InlineData("(json-string, \"in\"|\"out\", optional)")]
    [InlineData("(json-string), possible values: \"in\", \"out\"")]
    [InlineData("(json-string, \"in\" or \"out\", default \"in\")")]
    public void E1_values_in_a_line(string text) => Assert.Equal(["in", "out"], Values($"way it went {text}"));

    [Fact]
    public void E2_values_on_lines_of_their_own_have_meanings()
    {
        var member = Reading.Bullet(
            "- \"act\": it's one of\n  the following (json-string):\n    \"halt\": stopped, or (nearly) so\n    \"go\": went\n "
                + "     on and on");

        Assert.Equal(["halt", "go"], member.Values.Select(v => v.Text));
        Assert.Equal(["stopped, or (nearly) so", "went on and on"], member.Values.Select(v => v.Description));
    }

    [Fact]
    public void E3_spaces_and_tabs_before_values_make_no_difference() =>
        Assert.Equal(
            ["a", "b", "c"], Values("one of the following (json-string):\n    \"a\": x\n\t\"b\": x\n\t    \"c\": other (than A, B)"));

    [Theory]
    [InlineData("done, it's one of the following (json-string):\n            \"a\", \"b\", or \"c\"")]
    [InlineData("done, it's one of the following (json-string):\n\"a\", \"b\",\n\"c\"")]
    [InlineData("done (json-string), it's one of the following:\n            \"a\", \"b\" or \"c\"")]
    public void E4_values_on_a_line_below(string text) => Assert.Equal(["a", "b", "c"], Values(text));

    [Theory]
    [InlineData("    \"go\": went\n    halt: stopped", "halt", "go")]
    [InlineData("    \"go\": went\n      on and on\n    halt - stopped", "halt", "go")]
    [InlineData("\"go\": went\n\"run\": ran\nhalt: stopped", "halt", "run")]
    public void A_value_without_quotes_is_reported_with_the_value_that_takes_it(string list, string value, string taker)
    {
        var text = Reading.Section($"Data:\n\n- \"act\": one of the following (json-string):\n{list}");

        var complaint = Reading.Complaint(text);

        Assert.Equal(("QMP0130", value), (complaint.Descriptor.Id, complaint.Pointed(text)));
        Assert.Contains($"part of the description of \"{taker}\"", complaint.Message(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("    \"go\": went\n      note: on and on")]
    [InlineData("    \"go\": went\n    on and on: far")]
    public void What_is_said_of_a_value_may_go_on_with_a_colon(string list) =>
        Assert.Empty(Reading.Said($"Data:\n\n- \"act\": one of the following (json-string):\n{list}"));

    [Fact]
    public void E5_a_list_may_have_one_value_for_now() =>
        Assert.Equal(["halt"], Values("what was done (json-string, currently always \"halt\")."));

    [Theory]
    [InlineData("work (\"pull\" for pulling, json-string)", "pull=for pulling")]
    [InlineData("work (json-string; \"pull\" for pulling\n  \"push\" for pushing)", "pull=for pulling, push=for pushing")]
    public void E6_values_in_the_type_with_their_meaning(string text, string expected) =>
        Assert.Equal(expected, string.Join(", ", Reading.Bullet($"- \"x\": {text}").Values.Select(v => $"{v.Text}={v.Description}")));

    [Theory]
    [InlineData("kind of link.  \"1\" is the main one (json-int)")]
    [InlineData("number of the link.  Usually \"0\", seldom \"1\" (json-int)")]
    [InlineData("it can be empty (\"\") (json-string)")]
    [InlineData("same as 'query-thing' (json-string)")]
    [InlineData("the 'actual' field (json-string, as in 'query-thing')")]
    [InlineData("name (json-string, e.g. \"front\")")]
    [InlineData("name (json-string, as returned by \"query-thing\")")]
    [InlineData("name, such as \"front\" (json-string)")]
    [InlineData("name (json-string, default \"front\")")]
    [InlineData("name (json-string, defaults to \"front\")")]
    public void E7_quotes_elsewhere_are_no_values(string text) => Assert.Empty(Values(text));

    [Fact]
    public void Y10_a_list_needs_no_type() =>
        Assert.Equal(["go", "halt"], Values("what was done, it's one of the following:\n    \"go\": went\n    \"halt\": stopped"));

    [Fact]
    public void Dashes_may_stand_between_values_and_meanings() =>
        Assert.Equal(
            ["go", "halt"], Values("what was done (json-string):\n    \"go\" - went\n    \"halt\" - stopped, (optional) for good"));

    [Fact]
    public void A_list_may_be_all_that_is_said() =>
        Assert.Equal(["go", "halt"], Reading.Bullet("- \"x\": \"go\" or \"halt\" (json-string)").Values.Select(v => v.Text));

    [Fact]
    public void What_a_later_sentence_quotes_is_no_value() =>
        Assert.Equal(["go", "halt"], Values("one of the following (json-string): \"go\" or \"halt\". The word \"run\" is no longer used"));

    [Fact]
    public void A_value_that_occurs_twice_counts_once() => Assert.Equal(["a", "b"], Values("(json-string, \"a\", \"b\" or \"a\")"));

    [Fact]
    public void The_empty_text_may_be_a_value_among_others() => Assert.Equal(["", "a"], Values("(json-string, \"\" or \"a\")"));

    [Theory]
    [InlineData(
        "- \"way\": way it went, it's one of the following (json-string):\n    \"in\": x\n    \"out\": x",
        "way it went, it's one of the following")]
    [InlineData("- \"way\": way it went (json-string, \"in\" or \"out\")", "way it went")]
    [InlineData("- \"way\": way (json-string) it went", "way it went")]
    [InlineData("- \"way\": way it went (json-string): \"in\" or \"out\"", "way it went")]
    public void A_description_is_free_of_type_and_values(string bullet, string description)
    {
        var member = Assert.Single(Assert.Single(Reading.Schema(Reading.Section($"Data:\n\n{bullet}")).Events).Members);

        Assert.Equal(description, Assert.Single(member.Description.Parts).Text);
    }

    private static IEnumerable<string> Values(string text) => Reading.Bullet($"- \"x\": {text}").Values.Select(v => v.Text);
}
