using System.Diagnostics;

namespace QmpGen.Tests.Transport;

/// <summary>Every time limit, every cancellation and disposing hold, whatever a stream does.</summary>
public sealed class StubbornStreamTests
{
    private static readonly TimeSpan Shortly = TimeSpan.FromMilliseconds(50);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_greeting_that_never_comes_ends_at_the_limit_although_the_read_does_not(bool blocks)
    {
        var stream = new StubbornStream { BlocksThread = blocks };

        var failure = await Assert.ThrowsAsync<QmpTimeoutException>(
            () => QmpClient.ConnectAsync(stream, new QmpClientOptions { GreetingTimeout = Shortly }).InTime());

        Assert.Equal(QmpTimeoutKind.Greeting, failure.Kind);
        stream.Release.Set();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Connecting_can_be_cancelled(bool blocks)
    {
        var stream = new StubbornStream { BlocksThread = blocks };
        using var cancellation = new CancellationTokenSource(Shortly);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => QmpClient.ConnectAsync(stream, cancellationToken: cancellation.Token).InTime());

        stream.Release.Set();
    }

    [Theory]
    [InlineData("nothing")]
    [InlineData("blocks reads")]
    [InlineData("blocks closing")]
    [InlineData("fails to close")]
    public async Task Disposing_ends_and_everything_pending_with_it(string trouble)
    {
        StubbornStream? stream = null;
        stream = new StubbornStream
        {
            Negotiates = true,
            BlocksThread = trouble == "blocks reads",
            Closing = () =>
            {
                if (trouble == "blocks closing")
                {
                    stream!.Release.Wait();
                }
                else if (trouble == "fails to close")
                {
                    throw new IOException("it does not close");
                }
            },
        };
        var client = await QmpClient.ConnectAsync(stream).InTime();
        var command = client.ExecuteAsync("query-status");

        await client.DisposeAsync().InTime();

        Assert.Equal(QmpCloseKind.Disposed, (await client.Completion.InTime()).Kind);
        await Assert.ThrowsAsync<QmpConnectionClosedException>(() => command.InTime());
        Assert.Empty(await client.Events.NamesAsync().InTime());
        stream.Release.Set();
        stream.FailReads(new IOException("too late for anybody to see"));
    }

    [Fact]
    public async Task A_command_has_its_limit_although_the_stream_blocks_the_thread_that_writes()
    {
        var stream = new StubbornStream { Negotiates = true };
        await using var client = await QmpClient.ConnectAsync(stream).InTime();
        stream.BlocksWrites = true;

        var watch = Stopwatch.StartNew();
        var command = client.ExecuteAsync(new QmpCommand("stop") { Timeout = Shortly });
        Assert.True(watch.Elapsed < Within.Limit);

        Assert.Equal(QmpTimeoutKind.Command, (await Assert.ThrowsAsync<QmpTimeoutException>(() => command.InTime())).Kind);
        stream.Release.Set();
    }

    [Fact]
    public async Task The_limit_on_writes_holds_although_the_stream_blocks_the_thread_that_writes()
    {
        var stream = new StubbornStream { Negotiates = true };
        await using var client = await QmpClient.ConnectAsync(
            stream, new QmpClientOptions { WriteTimeout = TimeSpan.FromMilliseconds(200) }).InTime();
        stream.BlocksWrites = true;

        var command = client.ExecuteAsync("stop");

        await Assert.ThrowsAsync<QmpConnectionClosedException>(() => command.InTime());
        Assert.Equal(QmpTimeoutKind.Write, Assert.IsType<QmpTimeoutException>((await client.Completion.InTime()).Exception).Kind);
        stream.Release.Set();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_function_that_connects_is_held_to_the_limit_and_what_it_gives_too_late_is_closed(bool blocks)
    {
        using var release = new ManualResetEventSlim();
        var closed = new TaskCompletionSource();
        var late = new TaskCompletionSource<Stream>();
        var endpoint = QmpEndpoint.FromStream("a tunnel", _ =>
        {
            if (blocks)
            {
                release.Wait(CancellationToken.None);
            }

            return late.Task;
        });

        var failure = await Assert.ThrowsAsync<QmpTimeoutException>(
            () => QmpClient.ConnectAsync(endpoint, new QmpClientOptions { ConnectTimeout = Shortly }).InTime());

        Assert.Equal(QmpTimeoutKind.Connect, failure.Kind);
        release.Set();
        late.SetResult(new StubbornStream { Closing = closed.SetResult });
        await closed.Task.InTime("closing what came too late");
    }

    [Fact]
    public async Task A_client_that_reconnects_leaves_a_stubborn_connection_behind()
    {
        var stubborn = new StubbornStream { Negotiates = true };
        await using var server = Testing.QmpTestServer.InMemory();
        var streams = new Queue<Stream>([stubborn, server.Connect()]);
        var options = new QmpClientOptions
        {
            KeepAliveInterval = Shortly,
            KeepAliveTimeout = Shortly,
            Reconnect = new QmpReconnectOptions { InitialDelay = TimeSpan.Zero },
        };
        await using var client = await QmpClient.ConnectAsync(
            QmpEndpoint.FromStream("a pipe", _ => Task.FromResult(streams.Dequeue())), options).InTime();

        var gap = Assert.IsType<ConnectionGapEvent>(await client.Events.NextAsync());
        await client.ExecuteAsync("query-status").InTime();

        Assert.Equal(QmpCloseKind.TimedOut, gap.Reason.Kind);
        stubborn.FailReads(new IOException("too late for anybody to see"));
    }
}
