using System.Net.Sockets;
using QmpGen.Testing;

namespace QmpGen.Tests.Transport;

/// <summary>Where a listener and a test server can listen, what they say where they cannot, and what they leave behind.</summary>
public sealed class ListeningTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("qmp").FullName;

    private string Path => System.IO.Path.Combine(_folder, "s");

    [Fact]
    public async Task A_socket_that_nobody_listens_on_is_replaced()
    {
        foreach (var _ in (int[])[1, 2])
        {
            using (var left = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
            {
                left.Bind(new UnixDomainSocketEndPoint(Path + "left"));
                File.Move(Path + "left", Path);
            }

            using (var listener = QmpListener.Start(QmpEndpoint.Unix(Path)))
            {
                await (await listener.Endpoint.ConnectAsync().InTime()).DisposeAsync();
            }

            Assert.False(File.Exists(Path));
        }

        using (var left = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            left.Bind(new UnixDomainSocketEndPoint(Path + "left"));
            File.Move(Path + "left", Path);
        }

        await using var server = QmpTestServer.OnUnixSocketAt(Path);
        await using var client = await QmpClient.ConnectAsync(server.Endpoint).InTime();
    }

    [Fact]
    public async Task A_socket_that_somebody_listens_on_is_not()
    {
        using var listener = QmpListener.Start(QmpEndpoint.Unix(Path));

        AssertRefused($"Could not listen on unix:{Path}: another program listens there already.");

        // And it still works.
        await (await listener.Endpoint.ConnectAsync().InTime()).DisposeAsync();
    }

    [Fact]
    public void A_file_is_not_replaced()
    {
        File.WriteAllText(Path, string.Empty);

        AssertRefused($"Could not listen on unix:{Path}: there is a file of that name, which is not a socket.");

        Assert.True(File.Exists(Path));
    }

    [Fact]
    public void A_folder_is_named()
    {
        Directory.CreateDirectory(Path);

        AssertRefused($"Could not listen on unix:{Path}: it is a folder.");
    }

    [Fact]
    public void A_missing_folder_is_named() =>
        AssertRefused(
            $"Could not listen on unix:{_folder}/missing/s: the folder {_folder}/missing does not exist.", $"{_folder}/missing/s");

    [Fact]
    public void Too_long_a_path_says_so()
    {
        var path = $"/{new string('x', 120)}";

        AssertRefused($"Could not listen on unix:{path}: the path has 121 bytes, and that of a socket has 107 at most.", path);
    }

    [Fact]
    public void A_port_that_cannot_be_had_is_named()
    {
        using var listener = QmpListener.Start(QmpEndpoint.Tcp("127.0.0.1", 0));

        var inUse = Assert.Throws<QmpConnectException>(() => QmpListener.Start(listener.Endpoint));
        var notHere = Assert.Throws<QmpConnectException>(() => QmpListener.Start(QmpEndpoint.Tcp("192.0.2.1", 0)));

        Assert.StartsWith(
            $"Could not listen on {listener.Endpoint}: another program listens there already.", inUse.Message, StringComparison.Ordinal);
        Assert.Equal("Could not listen on tcp:192.0.2.1:0: 192.0.2.1 is not an address of this machine.", notHere.Message);
    }

    [Fact]
    public async Task Disposing_while_accepting_says_what_and_where()
    {
        var listener = QmpListener.Start(QmpEndpoint.Unix(Path));
        var accepting = listener.AcceptAsync();
        var accepted = listener.AcceptStreamAsync();

        listener.Dispose();
        listener.Dispose();

        foreach (var ending in new Task[] { accepting, accepted })
        {
            var failure = await Assert.ThrowsAsync<QmpConnectException>(() => ending.InTime());
            Assert.Equal($"Could not accept a connection on unix:{Path}: the listener has been disposed of.", failure.Message);
        }

        var later = await Assert.ThrowsAsync<ObjectDisposedException>(() => listener.AcceptAsync());
        Assert.Contains(Path, later.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_listener_leaves_the_socket_of_a_successor_alone()
    {
        using var first = QmpListener.Start(QmpEndpoint.Unix(Path));
        File.Delete(Path);
        using (QmpListener.Start(QmpEndpoint.Unix(Path)))
        {
            first.Dispose();
            Assert.True(File.Exists(Path));
        }

        Assert.False(File.Exists(Path));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData(",tight=off", "")]
    [InlineData(",tight=off", ",tight=off")]
    public async Task An_abstract_socket_is_found_with_either_padding(string listening, string dialling)
    {
        var name = $"unix:@qmpgen-{Guid.NewGuid():N}";
        using var listener = QmpListener.Start(QmpEndpoint.Parse(name + listening));

        await using var stream = await QmpEndpoint.Parse(name + dialling).ConnectAsync().InTime();

        Assert.Empty(Directory.GetFiles(_folder));
        Assert.StartsWith(
            $"Could not listen on {listener.Endpoint}: another program listens there already.",
            Assert.Throws<QmpConnectException>(() => QmpListener.Start(listener.Endpoint)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_abstract_socket_that_nobody_listens_on_says_how_QEMU_is_started()
    {
        var failure = await Assert.ThrowsAsync<QmpConnectException>(() => QmpClient.ConnectAsync("unix:@qmpgen-nobody").InTime());
        var tooLong = await Assert.ThrowsAsync<QmpConnectException>(() => QmpClient.ConnectAsync("unix:@" + new string('x', 108)).InTime());

        Assert.Equal(
            "Could not connect to unix:@qmpgen-nobody: nothing is listening on it. Is QEMU running with -qmp "
                + "unix:qmpgen-nobody,abstract=on,server=on,wait=off?",
            failure.Message);
        Assert.Contains(
            "the name has 108 bytes, and that of an abstract socket has 107 at most", tooLong.Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void AssertRefused(string expected, string? path = null)
    {
        var listener = Assert.Throws<QmpConnectException>(() => QmpListener.Start(QmpEndpoint.Unix(path ?? Path)));
        var server = Assert.Throws<QmpConnectException>(() => QmpTestServer.OnUnixSocketAt(path ?? Path));

        Assert.StartsWith(expected, listener.Message, StringComparison.Ordinal);
        Assert.Equal(listener.Message, server.Message);
    }
}
