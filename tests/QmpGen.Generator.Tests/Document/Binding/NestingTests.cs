using QmpGen.Generator.Tests.Support;

namespace QmpGen.Generator.Tests.Document.Binding;

/// <summary>Rows F4 to F7, and what settles nesting where indentation is lost.</summary>
public sealed class NestingTests
{
    private const string Ends =
        "- \"left\": left end (json-object)\n  - \"name\": its name (json-string)\n  - \"size\": its size "
        + "(json-int)\n- \"right\": right end (json-object)\n  - \"name\": its name (json-string)";
    private const string EndsShape = "left: {name: string, size: int}, right: {name: string}";

    [Fact]
    public void F5_a_bullet_below_an_object_is_its_member() => Assert.Equal(EndsShape, Reading.Data($"Data:\n\n{Ends}"));

    [Theory]
    [InlineData("    ")]
    [InlineData("\t")]
    [InlineData(" ")]
    [InlineData("       ")]
    public void F6_and_F7_how_far_it_is_indented_means_nothing(string indent) =>
        Assert.Equal(EndsShape, Reading.Data($"Data:\n\n{Ends.Replace("\n  -", $"\n{indent}-", StringComparison.Ordinal)}"));

    [Theory]
    [InlineData("\n ")]
    [InlineData("\n  ")]
    [InlineData("\n\t")]
    public void F4_indentation_is_relative(string indent) =>
        Assert.Equal(EndsShape, Reading.Data($"Data: {indent}{Ends.Replace("\n", indent, StringComparison.Ordinal)}"));

    [Fact]
    public void Objects_nest_as_deep_as_the_document_says() =>
        Assert.Equal(
            "a: {b: {c: {d: int}, e: int}}, f: int",
            Reading.Data(
                "Data:\n\n- \"a\": x (json-object)\n  - \"b\": x (json-object)\n    - \"c\": x (json-object)\n      - \"d\": "
                    + "x (json-int)\n    - \"e\": x (json-int)\n- \"f\": x (json-int)"));

    [Fact]
    public void Without_indentation_the_example_tells_what_nests()
    {
        const string body =
            "Data:\n- \"left\": left end (json-object)\n- \"name\": its name (json-string)\n- \"mark\": its mark "
            + "(json-string, optional)\n- \"size\": its size (json-int)\n"
            + "- \"right\": right end (json-object)\n- \"name\": its name (json-string)\n- \"total\": both together (json-int)\nExample:\n"
            + "{ \"event\": \"THING\", \"data\": { \"left\": { \"name\": \"a\", \"size\": 1 }, \"total\": 3, \"right\": { \"name\": "
            + "\"b\" } } }";

        Assert.Equal("left: {name: string, mark?: string, size: int}, right: {name: string}, total: int", Reading.Data(body));
        Assert.Equal(["QMP0111", "QMP0111"], Reading.Said(body));
    }

    [Fact]
    public void Without_indentation_the_example_tells_three_levels_too()
    {
        const string body =
            "Data:\n- \"a\": x (json-object)\n- \"b\": x (json-object)\n- \"c\": x (json-object)\n- \"d\": x "
            + "(json-int)\n- \"e\": x (json-int)\n- \"f\": x (json-int)\n"
            + "{ \"event\": \"THING\", \"data\": { \"f\": 1, \"a\": { \"b\": { \"c\": { \"d\": 1 }, \"e\": 2 } } } }";

        Assert.Equal("a: {b: {c: {d: int}, e: int}}, f: int", Reading.Data(body));
    }

    [Fact]
    public void Without_indentation_and_example_nesting_is_a_guess_that_warns()
    {
        var text = Reading.Section(
            "Data:\n- \"left\": left end (json-object)\n- \"name\": its name (json-string)\n- \"right\": right end "
                + "(json-object)\n- \"name\": its name (json-string)");
        var result = Reading.Compile(text);

        Assert.Equal("THING(left: {name: string}, right: {name: string})", Shapes.Of(result.Schema!));
        Assert.Equal(["QMP0112", "QMP0112"], result.Diagnostics.Select(d => d.Descriptor.Id));
        Assert.Equal("name", result.Diagnostics[0].Pointed(text));
    }

    [Fact]
    public void An_optional_last_member_that_the_example_lacks_is_a_guess_that_warns()
    {
        const string body =
            "Data:\n- \"left\": left end (json-object)\n- \"name\": its name (json-string)\n- \"mark\": its mark "
            + "(json-string, optional)\n"
            + "{ \"event\": \"THING\", \"data\": { \"left\": { \"name\": \"a\" } } }";

        Assert.Equal("left: {name: string, mark?: string}", Reading.Data(body));
        Assert.Equal(["QMP0111", "QMP0112"], Reading.Said(body));
    }

    [Fact]
    public void In_an_indented_document_an_object_without_members_owns_none()
    {
        const string body = "Data:\n\n- \"left\": left end (json-object)\n- \"name\": its name,\n          in full (json-string)";

        Assert.Equal("left: json, name: string", Reading.Data(body));
        Assert.Equal(["QMP0115"], Reading.Said(body));
    }

    [Fact]
    public void A_member_below_one_that_is_no_object_warns()
    {
        var text = Reading.Section("Data:\n\n- \"name\": its name (json-string)\n  - \"size\": its size (json-int)");
        var complaint = Reading.Complaint(text);

        Assert.Equal("QMP0110", complaint.Descriptor.Id);
        Assert.Equal("size", complaint.Pointed(text));
        Assert.Equal("THING(name: string, size: int)", Shapes.Of(Reading.Schema(text)));
    }

    [Theory]
    [InlineData(
        "- \"act\": what was done, it's one of the following (json-string):\n    - \"go\": went\n    - \"halt\": stopped\n- "
            + "\"size\": x (json-int)",
        "act: [go|halt], size: int")]
    [InlineData(
        "- \"act\": what was done, it's one of the following (json-string):\n    - \"go\": went\n    - \"halt\": stopped\n    - "
            + "\"go\": went on",
        "act: [go|halt]")]
    [InlineData("- \"act\": what was done, one of:\n    - 'go': went\n    - 'halt': stopped", "act: [go|halt]")]
    public void Bullets_below_an_announced_list_are_values(string bullets, string shape) =>
        Assert.Equal(shape, Reading.Data($"Data:\n\n{bullets}"));

    [Fact]
    public void Members_nested_beyond_all_measure_are_left_out_with_a_warning()
    {
        var bullets = string.Join('\n', Enumerable.Range(0, 3000).Select(i => $"{new string(' ', i)}- \"a\": x (json-object)"));
        var text = Reading.Section($"Data:\n\n{bullets}");
        var result = Reading.Compile(text);

        Assert.NotNull(result.Schema);
        Assert.Single(result.Diagnostics, d => d.Descriptor.Id == "QMP0127");
    }

    [Fact]
    public void A_member_described_twice_is_an_error_that_names_the_first()
    {
        var text = Reading.Section("Data:\n\n- \"size\": its size (json-int)\n- \"size\": its size (json-string)");
        var complaint = Reading.Complaint(text);

        Assert.Equal("QMP0109", complaint.Descriptor.Id);
        Assert.Contains("line 6", complaint.Message(), StringComparison.Ordinal);
        Assert.Equal(6, complaint.Location.Lines.Start.Line);
        Assert.Equal("THING(size: int)", Shapes.Of(Reading.Schema(text)));
    }
}
