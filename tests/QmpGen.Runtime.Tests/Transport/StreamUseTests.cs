using QmpGen.Testing;

namespace QmpGen.Tests.Transport;

/// <summary>What a client owes to a stream of somebody else's.</summary>
public sealed class StreamUseTests
{
    [Fact]
    public async Task The_result_of_every_write_is_taken_as_a_value_task_wants_it()
    {
        await using var server = QmpTestServer.InMemory();
        var stream = new ObservedStream(server.Connect());
        await using var client = await QmpClient.ConnectAsync(stream).InTime();

        await client.ExecuteAsync("stop").InTime();

        // The reply may come before the writer has looked at its write.
        Assert.True(SpinWait.SpinUntil(() => stream.OpenWrites == 0, Within.Limit), $"{stream.OpenWrites} writes are left open.");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_stream_is_closed_once_whoever_ends_the_session(bool byPeer)
    {
        await using var server = QmpTestServer.InMemory();
        var stream = new ObservedStream(server.Connect());
        await using var client = await QmpClient.ConnectAsync(stream).InTime();

        if (byPeer)
        {
            server.DropClients();
            await client.Completion.InTime();
        }

        await client.DisposeAsync().InTime();

        Assert.Equal(1, stream.Disposals);
    }

    [Fact]
    public async Task A_wrapper_that_fails_leaves_no_connection_open_and_is_not_blamed_on_the_endpoint()
    {
        await using var server = QmpTestServer.InMemory();
        var stream = server.Connect();
        var endpoint = QmpEndpoint.FromStream("a tunnel", _ => Task.FromResult<Stream>(stream));
        var options = new QmpClientOptions { WrapStream = _ => throw new IOException("the disk is full") };

        var failure = await Assert.ThrowsAsync<IOException>(() => QmpClient.ConnectAsync(endpoint, options).InTime());

        Assert.Equal("the disk is full", failure.Message);
        Assert.True(stream.IsClosed);
    }
}
