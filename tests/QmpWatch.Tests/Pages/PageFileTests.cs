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
    public void A_folder_that_is_not_there_is_named_with_what_to_do()
    {
        var failure = Assert.Throws<PageException>(() => PageFile.Write("/nowhere/page.html", _ => { }));

        Assert.Contains("'/nowhere/page.html'", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Name a file in a folder that is there", failure.Message, StringComparison.Ordinal);
    }
}
