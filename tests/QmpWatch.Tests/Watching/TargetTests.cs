using QmpGen;
using QmpWatch.Tests.Support;
using QmpWatch.Watching;

namespace QmpWatch.Tests.Watching;

/// <summary>What an address on the command line stands for.</summary>
public sealed class TargetTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("unix:/run/vm.sock", "unix:/run/vm.sock")]
    [InlineData("unix:vm.sock", "unix:vm.sock")]
    [InlineData("tcp:localhost:4444", "tcp:localhost:4444")]
    [InlineData("tcp:[::1]:4444", "tcp:[::1]:4444")]
    [InlineData("/run/vm.sock", "unix:/run/vm.sock")]
    [InlineData("./vm.sock", "unix:./vm.sock")]
    public void One_monitor(string text, string expected) =>
        Assert.Equal(QmpEndpoint.Parse(expected), Assert.IsType<OneMonitor>(Parsed(text)).Vm.Endpoint);

    [Fact]
    public void The_plain_path_of_a_file_that_is_there_is_a_socket()
    {
        var path = Path.GetRelativePath(Environment.CurrentDirectory, _folder.Write("vm.sock", string.Empty));

        Assert.Equal(QmpEndpoint.Unix(path), Assert.IsType<OneMonitor>(Parsed(path)).Vm.Endpoint);
    }

    [Fact]
    public void A_folder_stands_for_all_in_it_and_a_pattern_for_what_is_like_it()
    {
        Assert.Equal(Path.Combine(_folder.Root, "*"), Assert.IsType<SocketPattern>(Parsed(_folder.Root)).Pattern);
        Assert.Equal("/run/vm/*/q?p", Assert.IsType<SocketPattern>(Parsed("/run/vm/*/q?p")).Pattern);
        Assert.Equal("/not/there/yet/*", Assert.IsType<SocketPattern>(Parsed("/not/there/yet/")).Pattern);
    }

    [Fact]
    public void Machines_of_a_pattern_are_called_after_their_place_in_it() =>
        Assert.Equal("web1/monitor.sock", new SocketPattern("/run/vm/*/monitor.sock").ToVm("/run/vm/web1/monitor.sock").Name);

    [Fact]
    public void Machines_of_several_folders_are_told_apart_by_their_folders()
    {
        var patterns = SocketPattern.Together([new("/run/a/*"), new("/run/b/*.sock"), new("/run/a/*")]);

        Assert.Equal(
            ["a/vm.sock", "b/vm.sock"],
            patterns.Zip(["/run/a/vm.sock", "/run/b/vm.sock"], (pattern, path) => pattern.ToVm(path).Name));
    }

    [Fact]
    public void A_folder_that_starts_like_another_does_not_hold_it() =>
        Assert.Equal("vm1/x", SocketPattern.Together([new("/run/vm/*"), new("/run/vm1/*")])[1].ToVm("/run/vm1/x").Name);

    [Fact]
    public void Machines_of_folders_that_share_nothing_have_their_whole_path() =>
        Assert.Equal("srv/x", SocketPattern.Together([new("/run/vm/*"), new("/srv/*")])[1].ToVm("/srv/x").Name);

    [Theory]
    [InlineData("somewhere")]
    [InlineData("")]
    [InlineData("tcp:localhost")]
    public void Anything_else_is_refused_with_what_was_expected(string text)
    {
        Assert.False(Target.TryParse(text, out _, out var error));
        Assert.StartsWith($"'{text}' is not a valid address: expected unix:/path, tcp:host:port", error, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static Target Parsed(string text)
    {
        Assert.True(Target.TryParse(text, out var target, out var error), error);
        return target;
    }
}
