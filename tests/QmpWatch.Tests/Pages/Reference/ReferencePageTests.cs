using System.Text.RegularExpressions;
using QmpGen.Tests.Shared;
using QmpWatch.Pages;
using QmpWatch.Pages.Reference;
using QmpWatch.Specs;
using QmpWatch.Tests.Pages.Browser;
using QmpWatch.Tests.Support;

namespace QmpWatch.Tests.Pages.Reference;

public sealed class ReferencePageTests(HeadlessBrowser browser) : IClassFixture<HeadlessBrowser>
{
    private const string DocumentOf2010 = "document of 2010";
    private const string Schema72 = "schema of QEMU 7.2";
    private const string AbsentText = "(absent)";

    public static TheoryData<string> Specs { get; } =
    [
        DocumentOf2010, .. Fixtures.Texts.Select(f => Path.GetFileName(f)!).DefaultIfEmpty(AbsentText), Schema72,
    ];

    [Theory]
    [MemberData(nameof(Specs))]
    public async Task Every_event_is_there_nothing_goes_wrong_and_nothing_is_asked_of_the_network(string spec)
    {
        using var folder = new TemporaryFolder();
        var (path, model) = Write(folder, SourceOf(spec));
        await using var page = await browser.OpenAsync(path);

        Assert.Equal(
            model.Events.Select(e => e.Name).Concat(model.Commands.Select(c => $"command-{c.Name}")),
            await page.EvaluateAsync<string[]>("[...document.querySelectorAll('main > article')].map(a => a.id)"));
        Assert.Equal(model.Defects.Count, await page.EvaluateAsync<int>("document.querySelectorAll('.defects tbody tr').length"));
        Assert.Empty(
            await page.EvaluateAsync<string[]>(
                "[...document.querySelectorAll('a[href^=\"#\"]')].map(a => a.getAttribute('href').slice(1)).filter(id => "
                    + "!document.getElementById(id))"));
        Assert.Empty(
            await page.EvaluateAsync<string[]>(
                "[...document.querySelectorAll('[id]')].map(e => e.id).filter((id, i, all) => all.indexOf(id) !== i)"));
        page.ExpectNoProblems();
    }

    [Fact]
    public async Task Members_types_values_defects_and_the_graph_can_be_read()
    {
        using var folder = new TemporaryFolder();
        await using var page = await browser.OpenAsync(Write(folder).Path);

        var text = await page.EvaluateAsync<string>("document.getElementById('BLOCK_IO_ERROR').innerText");
        Assert.All(
            ["BlockIoErrorEvent", "operation", "Operation", "BlockIoErrorOperation", "error caused VM to be stopped",
                "Followed by", "\"ide0-hd1\""],
            part => Assert.Contains(part, text, StringComparison.Ordinal));
        Assert.Contains(
            "92", await page.EvaluateAsync<string>("document.querySelector('#defects tbody').innerText"), StringComparison.Ordinal);
        Assert.Equal(5, await page.EvaluateAsync<int>("document.querySelectorAll('.graph .arrow').length"));
        Assert.Equal(
            "#STOP",
            await page.EvaluateAsync<string>(
                "[...document.querySelectorAll('.graph a')].find(a => a.textContent.trim() === 'STOP').getAttribute('href')"));
    }

