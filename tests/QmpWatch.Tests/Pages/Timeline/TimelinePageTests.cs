using System.Text.RegularExpressions;
using QmpWatch.Tests.Pages.Browser;
using QmpWatch.Tests.Support;
using static QmpWatch.Tests.Pages.Timeline.TimelinePages;

namespace QmpWatch.Tests.Pages.Timeline;

public sealed class TimelinePageTests(HeadlessBrowser browser) : IClassFixture<HeadlessBrowser>
{
    /// <summary>A number that changes with what the lanes show.</summary>
    private const string Picture = """
        [...document.getElementById("marks").toDataURL()].reduce((sum, c) => (sum * 31 + c.charCodeAt(0)) >>> 0, 0)
        """;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task It_shows_lanes_figures_and_rows_and_nothing_goes_wrong(bool isDark)
    {
        using var folder = new TemporaryFolder();
        await using var page = await OpenAsync(browser, folder, RecordingText.OfThree(), isDark: isDark);

        Assert.Equal(
            ["build", "db", "web"],
            await page.EvaluateAsync<string[]>("[...document.querySelectorAll('.label b')].map(b => b.textContent)"));
        Assert.Equal(
            "7 events 3 machines 1 gap 37 dropped events",
            await page.EvaluateAsync<string>("document.querySelector('.figures').innerText.replace(/\\s+/g, ' ')"));
        Assert.Contains(
            "1 event · 37 dropped",
            await page.EvaluateAsync<string>("document.querySelector('.label').innerText"),
            StringComparison.Ordinal);
        Assert.Equal("14 entries", await Found(page));
        Assert.Equal(14, (await Rows(page)).Length);
        Assert.Contains("VNC_CONNECTED client {host 192.168.7.9, service 5901}", await Rows(page));
        Assert.Equal(
            ["build", "1", "37", "0", "–", "–", "1 min 40 s", "–", "8 min 20 s"],
            await page.EvaluateAsync<string[]>("[...document.querySelector('.summary tbody tr').cells].map(c => c.innerText)"));
        Assert.Empty(await page.EvaluateAsync<string[]>(Contrast.Script));
        page.ExpectNoProblems();
    }

    [Fact]
    public async Task Words_kinds_machines_and_what_is_in_view_filter_the_table_and_the_lanes()
    {
        using var folder = new TemporaryFolder();
        await using var page = await OpenAsync(browser, folder, RecordingText.OfThree());
        var whole = await page.EvaluateAsync<long>(Picture);

        await page.PressAsync("/");
        await page.TypeAsync("ide0 WRITE");
        Assert.Equal("1 of 14 entries", await Found(page));
        await page.UntilAsync($"{Picture} !== {whole}");

        await page.EvaluateAsync<bool>(
            "(search => { search.value = ''; search.dispatchEvent(new Event('input')); })(document.getElementById('search'))");
        await ClickAsync(page, "[...document.querySelectorAll('.label')].find(l => l.innerText.startsWith('web'))");
        Assert.Equal("5 of 14 entries", await Found(page));
        await ClickAsync(page, "[...document.querySelectorAll('.kind')].find(k => k.innerText.includes('RTC_CHANGE'))");
        Assert.Equal("4 of 14 entries", await Found(page));
        Assert.Equal(
            "false",
            await page.EvaluateAsync<string>(
                "[...document.querySelectorAll('.kind')].find(k => k.innerText.includes('RTC_CHANGE')).getAttribute('aria-pressed')"));

        await page.EvaluateAsync<bool>("document.getElementById('lanes').focus()");
        await page.PressAsync("+");
        await page.PressAsync("+");
        await page.UntilAsync("document.getElementById('found').textContent === '2 of 14 entries'");
        await ClickAsync(page, "document.getElementById('in-view')");
        Assert.Equal("4 of 14 entries", await Found(page));
        await page.PressAsync("0");
        page.ExpectNoProblems();
    }

