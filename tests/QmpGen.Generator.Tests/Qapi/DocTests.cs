using Microsoft.CodeAnalysis;
using QmpGen.Generator.Qapi;
using QmpGen.Generator.Tests.Support;

namespace QmpGen.Generator.Tests.Qapi;

/// <summary>The three generations of documentation comments say the same.</summary>
public sealed class DocTests
{
    [Theory]
    [InlineData(
        "##\n# @X\n#\n# It happens\n# at times.\n#\n# @m: #optional, the\n#     member (since 2.1)\n#\n# Note: Do not @m it.\n"
            + "#\n# Since: 1.2\n##")]
    [InlineData(
        "##\n# @X:\n#\n# It happens\n# at times.\n#\n# @m: the member (since 2.1)\n#\n# Note: Do not @m it.\n#\n# Since: 1.2\n"
            + "#\n# Example:\n#\n# <- { \"event\": \"X\",\n#      \"data\": {} }\n#\n##")]
    [InlineData(
        "##\n# @X:\n#\n# It `happens` at times.\n#\n# @m: the\n#     member (since 2.1)\n#\n# .. note:: Do not @m it.\n#\n# "
            + "Since: 1.2\n#\n# .. qmp-example::\n#    :title: Now\n#\n#    <- { \"event\": \"X\",\n#         \"data\": {} }\n##")]
    public void Text_members_notes_and_version_are_found(string comment)
    {
        var block = DocReader.Read(comment);

        Assert.Equal("X", block.Symbol);
        Assert.Equal(["It happens at times.", "Do not m it."], block.Paragraphs);
        Assert.Equal("the member (since 2.1)", block.Member("m"));
        Assert.Equal("1.2", block.Since);
        Assert.All(block.Examples, e => Assert.Equal("<- { \"event\": \"X\",\n     \"data\": {} }", e));
    }

    [Fact]
    public void Features_are_told_from_members()
    {
        var block = DocReader.Read("##\n# @X:\n#\n# @m: one\n#\n# Features:\n#\n# @deprecated: Use\n#     Y.\n#\n# Since: 1.2\n##");

        Assert.Equal("one", block.Member("m"));
        Assert.Equal("Use Y.", block.Features["deprecated"]);
        Assert.Empty(block.Paragraphs);
    }

    [Theory]
    [InlineData("# @X:\n#\n# @m: it\n# @n: what is not there", "# @n: what is not there")]
    [InlineData("# @X:\n#\n# @m: it\n# @m: it again", "# @m: it again")]
    [InlineData("# @X:\n#\n# @: what", "# @: what")]
    [InlineData("# @X:\n#\n# Since: 1.1\n#\n# Since: 1.2", "# Since: 1.2")]
    [InlineData("# @X:\n#\n# Features:\n# @none: there is none", "# @none: there is none")]
    [InlineData("# @Y:\n#\n# Something else.", "# @Y:")]
    [InlineData("# @X:\n##\n{ 'include': 'schema.json' }\n##\n# @X:", "# @X:")]
    public void A_comment_that_does_not_fit_is_no_more_than_information(string comment, string pointed)
    {
        var text = $"##\n{comment}\n##\n{{ 'event': 'X', 'data': {{ 'm': {{ 'type': 'int', 'features': [ 'f' ] }} }} }}\n";

        var complaint = Assert.Single(
            Reading.Compile(new SpecFile("schema.json", text, "Spec")).Diagnostics, d => d.Descriptor.Id != "QMP0206");

        Assert.Equal(
            ("QMP0220", DiagnosticSeverity.Info, pointed),
            (complaint.Descriptor.Id, complaint.Descriptor.DefaultSeverity, complaint.Pointed(text)));
    }

    [Theory]
    [InlineData("# @X:\n#\n# @m: it\n#\n# Features:\n# @f: it is")]
    [InlineData("# = Title\n##\n\n##\n# @X:")]
    [InlineData("# @X\n#\n# Old forms have no colon.")]
    public void A_comment_that_fits_is_not_spoken_of(string comment) =>
        Assert.Empty(
            QapiSpecRun.Of(
                $"##\n{comment}\n##\n{{ 'event': 'X', 'data': {{ 'm': {{ 'type': 'int', 'features': [ 'f' ] }} }} }}\n").Diagnostics);
}
