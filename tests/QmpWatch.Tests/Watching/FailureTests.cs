using System.Net.Sockets;
using QmpGen;
using QmpGen.Testing;
using QmpWatch.Events;
using QmpWatch.Tests.Support;

namespace QmpWatch.Tests.Watching;

/// <summary>Every failure is one line that says what was tried, what came and what to do; each one against a real socket.</summary>
public sealed class FailureTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Socket => _folder.File("m");

    [Fact]
    public async Task No_socket() => AssertFails(await WatchAsync(Socket), await ClientMessageAsync("the socket does not exist"));

    [Fact]
    public async Task A_socket_that_a_killed_QEMU_has_left()
    {
        using (var left = NewSocket())
        {
            // Under another name it is not cleaned up.
            left.Bind(new UnixDomainSocketEndPoint(_folder.File("before")));
            File.Move(_folder.File("before"), Socket);
        }

        AssertFails(await WatchAsync($"unix:{Socket}"), await ClientMessageAsync("A QEMU that was killed leaves its socket behind"));
    }

    [Fact]
    public async Task A_file_that_is_no_socket()
    {
        _folder.Write("m", "1234\n");

        AssertFails(await WatchAsync(Socket), await ClientMessageAsync("it is a file, not a socket"));
    }

    [Fact]
    public async Task A_folder_behind_unix() =>
        AssertFails(
            await WatchAsync($"unix:{_folder.Root}"),
            $"Could not connect to unix:{_folder.Root}: it is a folder. Write '{_folder.Root}' without unix: to watch every socket in it.");

    [Fact]
    public async Task A_path_that_is_too_long_for_a_socket()
    {
        var path = $"/run/{new string('x', 120)}";

        AssertFails(
            await WatchAsync(path),
            $"Could not connect to unix:{path}: the path has 125 bytes; a socket's path can have at most 107. Run qmpwatch in the "
                + "socket's folder and write ./NAME.");
    }

    [Fact]
    public async Task No_port()
    {
        var address = $"tcp:127.0.0.1:{await FreePortAsync()}";

        AssertFails(
            await WatchAsync(address),
            $"Could not connect to {address}: Connection refused. Is QEMU running with -qmp {address},server=on,wait=off?");
    }

    [Fact]
    public async Task A_monitor_that_another_client_holds()
    {
        await using var listener = Listener.OnUnix(Socket, serve: null);

        AssertFails(
            await WatchAsync(Socket, "--connect-timeout", "200ms"),
            $"Connected to unix:{Socket}, but no QMP greeting arrived within 0.2 s. A monitor serves one client at a time: disconnect "
                + "the one that holds it "
            + "('ss -xp' and 'ss -tp' show it), or give QEMU a second -qmp.");
    }

    [Fact]
    public async Task A_monitor_that_others_wait_for()
    {
        using var listener = NewSocket();
        listener.Bind(new UnixDomainSocketEndPoint(Socket));
        listener.Listen(1);
        var waiting = new List<Socket>();
        try
        {
            FillQueue(waiting);

            AssertFails(await WatchAsync(Socket), await ClientMessageAsync("A monitor serves one client at a time"));
        }
        finally
        {
            waiting.ForEach(s => s.Dispose());
        }
    }

    [Fact]
    public async Task A_web_server()
    {
        await using var listener = Listener.OnTcp(Listener.Answering("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n"));

        AssertFails(
            await WatchAsync($"tcp:127.0.0.1:{listener.Port}", "--connect-timeout", "200ms"),
            $"Connected to tcp:127.0.0.1:{listener.Port}, but a web server answers there ('HTTP/1.1 400 Bad Request'), not a QMP monitor. "
            + "Use the address given to -qmp on QEMU's command line.");
    }

    [Fact]
    public async Task A_guest_agent()
    {
        await using var listener = Listener.OnUnix(Socket, Listener.Answering("{\"return\": {}}\n"));

        AssertFails(
            await WatchAsync(Socket, "--connect-timeout", "200ms"),
            $"Connected to unix:{Socket}, but a guest agent answers there ('{{\"return\": {{}}}}'), which sends no events. "
            + "Use the address given to -qmp on QEMU's command line.");
    }

    [Fact]
    public async Task Something_else_that_talks()
    {
        await using var listener = Listener.OnTcp(Listener.Saying("SSH-2.0-OpenSSH_9.2\r\n"));

        AssertFails(
            await WatchAsync($"tcp:127.0.0.1:{listener.Port}", "--connect-timeout", "200ms"),
            $"Connected to tcp:127.0.0.1:{listener.Port}, but what answers there is not a QMP monitor; it sent 'SSH-2.0-OpenSSH_9.2'. "
            + "Use the address given to -qmp on QEMU's command line.");
    }

    [Fact]
    public async Task A_server_that_hangs_up()
    {
        await using var listener = Listener.OnUnix(Socket, (_, _) => Task.CompletedTask);

        AssertFails(
            await WatchAsync(Socket),
            $"Connected to unix:{Socket}, but the other side closed the connection before the greeting. A monitor serves one client "
                + "at a time: disconnect the one that holds it "
            + "('ss -xp' and 'ss -tp' show it), or give QEMU a second -qmp.");
    }

    [Fact]
    public async Task A_connection_that_ends_without_notice_is_no_success()
    {
        await using var server = QmpTestServer.OnUnixSocket(new QmpTestScript().Negotiate().Event("STOP").Close());

        var outcome = await WatchAsync(server.SocketPath);

        Assert.Equal(1, outcome.ExitCode);
        Assert.Single(outcome.Output);
        Assert.Equal(
            $"qmpwatch: Lost unix:{server.SocketPath}: the connection ended without a SHUTDOWN event. QEMU was killed or crashed, or "
                + "its monitor was closed; check its process and its log.",
            outcome.Messages[1]);
    }

    [Theory]
    [InlineData("RESUME")]
    [InlineData("RESET")]
    public async Task A_machine_that_lived_on_after_SHUTDOWN_and_was_killed_is_no_success(string proof)
    {
        await using var server = QmpTestServer.OnUnixSocket(new QmpTestScript().Negotiate().Event("SHUTDOWN").Event(proof).Close());

        var outcome = await WatchAsync(server.SocketPath);

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("the connection ended without a SHUTDOWN event.", outcome.Messages[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_that_breaks_in_the_middle_of_a_message_is_no_success()
    {
        await using var server = QmpTestServer.OnUnixSocket(
            new QmpTestScript().Negotiate().SendBytes("{\"event\": \"ST"u8.ToArray()).Close());

        var outcome = await WatchAsync(server.SocketPath);

        Assert.Equal(1, outcome.ExitCode);
        Assert.Equal(
            $"qmpwatch: Lost unix:{server.SocketPath}: the connection ended in the middle of a message. QEMU was killed or crashed, "
                + "or the network failed; check its process and its log.",
            outcome.Messages[1]);
    }

    [Fact]
    public async Task A_virtual_machine_that_ends_as_announced_is_a_success()
    {
        await using var server = QmpTestServer.OnUnixSocket(new QmpTestScript().Negotiate().Event("SHUTDOWN").Close());

        var outcome = await WatchAsync(server.SocketPath);

        Assert.True(outcome.ExitCode == 0, outcome.ToString());
        Assert.Equal(["QEMU has shut down.", "1 event of 1 kind."], outcome.Messages.Skip(1));
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>What the client itself says of the socket; the tool passes it on and has no words of its own for it.</summary>
    private async Task<string> ClientMessageAsync(string part)
    {
        var failure = await Assert.ThrowsAsync<QmpConnectException>(
            () => QmpClient.ConnectAsync(QmpEndpoint.Unix(Socket), new QmpClientOptions { EventReader = QmpEvents.Reader }));
        Assert.Contains(part, failure.Message, StringComparison.Ordinal);
        return failure.Message;
    }

    private static Socket NewSocket() => new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);

    /// <summary>Connects until the listener's queue takes no more.</summary>
    private void FillQueue(List<Socket> waiting)
    {
        for (var isFull = false; !isFull;)
        {
            waiting.Add(NewSocket());
            waiting[^1].Blocking = false;
            try
            {
                waiting[^1].Connect(new UnixDomainSocketEndPoint(Socket));
            }
            catch (SocketException failure) when (failure.SocketErrorCode == SocketError.WouldBlock)
            {
                isFull = true;
            }
        }
    }

    private static async Task<int> FreePortAsync()
    {
        await using var listener = Listener.OnTcp(Listener.UntilClosedAsync);
        return listener.Port;
    }

    private static Task<Outcome> WatchAsync(params string[] arguments) => InProcess.RunAsync(arguments);

    private static void AssertFails(Outcome outcome, string line)
    {
        Assert.Equal($"qmpwatch: {line}", Assert.Single(outcome.Messages));
        Assert.Empty(outcome.Output);
        Assert.Equal(1, outcome.ExitCode);
    }
}
