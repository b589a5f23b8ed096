using System.Text;

namespace QmpWatch.Tests;

public sealed class WellFormedJsonTests
{
    [Theory]
    [InlineData("""{"a": "\ud83d\ude00 \\ud800 \n \u00e9"}""")]
    [InlineData("""{"a": "é"}""")]
    [InlineData("""no JSON \""")]
    [InlineData("""no JSON \ud8""")]
    public void What_is_text_stays_the_very_same(string json)
    {
        var utf8 = new ReadOnlyMemory<byte>(Encoding.UTF8.GetBytes(json));

        Assert.True(utf8.Equals(WellFormedJson.Of(utf8)));
    }

    [Theory]
    [InlineData("""{"a\ud800": "\uDC00"}""", """{"a\uFFFD": "\uFFFD"}""")]
    [InlineData("""["\ud800\ud83d\ude00\ud800"]""", """["\uFFFD\ud83d\ude00\uFFFD"]""")]
    [InlineData("""["\\\udfff"]""", """["\\\uFFFD"]""")]
    public void Half_a_pair_becomes_a_replacement(string json, string expected) =>
        Assert.Equal(expected, Encoding.UTF8.GetString(WellFormedJson.Of(Encoding.UTF8.GetBytes(json)).Span));

    [Fact]
    public void Bytes_that_are_no_UTF_8_become_replacements() =>
        Assert.Equal(
            "\"a\uFFFDb\"",
            Encoding.UTF8.GetString(WellFormedJson.Of(new byte[] { (byte)'"', (byte)'a', 0xff, (byte)'b', (byte)'"' }).Span));
}
