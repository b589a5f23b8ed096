using QmpGen.Generator.Emit;

namespace QmpGen.Generator.Tests.Emit;

public sealed class LiteralsTests
{
    [Theory]
    [InlineData("plain", "\"plain\"")]
    [InlineData("a\"b\\c", "\"a\\\"b\\\\c\"")]
    [InlineData("a\nb\tc\0", "\"a\\u000Ab\\u0009c\\u0000\"")]
    [InlineData("\u00E9\u540D", "\"\\u00E9\\u540D\"")]
    [InlineData("\uD83D\uDE00", "\"\\uD83D\\uDE00\"")]
    [InlineData("\u2028", "\"\\u2028\"")]
    public void A_text_becomes_a_literal_in_ASCII(string text, string literal) => Assert.Equal(literal, Literals.String(text));

    [Fact]
    public void Half_a_surrogate_pair_becomes_the_replacement_character()
    {
        Assert.Equal("\"\\uFFFDx\"", Literals.String("\uD83Dx"));
        Assert.Equal("\"x\\uFFFD\"", Literals.String("x\uDE00"));
        Assert.Equal("\uFFFD", Literals.Xml("\uD83D"));
    }

    [Theory]
    [InlineData("a & b < c > d", "a &amp; b &lt; c &gt; d")]
    [InlineData("*/ \"\"\" ]]>", "*/ \"\"\" ]]&gt;")]
    [InlineData("a\nb\u2028c\u0085d\u0001e", "a b c d e")]
    [InlineData("\u540D", "\u540D")]
    public void A_text_becomes_XML_of_one_line(string text, string xml) => Assert.Equal(xml, Literals.Xml(text));

    [Fact]
    public void A_literal_is_the_same_text_in_JSON()
    {
        var text = string.Concat(Enumerable.Range(0, 0xD800).Select(i => (char)i)) + "\uE000\uFFFF\U0001F600";

        Assert.Equal(text, System.Text.Json.JsonSerializer.Deserialize<string>(Literals.Json(text)));
    }
}
