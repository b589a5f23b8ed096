using QmpGen.Hosting.Folders;
using QmpWatch.Tests.Support;

namespace QmpWatch.Tests;

/// <summary>What paths with wildcards stand for.</summary>
public sealed class PathPatternTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public PathPatternTests()
    {
        foreach (var name in (string[])["a/m.sock", "a/n.sock", "a/m.pid", "a/.m.sock", "b/m.sock", ".c/m.sock"])
        {
            _folder.Write(name, string.Empty);
        }
    }

    [Theory]
    [InlineData("a/*.sock", "a/m.sock", "a/n.sock")]
    [InlineData("*/m.sock", "a/m.sock", "b/m.sock")]
    [InlineData("?/[m].sock")]
    [InlineData("a/.*", "a/.m.sock")]
    [InlineData(".c/*", ".c/m.sock")]
    [InlineData("a/m.*", "a/m.pid", "a/m.sock")]
    [InlineData("nowhere/*")]
    public void A_pattern_stands_for_what_it_would_in_a_shell(string pattern, params string[] expected) =>
        Assert.Equal(expected.Select(_folder.File), PathPattern.Expand(_folder.File(pattern)));

    [Theory]
    [InlineData("/run/vm/*.sock", "/run/vm")]
    [InlineData("/run/*/m", "/run")]
    [InlineData("/*", "/")]
    [InlineData("*.json", ".")]
    [InlineData("qapi/*.json", "qapi")]
    [InlineData("/run/vm/vm1.sock", "/run/vm")]
    public void All_of_it_lies_below_one_folder(string pattern, string expected) => Assert.Equal(expected, PathPattern.Root(pattern));

    public void Dispose() => _folder.Dispose();
}
