using QmpGen.Generator.Tests.Support;

namespace QmpGen.Generator.Tests.Document.Binding;

/// <summary>A document that was copied from a web page has lost blank lines and indentation, and gained a header.</summary>
public sealed class LostLayoutTests
{
    /// <summary>What a code browser puts above a file, and people copy with it.</summary>
    private const string PageHeader = """
        machines/QMP/qmp-events.txt
        A. Committer 0123456789 QMP: Describe one more event
        It's emitted when something happens.

        We didn't have it before, so clients could only guess.

        Let's tell them.

        Signed-off-by: A. Committer <committer@example.org>
        2010-05-03 12:39:12 -05:00

        203 lines
        5.3 KiB
        Plaintext

        """;

    [Fact]
    public void The_document_of_2010_copied_from_a_web_page_has_the_same_schema() =>
        Assert.Equal(Reading.Schema(Repository.Spec), Reading.Schema(PageHeader + Flatten(Repository.Spec)));

    [Fact]
    public void A_flattened_document_has_the_schema_of_the_laid_out_one()
    {
        var laidOut = Reading.Compile(Repository.Fixture("machine.txt"));
        var flattened = Reading.Compile(Repository.Fixture("machine.flattened.txt"));

        Assert.Equal(laidOut.Schema, flattened.Schema);
        Assert.Equal(
            ["QMP0111"],
            flattened.Diagnostics.Select(d => d.Descriptor.Id).Except(laidOut.Diagnostics.Select(d => d.Descriptor.Id)));
    }

    [Theory]
    [MemberData(nameof(Repository.Published), MemberType = typeof(Repository))]
    public void A_published_document_keeps_its_schema_without_its_layout(string file)
    {
        var text = File.ReadAllText(Repository.CorpusFile(file));

        Assert.Equal(Shapes.Of(Reading.Schema(text)), Shapes.Of(Reading.Schema(Flatten(text))));
        Assert.Equal(Reading.Schema(text), Reading.Schema(Flatten(text)));
    }

    private static string Flatten(string text) => string.Join('\n', text.Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0));
}
