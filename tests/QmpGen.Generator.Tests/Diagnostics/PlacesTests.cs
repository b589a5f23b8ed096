using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using QmpGen.Generator.Tests.Support;

namespace QmpGen.Generator.Tests.Diagnostics;

/// <summary>A diagnostic stands at its line and column of the spec and says what would be right.</summary>
public sealed class PlacesTests
{
    [Fact]
    public void The_wrong_name_in_the_example_of_STOP_is_reported_where_it_stands()
    {
        var run = SpecRun.Of([new SpecText("/somewhere/qmp-events.txt", Repository.Spec)]);
        var complaint = Assert.Single(run.Diagnostics);

        Assert.Equal("QMP0121", complaint.Id);
        Assert.Equal(DiagnosticSeverity.Info, complaint.Severity);
        Assert.Equal("/somewhere/qmp-events.txt", complaint.Location.GetLineSpan().Path);
        Assert.Equal("\"SHUTDOWN\"", Repository.Spec.Substring(complaint.Location.SourceSpan.Start, complaint.Location.SourceSpan.Length));
        Assert.Contains(
            "\"SHUTDOWN\"", Repository.Spec.Split('\n')[complaint.Location.GetLineSpan().StartLinePosition.Line], StringComparison.Ordinal);
        Assert.Contains(run.Files.Keys, k => k == "Spec.StopEvent.g.cs");
    }

    [Theory]
    [InlineData("Exemple:\n\n{ \"event\": \"THING\" }", "Exemple", "Example")]
    [InlineData("Dta:\n\n- \"a\": x (json-int)", "Dta", "Data")]
    [InlineData("Datta: None.", "Datta", "Data")]
    [InlineData("Exmaples:\n\n{ \"event\": \"THING\" }", "Exmaples", "Example")]
    public void A_misspelt_keyword_is_read_as_what_it_was_meant_to_be(string body, string word, string meant)
    {
        var text = Reading.Section(body);
        var complaint = Reading.Complaint(text);

        Assert.Equal("QMP0104", complaint.Descriptor.Id);
        Assert.Equal($"'{word}:' is read as '{meant}:'; correct the spelling", complaint.Message());
        Assert.Equal(word, complaint.Pointed(text));
    }

    [Theory]
    [InlineData("(json-sting)", "json-sting", "json-string", "a: string")]
    [InlineData("(jsn-int)", "jsn-int", "json-int", "a: int")]
    [InlineData("(json-boolean)", "json-boolean", "json-bool", "a: bool")]
    [InlineData("(json-int, optinal)", "optinal", "optional", "a?: int")]
    public void A_misspelt_type_is_read_as_what_it_was_meant_to_be(string phrase, string word, string meant, string shape)
    {
        var text = Reading.Section($"Data:\n\n- \"a\": x {phrase}");
        var complaint = Reading.Complaint(text);

        Assert.Equal("QMP0105", complaint.Descriptor.Id);
        Assert.Equal($"'{word}' is read as '{meant}'; correct the spelling", complaint.Message());
        Assert.Equal(word, complaint.Pointed(text));
        Assert.Equal($"THING({shape})", Shapes.Of(Reading.Schema(text)));
    }

    [Fact]
    public void A_kind_that_JSON_lacks_is_told_with_those_it_has()
    {
        var text = Reading.Section("Data:\n\n- \"a\": x (json-timestamp)\n\n{ \"event\": \"THING\", \"data\": { \"a\": 1 } }");
        var complaint = Reading.Compile(text).Diagnostics[0];

        Assert.Equal("QMP0106", complaint.Descriptor.Id);
        Assert.Equal("json-timestamp", complaint.Pointed(text));
        Assert.Contains(
            "json-string, json-int, json-number, json-bool, json-object, json-array, json-null",
            complaint.Message(),
            StringComparison.Ordinal);
        Assert.Equal("THING(a: int)", Shapes.Of(Reading.Schema(text)));
    }

    [Theory]
    [InlineData("Note that:")]
    [InlineData("Read operation:")]
    [InlineData("Path:")]
    [InlineData("Flush:")]
    public void Other_words_with_a_colon_are_no_misspelt_keywords(string line) =>
        Assert.Empty(Reading.Said($"Emitted.\n\n{line}\n\nmore."));

    [Theory]
    [InlineData("Thing Gone\n----------\n\nData: None.\n", "Thing Gone")]
    [InlineData("thing\n-----\n\nExample:\n\n{ \"event\": \"thing\" }\n", "thing")]
    [InlineData("Thing\n-----\n\n{ \"event\": \"thing\" }\n", "Thing")]
    public void A_heading_that_names_no_event_is_an_error(string section, string heading)
    {
        var text = section + "\nTHING\n-----\n\nData: None.\n";
        var complaint = Reading.Complaint(text);

        Assert.Equal("QMP0102", complaint.Descriptor.Id);
        Assert.Equal(heading, complaint.Pointed(text));
        Assert.Equal("THING()", Shapes.Of(Reading.Schema(text)));
    }

    [Fact]
    public void An_event_name_without_an_underline_is_told()
    {
        var text = Reading.Section("Data: None.") + "\nGONE\n\nEmitted at the end.\n";
        var complaint = Reading.Complaint(text);

        Assert.Equal("QMP0103", complaint.Descriptor.Id);
        Assert.Equal("GONE", complaint.Pointed(text));
    }

