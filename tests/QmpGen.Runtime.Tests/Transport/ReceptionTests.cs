using System.Net;
using System.Net.Sockets;
using QmpGen.Testing;

namespace QmpGen.Tests.Transport;

/// <summary>Several machines dial one listener.</summary>
public sealed class ReceptionTests
{
    private static readonly QmpReconnectOptions AtOnce = new() { InitialDelay = TimeSpan.Zero, MaxDelay = TimeSpan.Zero };

    [Fact]
    public async Task A_session_goes_on_with_no_other_machine_and_the_other_one_gets_a_client_of_its_own()
    {
        // Both machines of this test are one process: what tells them apart here is the port.
        using var listener = QmpListener.Start(
            QmpEndpoint.Tcp("127.0.0.1", 0), new QmpListenerOptions { IsSameMachine = (_, _) => false });
        await using var server = QmpTestServer.InMemory(
            new QmpTestScript().Negotiate().Event("A").Close(), new QmpTestScript().Negotiate().Event("C"));
        server.Play(await DialAsync(listener));
        await using var a = await listener.AcceptAsync(new QmpClientOptions { Reconnect = AtOnce }).InTime();
        Assert.Equal("A", (await a.Events.NextAsync()).EventName);
        var peer = a.Peer;

        server.Play(await DialAsync(listener));
        await using var c = await listener.AcceptAsync().InTime();

        Assert.Equal("C", (await c.Events.NextAsync()).EventName);
        Assert.Equal(peer, a.Peer);
        Assert.NotEqual(a.Peer, c.Peer);
        Assert.False(a.Completion.IsCompleted);
    }

