using Microsoft.CodeAnalysis;
using QmpGen.Generator.Tests.Support;

namespace QmpGen.Generator.Tests.Document.Binding;

/// <summary>Rows D3 to D6, Y9 to Y14, X7 to X9, X12 and X13: what the text leaves open or contradicts.</summary>
public sealed class InferenceTests
{
    [Theory]
    [InlineData("\"x\"", "string", "string")]
    [InlineData("7", "int", "integer")]
    [InlineData("18446744073709551615", "uint", "integer")]
    [InlineData("1.5", "double", "number")]
    [InlineData("true", "bool", "true or false")]
    [InlineData("[1]", "json", "any JSON")]
    [InlineData("null", "json", "any JSON")]
    [InlineData("{}", "json", "any JSON")]
    [InlineData("{ \"a\": 1, \"b\": { \"c\": true } }", "{a?: int, b?: {c?: bool}}", "object")]
    public void Y9_and_Y11_a_member_without_a_type_has_the_one_of_the_example(string json, string type, string word)
    {
        var text = Reading.Section(
            $"Data:\n\n- \"x\": ThingResult type described elsewhere\n\n{{ \"event\": \"THING\", \"data\": {{ \"x\": {json} }} }}");
        var complaint = Reading.Complaint(text);

        Assert.Equal($"THING(x: {type})", Shapes.Of(Reading.Schema(text)));
        Assert.Equal("QMP0113", complaint.Descriptor.Id);
        Assert.Equal(DiagnosticSeverity.Info, complaint.Descriptor.DefaultSeverity);
        Assert.EndsWith($"shows {word}", complaint.Message(), StringComparison.Ordinal);
        Assert.Equal("x", complaint.Pointed(text));
    }

    [Fact]
    public void Y9_examples_that_differ_in_kind_leave_any_JSON() =>
        Assert.Equal(
            "x: json",
            Reading.Data("Data:\n\n- \"x\": something\n\nExample:\n\n{ \"data\": { \"x\": 1 } }\n\n{ \"data\": { \"x\": \"a\" } }"));

    [Fact]
    public void Y9_without_type_and_example_a_member_is_any_JSON()
    {
        Assert.Equal("x: json", Reading.Data("Data:\n\n- \"x\": something"));
        Assert.Equal(["QMP0115"], Reading.Said("Data:\n\n- \"x\": something"));
    }

    [Fact]
    public void Y10_listed_values_make_a_string()
    {
        const string body = "Data:\n\n- \"act\": what was done, it's one of the following:\n    \"go\": went\n    \"halt\": stopped";

        Assert.Equal("act: [go|halt]", Reading.Data(body));
        Assert.Equal(["QMP0114"], Reading.Said(body));
    }

    [Fact]
    public void Y13_values_that_stand_elsewhere_make_a_string()
    {
        const string body = "Data:\n\n - \"state\": state of the thing\n     See ThingState in ~/qapi-schema.json for possible values";

        Assert.Equal("state: string", Reading.Data(body));
        Assert.Equal("state: string", Reading.Data($"{body}\n\n{{ \"event\": \"THING\", \"data\": {{ \"state\": \"done\" }} }}"));
    }

    [Theory]
    [InlineData("json-number", "7", "int")]
    [InlineData("json-number", "-7.5", "double")]
    [InlineData("json-number", "18446744073709551615", "uint")]
    [InlineData("json-int", "18446744073709551615", "uint")]
    [InlineData("json-int", "7.5", "int")]
    public void Y14_a_number_is_an_integer_unless_the_example_is_none(string word, string json, string type) =>
        Assert.Equal(
            $"x: {type}", Reading.Data($"Data:\n\n- \"x\": x ({word})\n\n{{ \"event\": \"THING\", \"data\": {{ \"x\": {json} }} }}"));

    [Fact]
    public void A_number_without_example_is_an_integer() => Assert.Equal("x: int", Reading.Data("Data:\n\n- \"x\": x (json-number)"));

    [Fact]
    public void An_array_is_any_JSON_and_its_items_are_told_to_be_left_out()
    {
        const string body = "Data:\n\n- \"parts\": what is in it (json-array)\n  - \"name\": x (json-string)\n- \"size\": x (json-int)";

        Assert.Equal("parts: json, size: int", Reading.Data(body));
        Assert.Equal(["QMP0128"], Reading.Said(body));
    }

    [Fact]
    public void D3_members_count_more_than_none()
    {
        var text = Reading.Section("Data: None.\n\n - \"pass\": how often (json-int)");
        var complaint = Reading.Complaint(text);

        Assert.Equal("THING(pass: int)", Shapes.Of(Reading.Schema(text)));
        Assert.Equal("QMP0118", complaint.Descriptor.Id);
        Assert.Equal("Data: None.", complaint.Pointed(text));
    }

