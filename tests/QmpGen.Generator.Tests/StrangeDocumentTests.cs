using System.Globalization;
using System.Text;
using System.Text.Json;
using QmpGen.Generator.Document;
using QmpGen.Generator.Emit;
using QmpGen.Generator.Tests.Support;

namespace QmpGen.Generator.Tests;

/// <summary>Documents that nobody would write: right types or one clear diagnostic, never an exception, never a hang.</summary>
public sealed class StrangeDocumentTests
{
    private const int FiveMillion = 5_000_000;

    [Fact]
    public void Form_feeds_and_other_white_space_part_nothing()
    {
        const string text =
            "THING\n-----\n\f\nData:\f\n\v- \"a\": x\u00A0(json-int)\n\f- \"b\": x (json-string)\n\n\f\nGONE\n----\n"
            + "Data: None.\f\n";

        Assert.Equal("THING(a: int, b: string)\nGONE()", Shapes.Of(Reading.Schema(text)));
        Assert.Empty(Reading.Compile(text).Diagnostics);
    }

    [Fact]
    public void A_mark_of_byte_order_in_the_middle_is_white_space() =>
        Assert.Equal(
            "THING()\nGONE()", Shapes.Of(Reading.Schema("\uFEFFTHING\n-----\n\nData: None.\n\n\uFEFFGONE\n----\n\nData: None.\n")));

    [Fact]
    public void Ten_thousand_events()
    {
        var text = string.Concat(Enumerable.Range(0, 10_000).Select(i =>
            $"E{i}\n----\n\nEmitted after E{i - 1}.\n\nData:\n\n- \"way\": x (json-string, \"in\" or \"out\")\n- \"end\": x "
                + $"(json-object)\n  - \"name\": x (json-string)\n\nExample:\n\n{{ \"event\": \"E{i}\", \"data\": {{ \"way\": \"in\", "
                + $"\"end\": {{ \"name\": \"x\" }} }} }}\n\nNote: an E0 event will follow.\n\n"));
        var result = Reading.Compile(text);

        Assert.Equal(10_000, result.Schema!.Events.Count);
        Assert.Single(result.Schema.Objects);
        Assert.Empty(result.Diagnostics);
        Assert.Equal(10_000 + 6, Emitter.Emit(result.Schema).Count());
    }

    public static TheoryData<string, string> LongLines => new()
    {
        { "prose", Reading.Section(Repeat("word ")) },
        { "prose of links", Reading.Section(Repeat("GONE ")) + "\nGONE\n----\n\nData: None.\n" },
        { "a description", Reading.Section($"Data:\n\n- \"a\": {Repeat("word ")} (json-int)") },
        { "a description of parentheses", Reading.Section($"Data:\n\n- \"a\": {Repeat("(")} (json-int)") },
        { "a description of pairs of parentheses", Reading.Section($"Data:\n\n- \"a\": {Repeat("(optional x) ")} (json-int)") },
        { "a description of kinds", Reading.Section($"Data:\n\n- \"a\": {Repeat("x-y ")} (json-int)") },
        { "a description of quotes", Reading.Section($"Data:\n\n- \"a\": one of: {Repeat("\"a b\" ")}") },
        { "a heading", $"{Repeat("A")}\n---\n\nData: None.\n{Reading.Section("Data: None.")}" },
        { "an underline", $"THING\n{Repeat("-")}\n\nData: None.\n" },
        { "a note", Reading.Section($"Note: {Repeat("follow GONE ")}") },
        {
            "a string in an example",
            Reading.Section($"Data:\n\n- \"a\": x (json-string)\n\n{{ \"data\": {{ \"a\": \"{Repeat("x")}\" }} }}")
        },
        {
            "an array in an example",
            Reading.Section($"Data:\n\n- \"a\": x (json-array)\n\n{{ \"data\": {{ \"a\": [{Repeat("1, ")}1] }} }}")
        },
        { "brackets in an example", Reading.Section($"Data:\n\n- \"a\": x (json-array)\n\n{{ \"data\": {{ \"a\": {Repeat("[")} }} }}") },
        { "a dash", Reading.Section($"Data:\n\n- {Repeat("\"")}\n- \"a\": x (json-int)") },
    };

    [Theory]
    [MemberData(nameof(LongLines))]
    public void A_line_of_five_million_characters(string what, string text)
    {
        var result = Reading.Compile(text);

        Assert.True(result.Schema!.Events.Any(e => e.WireName == "THING"), what);
        Assert.InRange(result.Diagnostics.Count, 0, 2);
        Assert.NotEmpty(Emitter.Emit(result.Schema).ToList());
    }

