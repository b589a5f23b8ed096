using QmpGen.Generator.Document.Syntax;
using QmpGen.Generator.Tests.Support;

namespace QmpGen.Generator.Tests.Document.Syntax;

/// <summary>Rows X1 to X6, X10, X11 and X14: where examples begin and end, and what is read of broken ones.</summary>
public sealed class ExampleTests
{
    private const string Good = "{ \"event\": \"THING\",\n  \"data\": { \"size\": 4 } }";

    [Theory]
    [InlineData("Data:\n\n- \"size\": size (json-int)\n\n" + Good)]
    [InlineData("Data:\n- \"size\": size (json-int)\n" + Good)]
    [InlineData("Data:\n\n- \"size\": size (json-int)\n\nExample:\n" + Good)]
    [InlineData("Data:\n\n- \"size\": size (json-int)\n\nExample:\n\n\n   " + Good)]
    [InlineData("Data:\n\n- \"size\": size (json-int)\n\nExample:\n\n```\n" + Good + "\n```")]
    public void X1_and_X2_an_example_starts_at_its_brace(string body)
    {
        var section = Reading.Only(body);

        Assert.Equal("4", Assert.Single(section.Examples).Root.Find("data")!.Find("size")!.Text);
        Assert.Empty(section.Notes);
        Assert.Empty(section.Prose);
    }

    [Fact]
    public void A_recorded_conversation_shows_its_event_behind_an_arrow()
    {
        var section = Reading.Only($"Example:\n\n-> {{ \"execute\": \"stop\" }}\n<- {Good}");

        Assert.Equal("4", Assert.Single(section.Examples).Root.Find("data")!.Find("size")!.Text);
    }

    [Fact]
    public void X3_captions_part_examples_and_are_neither_prose_nor_notes()
    {
        var section = Reading.Only($"Example:\n\nIn the morning:\n{Good}\n\nIn the evening:\n{Good}\n\nNote: It is late.");

        Assert.Equal(2, section.Examples.Length);
        Assert.Empty(section.Prose);
        Assert.Equal(["It is late."], section.Notes.Select(n => n.Text));
    }

    [Theory]
    [InlineData("{ \"event\": \"THING\",\n  \"data\": { \"size\": 4 }\n  \"timestamp\": { \"seconds\": 1 } }", "}", "',' after the value")]
    [InlineData(
        "{ \"event\": \"THING\"\n  \"data\": { \"size\": 4 },\n  \"timestamp\": { \"seconds\": 1 } }", "\"THING\"", "',' after the value")]
    public void X4_and_X5_what_stands_after_a_missing_comma_is_read(string json, string before, string expected)
    {
        var text = Reading.Section($"Example:\n\n{json}");
        var example = Assert.Single(Assert.Single(Reading.Document(text).Sections).Examples);

        Assert.Equal($"expected {expected}", example.Problem!.Message);
        Assert.Equal(text.IndexOf($"{before}\n", StringComparison.Ordinal) + before.Length, example.Problem.Span.Start);
        Assert.Equal("4", example.Root.Find("data")!.Find("size")!.Text);
        Assert.Equal("1", example.Root.Find("timestamp")!.Find("seconds")!.Text);
    }

    [Theory]
    [InlineData("\n}")]
    [InlineData("\n}\n}\n]")]
    [InlineData(" }")]
    public void X6_braces_too_many_leak_into_nothing(string stray)
    {
        var section = Reading.Only($"Example:\n\n{Good}{stray}\n\nNote: It is late.");

        Assert.Equal("expected the example to end before this", Assert.Single(section.Examples).Problem!.Message);
        Assert.Empty(section.Prose);
        Assert.Equal(["It is late."], section.Notes.Select(n => n.Text));
    }

    [Fact]
    public void X10_the_order_of_members_is_free() =>
        Assert.Equal("THING", Example("{ \"timestamp\": { \"seconds\": 1 },\n \"event\": \"THING\" }").Root.Find("event")!.Text);

    [Theory]
    [InlineData("{ \"event\": \"THING\", \"data\": { \"path\": \"/a/b[22]\" }\n}")]
    [InlineData("{ \"event\": \"THING\", \"data\": {\n\t\"path\": \"#x{{[[\"\n}}")]
    [InlineData("{ \"event\": \"THING\", \"data\": { \"path\": \"a \\\"}\\\" b\" } }")]
    public void X11_braces_count_outside_of_strings_only(string json)
    {
        var section = Reading.Only($"Example:\n\n{json}\n\nNote: It is late.");

        Assert.Null(Assert.Single(section.Examples).Problem);
        Assert.Single(section.Notes);
    }

    [Fact]
    public void X14_white_space_between_members_means_nothing() =>
        Assert.Equal("true", Example("{ \"a\":  \"x\",  \"b\" :true\n\n  }").Root.Find("b")!.Text);

    [Fact]
    public void The_last_of_two_members_with_one_name_counts() => Assert.Equal("2", Example("{ \"a\": 1, \"a\": 2 }").Root.Find("a")!.Text);

    [Theory]
    [InlineData("\"a\\u0041\\n\\\"\\/\"", "aA\n\"/")]
    [InlineData("-1.5e3", "-1.5e3")]
    [InlineData("null", "null")]
    public void Values_are_read_as_JSON_writes_them(string json, string text) =>
        Assert.Equal(text, Example($"{{ \"a\": {json} }}").Root.Find("a")!.Text);

    [Theory]
    [InlineData("{ \"a\": 01 }", "expected a JSON value")]
    [InlineData("{ \"a\": tru }", "expected a JSON value")]
    [InlineData("{ \"a\": }", "expected a JSON value")]
    [InlineData("{ \"a\": 1.e5 }", "expected a JSON value")]
    [InlineData("{ \"a\" 1 }", "expected ':' after \"a\"")]
    [InlineData("{ 'a': 1 }", "expected a member's name in double quotes")]
    [InlineData("{ \"a\": 1, }", "remove the ',' before '}'")]
    [InlineData("{ \"a\": [1 2] }", "expected ',' after the value")]
    [InlineData("{ \"a\": \"x }", "expected '\"' at the end of the string")]
    [InlineData("{ \"a\": \"\\x\" }", "expected a valid JSON escape sequence")]
    [InlineData("{ \"a\": 1", "expected a member or '}'")]
    [InlineData("{ \"a\": [1", "expected a value or ']'")]
    public void What_is_no_JSON_is_told(string json, string expected) => Assert.Equal(expected, Example(json).Problem?.Message);

    [Fact]
    public void An_example_that_never_ends_does_not_swallow_the_notes()
    {
        var section = Reading.Only("Example:\n\n{ \"event\": \"THING\", \"data\": {\n\nNote: It is late.");

        Assert.NotNull(Assert.Single(section.Examples).Problem);
        Assert.Equal(["It is late."], section.Notes.Select(n => n.Text));
    }

    private static ExampleSyntax Example(string json) => Assert.Single(Reading.Only($"Example:\n\n{json}").Examples);
}