    [Fact]
    public async Task The_filter_leaves_what_has_all_words_and_a_link_leads_out_of_it()
    {
        using var folder = new TemporaryFolder();
        await using var page = await browser.OpenAsync(Write(folder).Path);

        await page.PressAsync("/");
        await page.TypeAsync("sasl_username optional");

        Assert.Equal(["VNC_DISCONNECTED", "VNC_INITIALIZED"], await Shown(page));
        Assert.Equal("2 of 10", await page.EvaluateAsync<string>("document.getElementById('found').textContent"));
        Assert.Equal(
            2, await page.EvaluateAsync<int>("[...document.querySelectorAll('nav .events li')].filter(l => l.checkVisibility()).length"));

        await page.EvaluateAsync<string>("location.hash = 'STOP'");
        await page.UntilAsync(
            "document.getElementById('STOP').getBoundingClientRect().top < innerHeight && document.getElementById('search').value === ''");
        Assert.Equal(10, (await Shown(page)).Length);

        await page.PressAsync("/");
        await page.TypeAsync("watch");
        await page.PressAsync("Enter");
        Assert.Equal("#WATCHDOG", await page.EvaluateAsync<string>("location.hash"));

        await page.PressAsync("/");
        await page.TypeAsync("no such word");
        Assert.True(await page.EvaluateAsync<bool>("document.getElementById('nothing').checkVisibility()"));
        await page.PressAsync("Escape");
        Assert.Equal(10, (await Shown(page)).Length);
        page.ExpectNoProblems();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Light_and_dark_every_word_stands_out_from_what_is_behind_it(bool isDark)
    {
        using var folder = new TemporaryFolder();
        await using var page = await browser.OpenAsync(Write(folder).Path, isDark: isDark);

        Assert.Empty(await page.EvaluateAsync<string[]>(Contrast.Script));
        Assert.Equal(
            isDark ? "rgb(21, 24, 29)" : "rgb(251, 250, 248)",
            await page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor"));
    }

    [Theory]
    [InlineData(360)]
    [InlineData(800)]
    [InlineData(1920)]
    public async Task No_width_makes_it_wider_than_its_window(int width)
    {
        using var folder = new TemporaryFolder();
        await using var page = await browser.OpenAsync(Write(folder).Path, width);

        Assert.True(await page.EvaluateAsync<int>("document.documentElement.scrollWidth") <= width);
    }

    [Fact]
    public async Task On_paper_the_events_are_alone()
    {
        using var folder = new TemporaryFolder();
        await using var page = await browser.OpenAsync(Write(folder).Path);

        await page.PrintAsync();

        Assert.False(
            await page.EvaluateAsync<bool>(
                "document.querySelector('nav').checkVisibility() || document.getElementById('search').checkVisibility()"));
        Assert.True(await page.EvaluateAsync<bool>("document.getElementById('STOP').checkVisibility()"));
    }

    [Fact]
    public async Task Markup_in_a_document_stays_text()
    {
        using var folder = new TemporaryFolder();
        var spec = folder.Write("evil.txt", """
            STOP
            ----

            Emitted </script><img src=x onerror="document.title='run'"> & "so" on.

            Data:

            - "<b>": a <i>member</i> (json-string, "<u>" or "'\"")

            Example:

            { "event": "STOP", "data": { "<b>": "</pre><script>document.title='run'</script>" } }

            """);
        await using var page = await browser.OpenAsync(Write(folder, spec).Path);

        Assert.Equal("evil.txt: events", await page.EvaluateAsync<string>("document.title"));
        Assert.Equal(0, await page.EvaluateAsync<int>("document.querySelectorAll('main img, main script, main i, main u').length"));
        Assert.Contains(
            "</script><img src=x", await page.EvaluateAsync<string>("document.getElementById('STOP').innerText"), StringComparison.Ordinal);
        page.ExpectNoProblems();
    }

    [Fact]
    public async Task The_command_line_writes_it()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("events.html");

        var outcome = await InProcess.RunAsync("--reference", path, "--spec", Repository.Spec);

        Assert.True(outcome.ExitCode == 0, outcome.ToString());
        Assert.Matches(new Regex(@"^Wrote '.*events\.html': 10 events of qmp-events\.txt, \d+ KiB\.$"), Assert.Single(outcome.Messages));
        Assert.Contains(
            "id=\"BLOCK_IO_ERROR\"", await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_spec_gives_the_same_bytes()
    {
        using var folder = new TemporaryFolder();

        Assert.Equal(File.ReadAllBytes(Write(folder).Path), File.ReadAllBytes(Write(folder).Path));
    }

    private static Task<string[]> Shown(BrowserPage page) =>
        page.EvaluateAsync<string[]>("[...document.querySelectorAll('main > article')].filter(a => a.checkVisibility()).map(a => a.id)");

    /// <summary>Where the spec of a row is; skips the test where it is not in place.</summary>
    private static string SourceOf(string name)
    {
        var source = name switch
        {
            DocumentOf2010 => Repository.Spec,
            Schema72 => Fixtures.Schema("7.2"),
            _ => Fixtures.Texts.SingleOrDefault(f => Path.GetFileName(f) == name),
        };
        Assert.SkipWhen(source is null, name == Schema72 ? Fixtures.NoSchema72 : Fixtures.NoTexts);
        return source;
    }

    [Fact]
    public async Task A_mark_that_turns_the_direction_of_text_reaches_no_other_element()
    {
        using var folder = new TemporaryFolder();
        var spec = folder.Write("lamp.json", """
            ##
            # @LAMP:
            #
            # The \u202Elamp
            #
            # @colour: its \u202Ecolour
            #
            # Features:
            # @deprecated: no \u202Elamps
            ##
            { 'event': 'LAMP', 'data': { 'colour': 'str' }, 'features': [ 'deprecated' ] }
            """.Replace("\\u202E", "\u202E", StringComparison.Ordinal));
        await using var page = await browser.OpenAsync(Write(folder, spec).Path);

        var isolation = await page.EvaluateAsync<string[]>("""
            (() => {
              const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
              for (let text; text = texts.nextNode();)
                if (text.data.includes('\u202E')) found.push(getComputedStyle(text.parentElement).unicodeBidi);
              return found;
            })()
            """);

        Assert.True(isolation.Length >= 3, $"{isolation.Length} texts");
        Assert.All(isolation, i => Assert.Equal("isolate", i));
    }

    private static (string Path, ReferenceModel Model) Write(TemporaryFolder folder, string? spec = null)
    {
        var model = ReferenceModelBuilder.Build(
            SpecLoader.LoadWithCommands(spec ?? Repository.Spec, TestContext.Current.CancellationToken));
        var path = folder.File("page.html");
        PageFile.Write(path, output => ReferencePage.Write(model, output));
        return (path, model);
    }
}
