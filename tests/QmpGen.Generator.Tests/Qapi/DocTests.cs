using QmpGen.Generator.Qapi;

namespace QmpGen.Generator.Tests.Qapi;

/// <summary>The three generations of documentation comments say the same.</summary>
public sealed class DocTests
{
    [Theory]
    [InlineData("##\n# @X\n#\n# It happens\n# at times.\n#\n# @m: #optional, the\n#     member (since 2.1)\n#\n# Note: Do not @m it.\n#\n# Since: 1.2\n##")]
    [InlineData("##\n# @X:\n#\n# It happens\n# at times.\n#\n# @m: the member (since 2.1)\n#\n# Note: Do not @m it.\n#\n# Since: 1.2\n#\n# Example:\n#\n# <- { \"event\": \"X\",\n#      \"data\": {} }\n#\n##")]
    [InlineData("##\n# @X:\n#\n# It `happens` at times.\n#\n# @m: the\n#     member (since 2.1)\n#\n# .. note:: Do not @m it.\n#\n# Since: 1.2\n#\n# .. qmp-example::\n#    :title: Now\n#\n#    <- { \"event\": \"X\",\n#         \"data\": {} }\n##")]
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
}
