using QmpWatch.Tests.Pages.Browser;
using QmpWatch.Tests.Support;
using static QmpWatch.Tests.Pages.Timeline.TimelinePages;

namespace QmpWatch.Tests.Pages.Timeline;

/// <summary>What came over the wire stands in the page as it was, and does nothing there.</summary>
public sealed class TimelineTextTests(HeadlessBrowser browser) : IClassFixture<HeadlessBrowser>
{
    [Fact]
    public async Task What_came_from_the_wire_cannot_become_markup_or_run()
    {
        const string Evil = "</script><img src=x onerror=\"document.title='run'\"><script>document.title='run'</script>";
        using var folder = new TemporaryFolder();
        var text = new RecordingText()
            .State(0, Evil, "connected", Evil)
            .Event(1000, Evil, Evil, new { x = Evil })
            .Event(2000, Evil, "__proto__", new { __proto__ = "constructor" })
            .State(3000, Evil, "disconnected", Evil);

        await using var page = await OpenAsync(browser, folder, text);
        await ClickAsync(page, "document.querySelectorAll('#space .row')[1]");

        Assert.Equal("recording.jsonl: timeline", await page.EvaluateAsync<string>("document.title"));
        Assert.Equal(0, await page.EvaluateAsync<int>("document.querySelectorAll('img').length"));
        Assert.Equal(2, await page.EvaluateAsync<int>("document.querySelectorAll('script').length"));
        Assert.Equal(Evil, await page.EvaluateAsync<string>("document.querySelector('.label b').textContent"));
        Assert.Contains(
            "onerror", await page.EvaluateAsync<string>("document.getElementById('chosen').innerText"), StringComparison.Ordinal);
        page.ExpectNoProblems();
    }

    [Fact]
    public async Task Large_numbers_are_shown_to_the_last_digit()
    {
        using var folder = new TemporaryFolder();
        await using var page = await OpenAsync(browser, folder, new RecordingText().State(0, "a", "connected").Event(
            1_000, "a", "QUORUM_FAILURE", new
            {
                reference = "0 12345678901234567890 \"1\": 9007199254740993",
                sector = ulong.MaxValue,
                at = new[] { -9007199254740993 },
            }));

        Assert.Contains(
            "QUORUM_FAILURE reference 0 12345678901234567890 \"1\": 9007199254740993 sector 18446744073709551615 at [-9007199254740993]",
            await Rows(page));
        await ClickAsync(page, "[...document.querySelectorAll('#space .row')].find(r => r.innerText.includes('QUORUM'))");
        var whole = await page.EvaluateAsync<string>("document.querySelector('#chosen pre').textContent");
        Assert.Contains("\"sector\": 18446744073709551615,", whole, StringComparison.Ordinal);
        Assert.Contains("    -9007199254740993\n", whole, StringComparison.Ordinal);
        Assert.Contains("\"reference\": \"0 12345678901234567890 \\\"1\\\": 9007199254740993\"", whole, StringComparison.Ordinal);
        page.ExpectNoProblems();
    }
}
