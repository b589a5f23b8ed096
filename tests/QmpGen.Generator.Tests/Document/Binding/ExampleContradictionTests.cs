using QmpGen.Generator.Tests.Support;

namespace QmpGen.Generator.Tests.Document.Binding;

/// <summary>An example that shows more or less than the text says.</summary>
public sealed class ExampleContradictionTests
{
    private const string Owner = "- \"act\": what was done, one of the following (json-string):\n";

    [Theory]
    [InlineData("- \"a\": x (json-string)", "{ \"a\": \"t\", \"b\": 1 }", "b")]
    [InlineData("- \"a\": x (json-object):\n  - \"in\": y (json-int)", "{ \"a\": { \"in\": 1, \"more\": 2 } }", "more")]
    public void A_further_member_is_pointed_at_in_the_example(string bullets, string data, string further)
    {
        var text = Reading.Section($"Data:\n\n{bullets}\n\nExample:\n\n{{ \"event\": \"THING\", \"data\": {data} }}");

        var complaint = Reading.Complaint(text);

        Assert.Equal("QMP0131", complaint.Descriptor.Id);
        Assert.Equal(further, complaint.Pointed(text).Trim('"'));
    }

    [Fact]
    public void A_further_member_of_several_examples_is_reported_once() => Assert.Equal(
        ["QMP0131"],
        Reading.Said(
            "Data:\n\n- \"a\": x (json-string)\n\nExample:\n\n{ \"event\": \"THING\", \"data\": { \"a\": \"t\", \"b\": 1 } }\n"
                + "\n{ \"event\": \"THING\", \"data\": { \"a\": \"t\", \"b\": 2 } }"));

    [Theory]
    [InlineData("- \"a\": x (json-string)", "{ \"event\": \"THING\" }", "QMP0132")]
    [InlineData("- \"a\": x (json-string, optional)", "{ \"event\": \"THING\" }", "")]
    [InlineData("- \"a\": x (json-string)", "{ \"event\": \"THING\",", "QMP0120")]
    public void An_example_without_data_is_reported_where_data_is_required(string bullets, string example, string ids) =>
        Assert.Equal(ids, string.Join(' ', Reading.Said($"Data:\n\n{bullets}\n\nExample:\n\n{example}")));

    [Theory]
    [InlineData(Owner + "- \"go\": went\n- \"halt\": stopped", "QMP0133 QMP0133")]
    [InlineData(Owner + "- \"go\": went, \"far\" or \"near\"", "QMP0133")]
    [InlineData(Owner + "- \"go\": whether it went (json-bool)", "QMP0122")]
    [InlineData(Owner + "    \"go\": went\n    \"halt\": stopped", "")]
    [InlineData("- \"act\": number (json-int)\n- \"go\": went", "QMP0122 QMP0123 QMP0115")]
    public void A_bullet_that_may_be_a_value_is_a_guess(string bullets, string ids) => Assert.Equal(
        ids.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(),
        Reading.Said($"Data:\n\n{bullets}\n\nExample:\n\n{{ \"event\": \"THING\", \"data\": {{ \"act\": \"go\" }} }}").Order());
}