    [Fact]
    public void A_document_that_is_twice_in_a_file_is_an_error_at_each_second_event_that_names_the_first()
    {
        var text = Repository.Spec.TrimEnd() + "\n\n" + Repository.Spec;
        var result = Reading.Compile(text);
        var errors = result.Diagnostics.AtLeast(DiagnosticSeverity.Error).ToList();

        Assert.Equal(10, errors.Count);
        Assert.All(errors, d => Assert.Equal("QMP0101", d.Descriptor.Id));
        Assert.Equal("The event BLOCK_IO_ERROR is already described on line 4; remove one of the two sections", errors[0].Message());
        Assert.Equal(Reading.Schema(Repository.Spec), result.Schema);
    }

    [Fact]
    public void Malformed_examples_are_reported_with_line_and_column()
    {
        var text = Reading.Section("Example:\n\n{ \"event\": \"THING\"\n  \"data\": {} }");

        Assert.Equal(
            "events.txt(6,19): warning QMP0120: The example of THING is not valid JSON: expected ',' after the value",
            SpecRun.Of(text).Diagnostics.Single().ToString());
    }

    [Fact]
    public void A_message_stays_one_line_whatever_the_document_says()
    {
        var complaint = Reading.Compile($"{new string('x', 100_000)}\n---\n\nData: None.\n").Diagnostics[^1];

        Assert.InRange(complaint.Message().Length, 200, 600);
    }

    [Fact]
    public void Without_a_spec_nothing_is_generated_and_nothing_is_said()
    {
        var run = SpecRun.Of([]);

        Assert.Empty(run.Files);
        Assert.Empty(run.Diagnostics);
    }

    [Theory]
    [InlineData("", "QMP0002")]
    [InlineData("\n\n \n", "QMP0002")]
    [InlineData("Only words.\n\nAnd more.\n", "QMP0002")]
    [InlineData("Events\n======\n\nThere are none.\n", "QMP0002")]
    [InlineData("GONE\n----\n\0\u0001\u0002", "QMP0001")]
    public void A_text_without_events_gets_one_clear_diagnostic(string text, string id) =>
        AssertRefused(new SpecText("events.txt", text), id);

    [Fact]
    public void A_file_that_cannot_be_read_gets_one_clear_diagnostic() =>
        AssertRefused(new SpecText("events.txt", (SourceText?)null), "QMP0001");

    [Fact]
    public void A_file_without_end_gets_one_clear_diagnostic() =>
        AssertRefused(new SpecText("events.txt", new string('x', (16 * 1024 * 1024) + 1)), "QMP0001");

    [Fact]
    public void UTF_16_without_a_mark_gets_one_clear_diagnostic() =>
        AssertRefused(SpecText.FromBytes(System.Text.Encoding.Unicode.GetBytes(Repository.Spec)), "QMP0001");

    [Theory]
    [InlineData("1.2")]
    [InlineData("My Vm")]
    [InlineData("My..Vm")]
    public void A_namespace_that_is_none_gets_one_clear_diagnostic(string @namespace) =>
        AssertRefused(new SpecText("events.txt", Repository.Spec, @namespace), "QMP0003");

    [Fact]
    public void A_spec_that_is_listed_twice_counts_once()
    {
        var run = SpecRun.Of([new SpecText("events.txt", Repository.Spec), new SpecText("events.txt", Repository.Spec)]);

        Assert.Equal(SpecRun.Of(Repository.Spec).Files, run.Files);
        Assert.Single(run.Diagnostics);
    }

    [Theory]
    [InlineData("Spec", "Spec")]
    [InlineData("Spec", "SPEC")]
    public void Two_specs_of_one_namespace_are_an_error_at_the_second_that_names_the_first(string first, string second)
    {
        var run = SpecRun.Of(
        [
            new SpecText("a/events.txt", Repository.Spec, first),
            new SpecText("b/events.txt", Repository.Fixture("machine.txt"), second),
        ]);
        var error = Assert.Single(run.Diagnostics, d => d.Severity == DiagnosticSeverity.Error);

        Assert.Null(run.Result.Results.Single().Exception);
        Assert.Equal("QMP0004", error.Id);
        Assert.Equal("b/events.txt", error.Location.GetLineSpan().Path);
        Assert.Contains("'a/events.txt'", error.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Contains("Spec.StopEvent.g.cs", run.Files.Keys);
    }

    [Fact]
    public void Two_specs_of_one_file_name_are_no_clash()
    {
        var run = SpecRun.Of([new SpecText("a/events.txt", Repository.Spec, "A"), new SpecText("b/events.txt", Repository.Spec, "B")]);

        Assert.Equal(
            run.Files.Keys.Count(k => k.StartsWith("A.", StringComparison.Ordinal)),
            run.Files.Keys.Count(k => k.StartsWith("B.", StringComparison.Ordinal)));
        Assert.All(run.Diagnostics, d => Assert.Equal("QMP0121", d.Id));
    }

    private static void AssertRefused(SpecText spec, string id)
    {
        var run = SpecRun.Of([spec]);
        var complaint = Assert.Single(run.Diagnostics);

        Assert.Null(run.Result.Results.Single().Exception);
        Assert.Empty(run.Files);
        Assert.Equal(id, complaint.Id);
        Assert.Equal(DiagnosticSeverity.Error, complaint.Severity);
        Assert.Equal("events.txt", complaint.Location.GetLineSpan().Path);
    }
}
