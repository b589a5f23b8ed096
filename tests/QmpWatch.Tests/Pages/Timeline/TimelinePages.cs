using QmpWatch.Tests.Pages.Browser;
using QmpWatch.Tests.Support;

namespace QmpWatch.Tests.Pages.Timeline;

/// <summary>Opens timeline pages and asks what they show.</summary>
internal static class TimelinePages
{
    public const string IsReady = "document.body.dataset.ready === 'true'";

    /// <summary>Opens the page of a recording and waits until it is drawn.</summary>
    public static async Task<BrowserPage> OpenAsync(
        HeadlessBrowser browser, TemporaryFolder folder, RecordingText recording, int width = 1280, bool isDark = false)
    {
        var page = await browser.OpenAsync(await WriteAsync(folder, recording), width, 1200, isDark);
        await page.UntilAsync(IsReady);

        // A ready page draws with the next frame, and once more with the one after it when its size has been observed.
        await page.EvaluateAsync<bool>(
            "new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(() => drawn(true))))");
        return page;
    }

    public static async Task<string> WriteAsync(TemporaryFolder folder, RecordingText recording)
    {
        var path = folder.File("page.html");
        var outcome = await InProcess.RunAsync("--play", folder.Write("recording.jsonl", recording.ToString()), "--timeline", path);
        Assert.True(outcome.ExitCode == 0, outcome.ToString());
        return path;
    }

    public static Task<string> Found(BrowserPage page) => page.EvaluateAsync<string>("document.getElementById('found').textContent");

    /// <summary>The event and the data of the rows that are there.</summary>
    public static Task<string[]> Rows(BrowserPage page) => page.EvaluateAsync<string[]>(
        "[...document.querySelectorAll('#space .row')].filter(r => !r.hidden).map(r => `${r.children[2].textContent} "
            + "${r.children[3].textContent}`.replace(/\\s+/g, ' ').trim())");

    public static Task<bool> ClickAsync(BrowserPage page, string element) => page.EvaluateAsync<bool>($"{element}.click()");
}
