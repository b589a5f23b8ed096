using QmpWatch.Specs;
using QmpWatch.Tests.Support;

namespace QmpWatch.Tests.Specs;

/// <summary>How the command line names a spec.</summary>
public sealed class SpecFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public SpecFilesTests()
    {
        _folder.Write("qapi/b.json", string.Empty);
        _folder.Write("qapi/a.json", string.Empty);
        _folder.Write("qapi/notes.txt", string.Empty);
        _folder.Write("events.txt", string.Empty);
    }

    [Theory]
    [InlineData("qapi")]
    [InlineData("qapi/*.json")]
    [InlineData("q*/?.json")]
    public void A_folder_and_a_pattern_stand_for_their_schema_files(string argument) =>
        Assert.Equal([_folder.File("qapi/a.json"), _folder.File("qapi/b.json")], SpecFiles.Find(_folder.File(argument)));

    [Fact]
    public void A_list_names_files_from_where_it_stands()
    {
        var list = _folder.Write("list", "# the newest\nqapi/b.json\n\n  qapi/a.json\n");

        Assert.Equal([_folder.File("qapi/b.json"), _folder.File("qapi/a.json")], SpecFiles.Find($"@{list}"));
    }

    [Fact]
    public void A_text_is_a_spec_of_its_own()
    {
        var list = _folder.Write("list", "qapi/a.json\nevents.txt\n");

        Assert.Equal([_folder.File("events.txt")], SpecFiles.Find(_folder.File("events.txt")));
        Assert.Contains(
            "a text is a complete spec", Assert.Throws<SpecException>(() => SpecFiles.Find($"@{list}")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_or_list_without_a_spec_is_named()
    {
        Directory.CreateDirectory(_folder.File("empty"));
        var list = _folder.Write("list", "# none\n");

        Assert.Contains(
            $"The folder '{_folder.File("empty")}' contains no *.json",
            Assert.Throws<SpecException>(() => SpecFiles.Find(_folder.File("empty"))).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            $"The list '{list}' names no files",
            Assert.Throws<SpecException>(() => SpecFiles.Find($"@{list}")).Message,
            StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();
}
