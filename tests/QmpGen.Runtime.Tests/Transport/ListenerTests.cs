using Microsoft.Extensions.Time.Testing;
using QmpGen.Testing;

namespace QmpGen.Tests.Transport;

/// <summary>QEMU dials in.</summary>
public sealed class ListenerTests
{
    [Fact]
    public async Task QEMU_dials_in_over_TCP_and_a_session_runs()
    {
        using var listener = QmpListener.Start(QmpEndpoint.Tcp("127.0.0.1", 0));
        await using var server = QmpTestServer.InMemory(new QmpTestScript().Negotiate().Expect("stop").Return());
        var accepting = listener.AcceptAsync();
        server.Play(await DialAsync(listener.Endpoint));

        await using var client = await accepting.InTime();
        await client.ExecuteAsync("stop").InTime();

        Assert.NotEqual(QmpEndpoint.Tcp("127.0.0.1", 0), listener.Endpoint);
        Assert.Equal(listener.Endpoint, client.Endpoint);
    }

    [Fact]
    public async Task A_listener_serves_one_QEMU_after_the_other_and_removes_its_socket()
    {
        var folder = Directory.CreateTempSubdirectory("qmp");
        var path = Path.Combine(folder.FullName, "l");
        await using var server = QmpTestServer.InMemory(new QmpTestScript().Negotiate(), new QmpTestScript().Negotiate());
        using (var listener = QmpListener.Start(QmpEndpoint.Unix(path)))
        {
            server.Play(await DialAsync(listener.Endpoint));
            await using var first = await listener.AcceptAsync().InTime();
            server.Play(await DialAsync(listener.Endpoint));
            await using var second = await listener.AcceptAsync().InTime();
            Assert.Equal(QmpClientState.Connected, first.State);
            Assert.Equal(QmpClientState.Connected, second.State);
        }

        Assert.False(File.Exists(path));
        folder.Delete();
    }

    [Fact]
    public async Task Waiting_for_QEMU_has_a_limit()
    {
        var time = new FakeTimeProvider();
        using var listener = QmpListener.Start(QmpEndpoint.Tcp("127.0.0.1", 0));
        var accepting = listener.AcceptAsync(new QmpClientOptions { TimeProvider = time, ConnectTimeout = TimeSpan.FromSeconds(9) });

        time.Advance(TimeSpan.FromSeconds(9));

        var failure = await Assert.ThrowsAsync<QmpTimeoutException>(() => accepting.InTime());
        Assert.Equal(QmpTimeoutKind.Connect, failure.Kind);
    }

    [Fact]
    public async Task A_QEMU_that_dials_in_again_goes_on_in_the_same_client()
    {
        using var listener = QmpListener.Start(QmpEndpoint.Tcp("127.0.0.1", 0));
        await using var server = QmpTestServer.InMemory(
            new QmpTestScript().Negotiate().Event("STOP").Close(),
            new QmpTestScript().Negotiate().Event("RESUME"));
        server.Play(await DialAsync(listener.Endpoint));
        var options = new QmpClientOptions { Reconnect = new QmpReconnectOptions { InitialDelay = TimeSpan.Zero } };
        await using var client = await listener.AcceptAsync(options).InTime();
        server.Play(await DialAsync(listener.Endpoint));

        Assert.Equal("STOP", (await client.Events.NextAsync()).EventName);
        Assert.IsType<ConnectionGapEvent>(await client.Events.NextAsync());
        Assert.Equal("RESUME", (await client.Events.NextAsync()).EventName);
    }

    private static async Task<Stream> DialAsync(QmpEndpoint endpoint) => await endpoint.ConnectAsync(CancellationToken.None).InTime();
}
