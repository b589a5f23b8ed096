using QmpWatch.Pages;
using QmpWatch.Tests.Support;

namespace QmpWatch.Tests.Pages;

public sealed class PageFileTests
{
    [Fact]
    public void A_page_takes_the_place_of_an_older_one_and_leaves_nothing_beside_it()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("page.html", "old");

        var size = PageFile.Write(path, output => output.Write("new…"));

        Assert.Equal("new…", File.ReadAllText(path));
        Assert.Equal(6, size);
        Assert.Equal([path], Directory.GetFiles(folder.Root));
    }

    [Fact]
    public void A_page_that_fails_half_way_leaves_the_older_one()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("page.html", "old");

        Assert.Throws<InvalidOperationException>(() => PageFile.Write(path, _ => throw new InvalidOperationException()));

        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(folder.Root));
    }

    [Fact]
    public void A_link_to_a_page_stays_one()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("page.html", "old");
        var link = folder.File("latest.html");
        File.CreateSymbolicLink(link, "page.html");

        PageFile.Write(link, output => output.Write("new"));

        Assert.Equal("page.html", new FileInfo(link).LinkTarget);
        Assert.Equal("new", File.ReadAllText(path));
    }

    [Fact]
    public void A_link_that_others_have_planted_beside_a_page_is_not_followed()
    {
        using var folder = new TemporaryFolder();
        var precious = folder.Write("precious", "untouched");
        var path = folder.File("page.html");
        File.CreateSymbolicLink($"{path}.{Environment.ProcessId}.part", precious);
        File.CreateSymbolicLink($"{path}.part", precious);
        File.CreateSymbolicLink(folder.File(".part"), precious);
        var planted = Directory.GetFiles(folder.Root);
        string[] drafts = [];

        PageFile.Write(path, output =>
        {
            drafts = [.. Directory.GetFiles(folder.Root).Except(planted)];
            output.Write("new");
        });
        PageFile.Prepare(path);

        Assert.Equal("untouched", File.ReadAllText(precious));
        Assert.Equal("new", File.ReadAllText(path));
        Assert.Null(new FileInfo(path).LinkTarget);
        Assert.Matches("^[.][0-9a-f]{32}[.]part$", Path.GetFileName(Assert.Single(drafts)));
        Assert.False(File.Exists(drafts[0]));
    }

    [Fact]
    public void A_device_is_written_to_and_not_replaced()
    {
        Assert.SkipUnless(File.Exists("/dev/null"), "this system has no /dev/null");
        using var folder = new TemporaryFolder();
        var link = folder.File("page.html");
        File.CreateSymbolicLink(link, "/dev/null");

        PageFile.Prepare(link);
        PageFile.Write(link, output => output.Write("new"));

        Assert.Equal("/dev/null", new FileInfo(link).LinkTarget);
        Assert.Equal(0, new FileInfo("/dev/null").Length);
    }

    [Fact]
    public void A_folder_in_the_place_of_a_page_is_named_before_anything_else()
    {
        using var folder = new TemporaryFolder();

        var failure = Assert.Throws<PageException>(() => PageFile.Prepare(folder.Root));

        Assert.Equal(
            $"The page '{folder.Root}' cannot be written: it is a folder. Choose a file in a folder that exists and that you may write to.",
            failure.Message);
    }

    [Fact]
    public void A_folder_that_is_not_there_is_named_with_what_to_do()
    {
        var failure = Assert.Throws<PageException>(() => PageFile.Write("/nowhere/page.html", _ => { }));

        Assert.Contains("'/nowhere/page.html'", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Choose a file in a folder that exists", failure.Message, StringComparison.Ordinal);
    }
}
