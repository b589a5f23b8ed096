using Microsoft.CodeAnalysis.Text;
using QmpGen.Generator.Document.Lines;
using QmpGen.Generator.Tests.Support;

namespace QmpGen.Generator.Tests.Document.Lines;

public sealed class SpecLinesTests
{
    [Theory]
    [InlineData("one\ntwo\nthree")]
    [InlineData("one\r\ntwo\r\nthree")]
    [InlineData("one\rtwo\rthree")]
    [InlineData("one\ntwo\r\nthree")]
    public void Every_line_end_cuts_the_same_lines(string text) =>
        Assert.Equal(["one", "two", "three"], SpecLines.Split(SourceText.From(text)).Select(l => l.Content));

    [Fact]
    public void A_final_line_end_adds_a_blank_line_and_nothing_else()
    {
        var lines = SpecLines.Split(SourceText.From("STOP\n"));

        Assert.Equal(["STOP", ""], lines.Select(l => l.Content));
        Assert.True(lines[1].IsBlank);
    }

    [Theory]
    [InlineData("- x", 0)]
    [InlineData("  - x", 2)]
    [InlineData("\t- x", 8)]
    [InlineData("   \t- x", 8)]
    [InlineData("\t  - x", 10)]
    [InlineData("\t\t- x", 16)]
    public void Tabs_reach_to_the_next_eighth_column(string line, int indent) => Assert.Equal(indent, Reading.Line(line).Indent);

    [Theory]
    [InlineData("  word  ")]
    [InlineData("\fword\f")]
    [InlineData("\uFEFFword")]
    [InlineData("\u00A0word\t")]
    public void Space_of_any_kind_around_a_line_is_cut_off(string line)
    {
        var read = Reading.Line(line);

        Assert.Equal("word", read.Content);
        Assert.Equal("word", line.Substring(read.Span.Start, read.Span.Length));
    }

    [Theory]
    [InlineData("---", '-', 3, true)]
    [InlineData("--", '-', 3, false)]
    [InlineData("--=", '-', 2, false)]
    [InlineData("", '-', 0, true)]
    public void A_row_is_one_character_over_and_over(string line, char character, int atLeast, bool isRow) =>
        Assert.Equal(isRow, Reading.Line(line).IsRowOf(character, atLeast));
}