    [Fact]
    public async Task A_mark_and_a_row_lead_to_each_other_and_to_all_of_the_event()
    {
        using var folder = new TemporaryFolder();
        await using var page = await OpenAsync(browser, folder, RecordingText.OfThree());

        // The recording ends after ten minutes; its margins are a hundredth of that on each side.
        var x = await page.EvaluateAsync<double>(
            "(b => b.left + b.width * (61 + 6) / 612)(document.getElementById('marks').getBoundingClientRect())");
        var top = await page.EvaluateAsync<double>(
            "[...document.querySelectorAll('.label')].find(l => l.innerText.startsWith('db')).getBoundingClientRect().top");
        var row = await page.EvaluateAsync<int>(
            "[...document.querySelectorAll('.family')].findIndex(f => f.innerText.includes('BLOCK_IO_ERROR'))");
        var y = top + 6 + (row * 16) + 8;
        await page.MouseAsync("mouseMoved", x, y);
        await page.UntilAsync("document.getElementById('tip').innerText.includes('BLOCK_IO_ERROR')");
        await page.ClickAsync(x, y);

        await page.UntilAsync("document.getElementById('chosen').innerText.includes('BLOCK_IO_ERROR')");
        var all = await page.EvaluateAsync<string>("document.getElementById('chosen').innerText");
        Assert.All(
            ["db", "20:29:09.000000 UTC", "paused", "20:29:08.999 by QEMU's clock", "\"device\": \"ide0-hd1\""],
            part => Assert.Contains(part, all, StringComparison.Ordinal));
        Assert.Contains(
            "BLOCK_IO_ERROR",
            await page.EvaluateAsync<string>("document.querySelector('[aria-selected=true]').innerText"),
            StringComparison.Ordinal);

        await page.EvaluateAsync<bool>("document.getElementById('rows').focus()");
        await page.PressAsync("ArrowDown");
        Assert.Equal("RESUME", (await page.EvaluateAsync<string>("document.querySelector('#chosen h2').innerText")).Trim());
        Assert.True(
            await page.EvaluateAsync<bool>(
                "document.getElementById(document.getElementById('rows').getAttribute('aria-activedescendant'))"
                    + ".getAttribute('aria-selected') === 'true'"));
        page.ExpectNoProblems();
    }

    [Theory]
    [InlineData("db", 30, "--running")]
    [InlineData("db", 75, "--paused")]
    [InlineData("db", 300, "--running")]
    [InlineData("build", 550, "--gone")]
    [InlineData("web", 230, "--sunken")]
    public async Task Below_the_marks_stands_the_state(string vm, int second, string colour)
    {
        using var folder = new TemporaryFolder();
        await using var page = await OpenAsync(browser, folder, RecordingText.OfThree());

        // The bar is 14 pixels high and ends 5 above the lane's end; words may stand in it, so its colours are looked for in a stretch.
        var colours = await page.EvaluateAsync<string[]>($$"""
            (() => {
              const copy = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
              const marks = document.getElementById("marks");
              copy.canvas.width = marks.width;
              copy.canvas.height = marks.height;
              copy.drawImage(marks, 0, 0);
              const label = [...document.querySelectorAll(".label")].find(l => l.innerText.startsWith("{{vm}}"));
              const y = label.getBoundingClientRect().bottom - document.getElementById("lanes").getBoundingClientRect().top - 1 - 12;
              const x = marks.width * ({{second}} + 6) / 612;
              const data = copy.getImageData(x, y, 12, 1).data;
              const names = [];
              for (let i = 0; i < data.length; i += 4) names.push(`${data[i]},${data[i + 1]},${data[i + 2]}`);
              copy.fillStyle = getComputedStyle(document.documentElement).getPropertyValue("{{colour}}");
              copy.fillRect(0, 0, 1, 1);
              return [copy.getImageData(0, 0, 1, 1).data.slice(0, 3).join(","), ...names];
            })()
            """);
        Assert.Contains(colours[0], colours[1..]);
    }

    [Fact]
    public async Task Zooming_moving_and_sizing_draw_again()
    {
        using var folder = new TemporaryFolder();
        await using var page = await OpenAsync(browser, folder, RecordingText.OfThree());
        var picture = await page.EvaluateAsync<long>(Picture);
        var x = await page.EvaluateAsync<double>("(b => b.left + b.width / 2)(document.getElementById('marks').getBoundingClientRect())");
        var y = await page.EvaluateAsync<double>("(b => b.top + b.height / 2)(document.getElementById('marks').getBoundingClientRect())");

        await page.MouseAsync("mouseWheel", x, y, deltaY: -300, modifiers: 2);
        picture = await Changed(picture);
        await page.MouseAsync("mousePressed", x, y);
        await page.MouseAsync("mouseMoved", x + 60, y);
        await page.MouseAsync("mouseReleased", x + 60, y);
        picture = await Changed(picture);
        await page.ResizeAsync(700, 900);
        picture = await Changed(picture);
        await page.PreferAsync(isDark: true);
        await Changed(picture);
        page.ExpectNoProblems();

        async Task<long> Changed(long before)
        {
            await page.UntilAsync($"{Picture} !== {before}");
            return await page.EvaluateAsync<long>(Picture);
        }
    }