    [Fact]
    public async Task A_machine_that_dials_in_again_goes_to_its_own_client_even_if_another_waits_for_a_new_one()
    {
        using var listener = QmpListener.Start(QmpEndpoint.Tcp("127.0.0.1", 0));
        await using var server = QmpTestServer.InMemory(
            new QmpTestScript().Negotiate().Close(), new QmpTestScript().Negotiate().Event("AGAIN"));
        server.Play(await DialAsync(listener));
        await using var a = await listener.AcceptAsync(
            new QmpClientOptions { Reconnect = new QmpReconnectOptions { InitialDelay = TimeSpan.FromMilliseconds(50) } }).InTime();
        using var cancellation = new CancellationTokenSource();
        var accepting = listener.AcceptAsync(cancellationToken: cancellation.Token);

        server.Play(await DialAsync(listener));

        Assert.IsType<ConnectionGapEvent>(await a.Events.NextAsync());
        Assert.Equal("AGAIN", (await a.Events.NextAsync()).EventName);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => accepting.InTime());
    }

    [Fact]
    public async Task One_who_never_greets_holds_up_nobody()
    {
        using var listener = QmpListener.Start(QmpEndpoint.Tcp("127.0.0.1", 0));
        await using var server = QmpTestServer.InMemory();
        await using var silent = await DialAsync(listener);
        await using var babbling = await DialAsync(listener);
        await babbling.WriteAsync("GET / HTTP/1.1\r\n"u8.ToArray());
        var accepting = listener.AcceptAsync(new QmpClientOptions { GreetingTimeout = Within.Limit });

        server.Play(await DialAsync(listener));

        await using var client = await accepting.InTime();
        await client.ExecuteAsync("query-status").InTime();
    }

    [Fact]
    public async Task One_who_never_greets_is_disconnected_at_the_limit_and_named_where_nobody_else_comes()
    {
        using var listener = QmpListener.Start(QmpEndpoint.Tcp("127.0.0.1", 0));
        await using var silent = await DialAsync(listener);

        var disconnected = listener.AcceptAsync(
            new QmpClientOptions { GreetingTimeout = TimeSpan.FromMilliseconds(50), ConnectTimeout = Within.Limit });
        Assert.Equal(0, await silent.ReadAsync(new byte[1]).InTime("the end of who is silent"));
        await using var second = await DialAsync(listener);
        var failing = listener.AcceptAsync(new QmpClientOptions { ConnectTimeout = TimeSpan.FromMilliseconds(200) });
        var failure = await Assert.ThrowsAsync<QmpTimeoutException>(() => failing.InTime());

        Assert.Equal(QmpTimeoutKind.Connect, failure.Kind);
        Assert.Contains("connected, but has sent no QMP greeting", failure.Message, StringComparison.Ordinal);
        listener.Dispose();
        await Assert.ThrowsAsync<QmpConnectException>(() => disconnected.InTime());
    }

    [Fact]
    public async Task Who_may_not_be_talked_to_is_disconnected_and_others_are_waited_for()
    {
        var asked = 0;
        using var listener = QmpListener.Start(QmpEndpoint.Tcp("127.0.0.1", 0), new QmpListenerOptions { AcceptPeer = _ => asked++ > 0 });
        await using var server = QmpTestServer.InMemory();
        var accepting = listener.AcceptAsync();
        await using var refused = await DialAsync(listener);
        Assert.Equal(0, await refused.ReadAsync(new byte[1]).InTime("the end of who was refused"));

        server.Play(await DialAsync(listener));

        await using var client = await accepting.InTime();
    }

    [Fact]
    public async Task Disposing_of_the_listener_ends_the_client_that_waits_with_one_reason()
    {
        var failures = 0;
        var listener = QmpListener.Start(QmpEndpoint.Tcp("127.0.0.1", 0));
        await using var server = QmpTestServer.InMemory(new QmpTestScript().Negotiate().Close());
        server.Play(await DialAsync(listener));
        await using var client = await listener.AcceptAsync(
            new QmpClientOptions { Reconnect = AtOnce with { OnAttemptFailed = _ => failures++ } }).InTime();

        listener.Dispose();

        var reason = await client.Completion.InTime();
        Assert.InRange(failures, 0, 1);
        Assert.True(
            reason.Message.EndsWith("the listener has been disposed of.", StringComparison.Ordinal)
                || reason.Kind == QmpCloseKind.ClosedByPeer,
            reason.ToString());
    }

    [Fact]
    public async Task A_connected_client_goes_on_without_its_listener_and_does_not_connect_again()
    {
        var listener = QmpListener.Start(QmpEndpoint.Tcp("127.0.0.1", 0));
        await using var server = QmpTestServer.InMemory(new QmpTestScript().Negotiate().Expect("stop").Return().Close());
        server.Play(await DialAsync(listener));
        await using var client = await listener.AcceptAsync(new QmpClientOptions { Reconnect = AtOnce }).InTime();

        listener.Dispose();
        await client.ExecuteAsync("stop").InTime();

        Assert.Equal(QmpCloseKind.ClosedByPeer, (await client.Completion.InTime()).Kind);
    }

    [Fact]
    public async Task Who_is_there_is_told_on_a_unix_socket_and_on_TCP()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "only Linux tells");
        var folder = Directory.CreateTempSubdirectory("qmp");
        await using var server = QmpTestServer.InMemory();
        using (var unix = QmpListener.Start(QmpEndpoint.Unix(Path.Combine(folder.FullName, "s"))))
        using (var tcp = QmpListener.Start(QmpEndpoint.Tcp("127.0.0.1", 0)))
        {
            server.Play(await DialAsync(unix));
            await using var local = await unix.AcceptAsync().InTime();
            var dialled = await DialAsync(tcp);
            var port = ((IPEndPoint)((NetworkStream)dialled).Socket.LocalEndPoint!).Port;
            server.Play(dialled);
            await using var remote = await tcp.AcceptAsync().InTime();
            await using var other = await QmpClient.ConnectAsync(server.Endpoint).InTime();

            Assert.Equal(Environment.ProcessId, local.Peer!.ProcessId);
            Assert.NotNull(local.Peer.UserId);
            Assert.NotNull(local.Peer.ProcessStart);
            Assert.Equal($"process {Environment.ProcessId} of user {local.Peer.UserId}", local.Peer.ToString());
            Assert.Equal(new IPEndPoint(IPAddress.Loopback, port), remote.Peer!.RemoteEndPoint);
            Assert.Null(other.Peer);
        }

        folder.Delete(recursive: true);
    }

    [Fact]
    public void The_same_machine_is_the_same_process_or_the_same_address_and_nothing_unknown()
    {
        var process = new QmpPeer { ProcessId = 7, UserId = 1, ProcessStart = 100 };
        var remote = new QmpPeer { RemoteEndPoint = new IPEndPoint(IPAddress.Parse("192.0.2.1"), 1) };

        Assert.True(process.IsSameMachine(new QmpPeer { ProcessId = 7, ProcessStart = 100 }));
        Assert.False(process.IsSameMachine(new QmpPeer { ProcessId = 8, ProcessStart = 100 }));
        Assert.False(process.IsSameMachine(new QmpPeer { ProcessId = 7, ProcessStart = 101 }));
        Assert.True(remote.IsSameMachine(new QmpPeer { RemoteEndPoint = new IPEndPoint(IPAddress.Parse("192.0.2.1"), 2) }));
        Assert.False(remote.IsSameMachine(new QmpPeer { RemoteEndPoint = new IPEndPoint(IPAddress.Parse("192.0.2.2"), 1) }));
        Assert.False(remote.IsSameMachine(process));
        Assert.False(new QmpPeer().IsSameMachine(new QmpPeer()));
    }

    private static Task<Stream> DialAsync(QmpListener listener) => listener.Endpoint.ConnectAsync().InTime("dialling");
}