    public static TheoryData<string, string> ManyLines => new()
    {
        { "continuations", Reading.Section($"Data:\n\n- \"a\": x (json-int)\n{Lines("  word")}") },
        { "continuations of a value", Reading.Section($"Data:\n\n- \"a\": x (json-string):\n    \"a\": x\n{Lines("    word")}") },
        { "braces too many", Reading.Section($"{{ \"event\": \"THING\" }}\n{Lines("}")}") },
        { "blank lines", Reading.Section($"Data: None.\n{Lines("")}") },
        {
            "members",
            Reading.Section(
                $"Data:\n\n{Lines("- \"a#\": x (json-int)", 50_000)}\n{{ \"data\": {{ {Lines("\"a#\": 1,", 50_000)} \"z\": 1 }} }}")
        },
        { "members of one Pascal form", Reading.Section($"Data:\n\n{Lines("- \"a^\": x (json-int)", 1_500)}") },
        { "objects", Reading.Section($"Data:\n{Lines("- \"a#\": x (json-object)", 20_000)}") },
        {
            "objects with an example",
            Reading.Section(
                $"Data:\n{Lines("- \"a#\": x (json-object)\n- \"b\": x (json-int)", 10_000)}\n"
                    + $"{{ \"data\": {{ {Lines("\"a#\": { \"b\": 1 },", 10_000)} \"z\": 1 }} }}")
        },
        { "values", Reading.Section($"Data:\n\n- \"a\": one of the following (json-string):\n{Lines("    \"v#\": x", 50_000)}") },
        { "empty examples", Reading.Section(Lines("{")) },
        { "notes", Reading.Section(Lines("Note: x")) },
        { "data", Reading.Section(Lines("Data:")) },
        { "rows", $"{Lines("---")}{Reading.Section("Data: None.")}" },
    };

    [Theory]
    [MemberData(nameof(ManyLines))]
    public void A_hundred_thousand_lines_of_one_kind(string what, string text)
    {
        // The reader and the emitter cope; the compiler would not, which is why such a type is refused.
        var (schema, _) = DocumentSpec.Read("events.txt", text, "Spec", TestContext.Current.CancellationToken);
        var result = Reading.Compile(text);

        Assert.True(schema.Events.Any(e => e.WireName == "THING"), what);
        Assert.NotEmpty(Emitter.Emit(schema).ToList());
        Assert.True(result.Schema is not null || result.Diagnostics.Any(d => d.Descriptor.Id == "QMP0017"), what);
    }

    [Theory]
    [InlineData("{ \"a\": ", "1", " }")]
    [InlineData("[", "", "]")]
    public void JSON_that_is_nested_a_thousand_deep_gets_one_diagnostic(string open, string inner, string close)
    {
        var json = string.Concat(Enumerable.Repeat(open, 1000)) + inner + string.Concat(Enumerable.Repeat(close, 1000));
        var text = Reading.Section(
            $"Data:\n\n- \"a\": x (json-object)\n- \"b\": x (json-int)\n\n{{ \"event\": \"THING\", \"data\": {{ \"b\": 1, "
                + $"\"a\": {json} }} }}");
        var run = SpecRun.Of(text);

        run.Compiled();
        Assert.Equal(
            "The example of THING is not valid JSON: expected no more than 200 levels of nesting",
            Assert.Single(run.Diagnostics, d => d.Id == "QMP0120").GetMessage(CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Names_without_end_compile()
    {
        var name = new string('A', 200);
        var member = new string('b', 5000);
        var run = SpecRun.Of(
            Reading.Section(
                $"Data:\n\n- \"{member}\": x (json-int)\n- \"{member}2\": x (json-string, \"{member}\" or \"{member}2\")\n- "
                    + $"\"{member}3\": x (json-object)\n  - \"c\": x (json-int)",
                name));

        Assert.NotNull(run.Compiled().Reader().Events.Single());
        Assert.All(run.Files.Keys, k => Assert.InRange(k.Length, 1, 250));
    }

    [Fact]
    public void Wire_names_of_any_characters_are_kept()
    {
        const string name = "a\\ \uD83D\uDE00\t<&>{}\u0001\"";
        var run = SpecRun.Of(Reading.Section($"Data:\n\n- '{name}': x (json-int)\n- 'b': x (json-string, \"x\\y\" or \"<&>\")"));
        var json = $"{{\"event\":\"THING\",\"data\":{{{JsonSerializer.Serialize(name)}:1,\"b\":\"x\\\\y\"}}}}";

        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(json), JsonElement.Parse(run.Compiled().Reader().Read(json).ToJson())));
    }

    private static string Repeat(string piece)
    {
        var text = new StringBuilder(FiveMillion + piece.Length);
        while (text.Length < FiveMillion)
        {
            text.Append(piece);
        }

        return text.ToString();
    }

    /// <summary>Lines of one kind; <c>#</c> stands for the line's number and <c>^</c> for as many dashes.</summary>
    private static string Lines(string line, int count = 100_000) => string.Concat(Enumerable.Range(0, count).Select(i =>
        line.Replace("#", i.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("^", new string('-', line.Contains('^', StringComparison.Ordinal) ? i : 0), StringComparison.Ordinal)
            + "\n"));
}
