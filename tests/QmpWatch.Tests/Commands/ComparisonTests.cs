using QmpGen.Tests.Shared;
using QmpWatch.Tests.Support;

namespace QmpWatch.Tests.Commands;

/// <summary>What differs between two specs, as <c>--compare</c> prints it.</summary>
public sealed class ComparisonTests
{
    [Fact]
    public async Task A_spec_does_not_differ_from_itself()
    {
        var outcome = await InProcess.RunAsync("--compare", Repository.Spec, Repository.Spec);

        Assert.True(outcome.ExitCode == 0, outcome.ToString());
        Assert.Empty(outcome.Output);
        Assert.StartsWith("No difference from", Assert.Single(outcome.Messages), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_breaks_comes_first_and_gives_exit_code_3()
    {
        using var folder = new TemporaryFolder();
        var document = await File.ReadAllTextAsync(Repository.Spec, TestContext.Current.CancellationToken);
        var start = document.IndexOf("RTC_CHANGE\n", StringComparison.Ordinal);
        var end = document.IndexOf("SHUTDOWN\n", StringComparison.Ordinal);
        var changed = folder.Write("later.txt", document
            .Remove(start, end - start)
            .Replace(
                "- \"device\": device name (json-string)",
                "- \"device\": device name (json-string)\n- \"sector\": sector number (json-int)",
                StringComparison.Ordinal)
            .Replace(
                "- \"operation\": I/O operation (json-string, \"read\" or \"write\")",
                "- \"operation\": I/O operation (json-int)",
                StringComparison.Ordinal));

        var outcome = await InProcess.RunAsync("--compare", Repository.Spec, changed);

        Assert.Equal(
            [
                "breaks   BLOCK_IO_ERROR.operation: an integer instead of a string",
                "breaks   RTC_CHANGE: no such event",
                "new      BLOCK_IO_ERROR.sector: new member, an integer, always there",
            ],
            outcome.Output);
        Assert.Equal(
            $"3 differences from {Repository.Spec} (10 events) to {changed} (9 events): 2 breaking, 0 changed, 1 new.",
            Assert.Single(outcome.Messages));
        Assert.Equal(3, outcome.ExitCode);
    }

    [Fact]
    public async Task Schemas_and_texts_compare_with_each_other()
    {
        using var folder = new TemporaryFolder();
        var text = folder.Write("lamp.txt", """
            LAMP_CHANGED
            ------------

            Emitted when the lamp changes.

            Data:

            - "colour": the colour (json-string)
            - "level": the level (json-int, optional)

            Example:

            { "event": "LAMP_CHANGED", "data": { "colour": "red", "level": 3 },
              "timestamp": { "seconds": 1, "microseconds": 2 } }

            """);
        folder.Write("old/lamp.json", "{ 'event': 'LAMP_CHANGED', 'data': { 'colour': 'str', '*level': 'int' } }");
        folder.Write(
            "new/lamp.json",
            "{ 'include': 'colour.json' }\n{ 'event': 'LAMP_CHANGED', 'data': { 'colour': 'Colour' } }\n{ 'event': 'LAMP_BROKEN' }");
        folder.Write("new/colour.json", "{ 'enum': 'Colour', 'data': [ 'red', 'green' ] }");
        string[] expected = ["changed  LAMP_CHANGED.level: no such member", "new      LAMP_BROKEN: new event"];

        var same = await InProcess.RunAsync("--compare", text, folder.File("old"));
        var ofText = await InProcess.RunAsync("--compare", text, folder.File("new"));
        var ofSchema = await InProcess.RunAsync("--compare", folder.File("old/*.json"), folder.File("new/*.json"));
        var back = await InProcess.RunAsync("--compare", folder.File("new"), text);

        Assert.True(same is { ExitCode: 0, Output: [] }, same.ToString());
        Assert.Equal(expected, ofText.Output);
        Assert.Equal(0, ofText.ExitCode);
        Assert.Equal(expected, ofSchema.Output);
        Assert.Equal(3, back.ExitCode);
        Assert.Contains("breaks   LAMP_BROKEN: no such event", back.Output);
    }

    [Fact]
    public async Task The_document_of_2010_reads_on_in_QEMU_7_2()
    {
        var schema = Fixtures.Schema("7.2");
        Assert.SkipWhen(schema is null, Fixtures.NoSchema72);

        var outcome = await InProcess.RunAsync("--compare", Repository.Spec, schema);

        Assert.True(outcome.ExitCode == 0, outcome.ToString());
        Assert.EndsWith("(52 events): 0 breaking, 0 changed, 75 new.", Assert.Single(outcome.Messages), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "nowhere.txt",
        "The spec 'nowhere.txt' does not exist; expected a text such as qmp-events.txt, a folder or pattern of *.json, or @FILE")]
    [InlineData("nowhere/*.json", "No file matches 'nowhere/*.json'")]
    [InlineData("@nowhere", "The list 'nowhere' does not exist")]
    public async Task A_spec_that_is_not_there_gets_one_line_and_exit_code_2(string spec, string expected)
    {
        var outcome = await InProcess.RunAsync("--compare", Repository.Spec, spec);

        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains(expected, Assert.Single(outcome.Messages), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_spec_with_errors_is_named_with_the_place()
    {
        using var folder = new TemporaryFolder();
        var broken = folder.Write("broken.json", "{ 'event': 'X',\n  'data': { 'm': 'nothing' } }");

        var outcome = await InProcess.RunAsync("--compare", Repository.Spec, broken);

        Assert.Equal(2, outcome.ExitCode);
        Assert.StartsWith($"qmpwatch: {broken}(2,18): QMP0212: ", Assert.Single(outcome.Messages), StringComparison.Ordinal);
    }
}