    [Theory]
    [InlineData(360)]
    [InlineData(800)]
    [InlineData(1920)]
    public async Task No_width_makes_it_wider_than_its_window(int width)
    {
        using var folder = new TemporaryFolder();
        await using var page = await OpenAsync(browser, folder, RecordingText.OfThree(), width);

        Assert.True(await page.EvaluateAsync<int>("document.documentElement.scrollWidth") <= width);
    }

    [Fact]
    public async Task A_hundred_thousand_events_are_shown_and_searched()
    {
        const int Count = 100_000;
        using var folder = new TemporaryFolder();
        var path = await WriteAsync(folder, RecordingText.Storm(Count));
        Assert.InRange(new FileInfo(path).Length, 1, 4 * 1024 * 1024);

        await using var page = await browser.OpenAsync(path);
        await page.UntilAsync(IsReady);

        Assert.Equal("100,000 entries", await Found(page));
        Assert.InRange(await page.EvaluateAsync<int>("document.querySelectorAll('#space .row').length"), 10, 60);
        await page.EvaluateAsync<bool>("document.getElementById('rows').focus()");
        await page.PressAsync("End");
        await page.UntilAsync(
            "[...document.querySelectorAll('#space .row')].some(r => !r.hidden && r.getAttribute('aria-rowindex') === '100001' && "
                + "r.getAttribute('aria-selected') === 'true')");
        await page.PressAsync("/");
        await page.TypeAsync("job99994");
        Assert.Equal("1 of 100,000 entries", await Found(page));
        Assert.Equal(["JOB_STATUS_CHANGE id job99994 status running"], await Rows(page));
        page.ExpectNoProblems();
    }

    [Fact]
    public async Task An_empty_recording_is_a_page_too()
    {
        using var folder = new TemporaryFolder();
        await using var page = await OpenAsync(browser, folder, new RecordingText());

        Assert.Equal("0 entries", await Found(page));
        page.ExpectNoProblems();
    }

    [Fact]
    public async Task A_live_session_leaves_its_page_and_no_recording()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("page.html");

        var outcome = await InProcess.RunAsync("--timeline", path);

        Assert.True(outcome.ExitCode == 0, outcome.ToString());
        var written = new Regex(@"^Wrote '.*page\.html': 10 events of 1 machine, \d+ KiB\.$");
        Assert.Contains(outcome.Messages, written.IsMatch);
        await using var page = await browser.OpenAsync(path);
        await page.UntilAsync(IsReady);
        Assert.Contains("WATCHDOG action reset", await Rows(page));
        page.ExpectNoProblems();
    }

    [Theory]
    [InlineData("no recording", "not valid JSON")]
    [InlineData(
        "{\"qmpRecording\": 1, \"started\": \"2026-11-23T20:28:08Z\"}\n{\"at\": -1, \"vm\": \"a\", \"state\": \"connected\"}\n", "Line 2")]
    public async Task A_damaged_recording_gets_one_line_and_exit_code_2(string content, string expected)
    {
        using var folder = new TemporaryFolder();
        var recording = folder.Write("recording.jsonl", content);

        var outcome = await InProcess.RunAsync("--play", recording, "--timeline", folder.File("page.html"));

        Assert.True(outcome.ExitCode == 2, outcome.ToString());
        Assert.Contains(recording, Assert.Single(outcome.Messages), StringComparison.Ordinal);
        Assert.Contains(expected, outcome.Messages[0], StringComparison.Ordinal);
        Assert.False(File.Exists(folder.File("page.html")));
    }

    [Fact]
    public async Task A_page_that_cannot_be_written_is_refused_before_the_session_not_after_it()
    {
        var outcome = await InProcess.RunAsync("--timeline", "/nowhere/page.html");

        Assert.True(outcome.ExitCode == 1, outcome.ToString());
        Assert.Contains("'/nowhere/page.html' cannot be written", Assert.Single(outcome.Messages), StringComparison.Ordinal);
        Assert.Empty(outcome.Output);
    }
}
