using QmpWatch.Pages;

namespace QmpWatch.Tests.Pages;

public sealed class HtmlWriterTests
{
    [Fact]
    public void Text_and_attributes_cannot_become_markup()
    {
        var html = Write(h => h.Element("p", "a<b>&\"'", ("title", "\"><script>alert(1)</script>")));

        Assert.Equal("<p title=\"&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;\">a&lt;b&gt;&amp;&quot;&#39;</p>\n", html);
    }

    [Fact]
    public void An_attribute_without_a_value_is_left_out_and_an_empty_one_stands_alone() =>
        Assert.Equal("<i hidden></i>\n", Write(h => h.Open("i", ("class", null), ("hidden", "")).Close()));

    [Fact]
    public void Content_that_would_end_its_element_early_is_refused() =>
        Assert.Throws<ArgumentException>(() => Write(h => h.Open("script").Verbatim("\"</script>\"").Close()));

    private static string Write(Action<HtmlWriter> write)
    {
        using var text = new StringWriter();
        write(new HtmlWriter(text));
        return text.ToString();
    }
}