    [Fact]
    public void D4_and_X12_data_that_another_document_describes_is_taken_from_the_example_all_optional()
    {
        var text = Reading.Section(
            " - data: ThingInfo type as described in qapi-schema.json\n\n{ \"event\": \"THING\", \"data\": { \"info\": { "
                + "\"slot\": \"0\", \"size\": 1 } } }");

        Assert.Equal("THING(info?: {slot?: string, size?: int})", Shapes.Of(Reading.Schema(text)));
        Assert.Equal("QMP0116", Reading.Complaint(text).Descriptor.Id);
    }

    [Fact]
    public void D4_members_of_all_examples_count() =>
        Assert.Equal(
            "a?: int, b?: string", Reading.Data("Example:\n\n{ \"data\": { \"a\": 1 } }\n\n{ \"data\": { \"b\": \"x\", \"a\": 2 } }"));

    [Fact]
    public void D4_without_an_example_a_warning_says_what_is_lacking()
    {
        var text = Reading.Section(" - data: ThingInfo type as described in qapi-schema.json");

        Assert.Equal("QMP0119", Reading.Complaint(text).Descriptor.Id);
        Assert.Equal("THING()", Shapes.Of(Reading.Schema(text)));
    }

    [Fact]
    public void D5_objects_of_which_nothing_is_known_are_any_JSON() =>
        Assert.Equal("left: json, right: json", Reading.Data("Data: 'left' and 'right' keys with the same keys as 'query-thing'."));

    [Fact]
    public void No_data_but_an_example_with_some_is_a_guess_that_warns()
    {
        const string body = "Data: None.\n\nExample:\n\n{ \"event\": \"THING\", \"data\": { \"a\": 1 } }";

        Assert.Equal("a?: int", Reading.Data(body));
        Assert.Equal(["QMP0117"], Reading.Said(body));
    }

    [Fact]
    public void X7_the_heading_counts_more_than_the_example()
    {
        const string text =
            "GONE\n----\n\nData: None.\n\nExample:\n\n{ \"event\": \"BACK\",\n  \"data\": { \"a\": 1 } }\n\nBACK\n"
            + "----\n\nData: None.\n";
        var complaint = Reading.Complaint(text);

        Assert.Equal("GONE()\nBACK()", Shapes.Of(Reading.Schema(text)));
        Assert.Equal("QMP0121", complaint.Descriptor.Id);
        Assert.Equal("\"BACK\"", complaint.Pointed(text));
        Assert.Equal(7, complaint.Location.Lines.Start.Line);
    }

    [Fact]
    public void X8_one_example_may_serve_all_events_of_a_heading() =>
        Assert.Empty(Reading.Compile(Reading.Section(
            "Data:\n\n- \"a\": x (json-int)\n\n{ \"event\": \"BACK\", \"data\": { \"a\": 1 } }", "GONE, BACK")).Diagnostics);

    [Fact]
    public void X9_and_X10_the_time_stamp_is_no_member() =>
        Assert.Equal("a?: int", Reading.Data("{ \"timestamp\": { \"seconds\": 1 }, \"event\": \"THING\", \"data\": { \"a\": 1 } }"));

    [Fact]
    public void X13_an_optional_member_may_be_absent_from_every_example() =>
        Assert.Empty(Reading.Said("Data:\n\n- \"a\": x (json-int, optional)\n\n{ \"event\": \"THING\", \"data\": {} }"));

    [Theory]
    [InlineData(
        "json-int", "{ }", "QMP0122", "The example does not show \"a\", which is not marked as optional; the description takes precedence")]
    [InlineData(
        "json-int",
        "{ \"a\": \"x\" }",
        "QMP0123",
        "\"a\" is described as number, but the example shows string; the description takes precedence")]
    [InlineData(
        "json-object",
        "{ \"a\": 1 }",
        "QMP0123",
        "\"a\" is described as object, but the example shows number; the description takes precedence")]
    [InlineData(
        "json-string, \"x\" or \"y\"",
        "{ \"a\": \"z\" }",
        "QMP0124",
        "The example shows \"z\", which is not among the values listed for \"a\"; the generated type accepts it as an unlisted value")]
    public void An_example_that_contradicts_the_description_is_told_and_changes_nothing(string type, string data, string id, string message)
    {
        var described = type.StartsWith("json-object", StringComparison.Ordinal) ? $"({type})\n  - \"b\": x (json-int)" : $"({type})";
        var body = $"Data:\n\n- \"a\": x {described}";
        var text = Reading.Section($"{body}\n\n{{ \"event\": \"THING\", \"data\": {data} }}");
        var complaint = Reading.Complaint(text);

        Assert.Equal(id, complaint.Descriptor.Id);
        Assert.Equal(message, complaint.Message());
        Assert.Equal(DiagnosticSeverity.Info, complaint.Descriptor.DefaultSeverity);
        Assert.Equal($"THING({Reading.Data(body)})", Shapes.Of(Reading.Schema(text)));
    }

    [Fact]
    public void What_an_example_shows_as_null_contradicts_nothing() =>
        Assert.Empty(Reading.Said("Data:\n\n- \"a\": x (json-int, optional)\n\n{ \"event\": \"THING\", \"data\": { \"a\": null } }"));
}
