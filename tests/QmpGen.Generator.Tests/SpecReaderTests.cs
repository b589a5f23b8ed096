using QmpGen.Generator.Tests.Support;

namespace QmpGen.Generator.Tests;

/// <summary>The door for programs that read specs at run time.</summary>
public sealed class SpecReaderTests
{
    [Theory]
    [InlineData("qapi/run-state.json", true)]
    [InlineData("RUN-STATE.JSON", true)]
    [InlineData("qmp-events.txt", false)]
    [InlineData("json", false)]
    public void A_file_s_name_tells_its_kind(string path, bool isSchema) => Assert.Equal(isSchema, SpecReader.IsSchema(path));

    [Fact]
    public void A_text_is_read_as_the_generator_reads_it()
    {
        var reading = SpecReader.Read([("events.txt", Repository.Spec)], TestContext.Current.CancellationToken);

        // The namespace is the project's affair.
        Assert.Equal(Reading.Compile(Repository.Spec, string.Empty).Schema, reading.Schema);
        var message = Assert.Single(reading.Messages);
        Assert.Equal(("events.txt", "Info", "QMP0121", false), (message.Path, message.Severity, message.Id, message.IsError));
        Assert.Equal("\"SHUTDOWN\"", Repository.Spec.Substring(message.Position, 10));
        Assert.Contains("\"SHUTDOWN\"", Repository.Spec.Split('\n')[message.Line - 1], StringComparison.Ordinal);
        Assert.StartsWith($"events.txt({message.Line},{message.Column}): QMP0121: ", message.ToString(), StringComparison.Ordinal);
        Assert.Contains(QmpSchema.Parse([.. reading.Entries]).EventNames, n => n == "STOP");
    }

    [Fact]
    public void The_files_of_a_schema_are_one_spec()
    {
        var reading = SpecReader.Read(
            [("a.json", "{ 'event': 'MOVED', 'data': 'Door' }"), ("b.json", "{ 'struct': 'Door', 'data': {} }")],
            TestContext.Current.CancellationToken);

        Assert.Equal("MOVED", Assert.Single(reading.Schema!.Events).WireName);
        Assert.Empty(reading.Messages);
    }

    [Fact]
    public void A_spec_that_cannot_be_read_has_no_schema_and_says_why()
    {
        var reading = SpecReader.Read([("a.json", "{ 'struct': 'Door' }")], TestContext.Current.CancellationToken);

        Assert.Null(reading.Schema);
        Assert.Empty(reading.Entries);
        Assert.Contains(reading.Messages, m => m is { IsError: true, Id: "QMP0208" });
    }

    [Fact]
    public void Sections_keep_what_the_schema_does_not()
    {
        var sections = SpecReader.Sections(Repository.Spec, TestContext.Current.CancellationToken);
        var stop = Assert.Single(sections, s => s.EventNames.Contains("STOP"));

        Assert.Equal(Reading.Schema(Repository.Spec).Events.Select(e => e.WireName), sections.SelectMany(s => s.EventNames));
        Assert.Equal("STOP", Repository.Spec.Substring(stop.Start, 4));
        Assert.Contains("\"event\": \"SHUTDOWN\"", Assert.Single(stop.Examples), StringComparison.Ordinal);
    }

    [Fact]
    public void A_misspelt_name_is_found() => Assert.Equal("SHUTDOWN", SpecReader.Closest("SHUTDWON", ["STOP", "SHUTDOWN"]));
}
