using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using QmpGen.Testing;

namespace QmpGen.Tests.Acceptance;

/// <summary>A client may be started before its QEMU.</summary>
public sealed class FirstConnectionTests
{
    private static readonly QmpReconnectOptions Waiting =
        new() { InitialDelay = TimeSpan.Zero, MaxDelay = TimeSpan.Zero, WaitForFirstConnection = true };

    [Fact]
    public async Task A_client_waits_for_a_server_that_comes_later()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        QmpTestServer? server = null;
        var options = new QmpClientOptions
        {
            Reconnect = Waiting with
            {
                OnAttemptFailed =
                attempt => server ??= attempt.Attempt >= 3 ? QmpTestServer.OnUnixSocketAt(path) : null
            },
        };
        try
        {
            await using var client = await QmpClient.ConnectAsync(QmpEndpoint.Unix(path), options).InTime();

            await client.ExecuteAsync("query-status").InTime();
            Assert.Null(client.LastDisconnectReason);
            Assert.Equal(QmpClientState.Connected, client.State);
        }
        finally
        {
            await (server?.DisposeAsync() ?? default);
        }
    }

    [Fact]
    public async Task A_server_that_hangs_up_before_it_has_negotiated_is_tried_again()
    {
        await using var server = QmpTestServer.InMemory(
            new QmpTestScript().Close(), new QmpTestScript().Greet().Close(), new QmpTestScript().Negotiate().Event("STOP"));

        await using var client = await QmpClient.ConnectAsync(server.Endpoint, new QmpClientOptions { Reconnect = Waiting }).InTime();

        Assert.Equal("STOP", (await client.Events.NextAsync()).EventName);
    }

    [Fact]
    public async Task After_the_last_attempt_its_failure_is_what_the_caller_gets()
    {
        var attempts = new List<QmpFailedAttempt>();
        var options = new QmpClientOptions { Reconnect = Waiting with { MaxAttempts = 3, OnAttemptFailed = attempts.Add } };

        var failure = await Assert.ThrowsAsync<QmpConnectException>(
            () => QmpClient.ConnectAsync(QmpEndpoint.Unix("/nowhere/at.all"), options).InTime());

        Assert.Equal([1, 2, 3], attempts.Select(a => a.Attempt));
        Assert.Equal([TimeSpan.Zero, TimeSpan.Zero, null], attempts.Select(a => a.RetryAfter));
        Assert.Same(failure, attempts[^1].Exception);
    }

    [Fact]
    public async Task Whoever_cancels_is_told_why_the_last_attempt_failed()
    {
        using var cancellation = new CancellationTokenSource();
        var options = new QmpClientOptions
        {
            Reconnect = new QmpReconnectOptions
            {
                InitialDelay =
                TimeSpan.FromHours(1),
                WaitForFirstConnection = true,
                OnAttemptFailed = _ => cancellation.Cancel()
            },
        };

        var failure = await Assert.ThrowsAsync<OperationCanceledException>(
            () => QmpClient.ConnectAsync(QmpEndpoint.Unix("/nowhere/at.all"), options, cancellation.Token).InTime());

        Assert.Equal(cancellation.Token, failure.CancellationToken);
        Assert.IsType<QmpConnectException>(failure.InnerException);
        Assert.StartsWith(
            "Connecting to unix:/nowhere/at.all was cancelled. The last attempt failed: Could not connect to unix:/nowhere/at.all: "
                + "the socket does not exist.",
            failure.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_loss_is_reported_before_the_first_attempt_to_reconnect()
    {
        await using var server = QmpTestServer.InMemory(
            new QmpTestScript().Negotiate().Close(), new QmpTestScript().Close(), new QmpTestScript().Negotiate());
        var reports = new List<object>();
        var options = new QmpClientOptions { Reconnect = Waiting with { OnDisconnected = reports.Add, OnAttemptFailed = reports.Add } };

        await using var client = await QmpClient.ConnectAsync(server.Endpoint, options).InTime();
        var gap = Assert.IsType<ConnectionGapEvent>(await client.Events.NextAsync());

        Assert.Same(gap.Reason, reports[0]);
        Assert.Equal(1, Assert.IsType<QmpFailedAttempt>(reports[1]).Attempt);
        Assert.Equal(2, reports.Count);
    }

    [Fact]
    public async Task A_callback_that_throws_on_a_loss_ends_the_client()
    {
        await using var server = QmpTestServer.InMemory(new QmpTestScript().Negotiate().Close());
        var options = new QmpClientOptions
        {
            Reconnect = Waiting with { OnDisconnected = _ => throw new InvalidOperationException("Enough.") },
        };

        await using var client = await QmpClient.ConnectAsync(server.Endpoint, options).InTime();

        Assert.Contains("Enough.", (await client.Completion.InTime()).ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Without_the_option_or_with_a_stream_the_first_failure_is_the_end(bool isStream)
    {
        await using var server = QmpTestServer.InMemory(new QmpTestScript().Close());
        var options = new QmpClientOptions { Reconnect = Waiting with { WaitForFirstConnection = isStream } };

        await Assert.ThrowsAsync<QmpConnectionClosedException>(
            () => (isStream
                ? QmpClient.ConnectAsync(server.Connect(), options)
                : QmpClient.ConnectAsync(server.Endpoint, options)).InTime());
    }

    [Fact]
    public async Task Each_cause_is_a_warning_once_and_what_repeats_itself_is_for_those_who_look_for_it()
    {
        using var provider = new FakeLoggerProvider();
        using var factory = LoggerFactory.Create(builder => builder.SetMinimumLevel(LogLevel.Debug).AddProvider(provider));
        var causes = new Queue<string>(["dark", "dark", "dark", "refused", "dark"]);
        var endpoint = QmpEndpoint.FromStream("a tunnel", _ => throw new IOException(causes.Dequeue()));
        var options = new QmpClientOptions { LoggerFactory = factory, Reconnect = Waiting with { MaxAttempts = 5 } };

        await Assert.ThrowsAsync<QmpConnectException>(() => QmpClient.ConnectAsync(endpoint, options).InTime());

        var log = provider.Collector.GetSnapshot().Where(
            r => r.Message.Contains(" failed, retrying in ", StringComparison.Ordinal)).ToList();
        Assert.Equal([LogLevel.Warning, LogLevel.Debug, LogLevel.Debug, LogLevel.Warning], log.Select(r => r.Level));
        Assert.StartsWith(
            "Connecting to a tunnel failed, retrying in 0 ms: Could not connect to a tunnel: dark.",
            log[0].Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_attempts_after_a_loss_are_told_too()
    {
        var attempts = new List<QmpFailedAttempt>();
        var streams = 0;
        await using var server = QmpTestServer.InMemory(
            new QmpTestScript().Negotiate().Close(), new QmpTestScript().Negotiate().Event("STOP"));
        var endpoint = QmpEndpoint.FromStream(
            "a tunnel", _ => streams++ is 1 or 2 ? throw new IOException("dark") : Task.FromResult<Stream>(server.Connect()));
        await using var client = await QmpClient.ConnectAsync(
            endpoint, new QmpClientOptions { Reconnect = Waiting with { OnAttemptFailed = attempts.Add } }).InTime();

        Assert.IsType<ConnectionGapEvent>(await client.Events.NextAsync());

        Assert.Equal([1, 2], attempts.Select(a => a.Attempt));
    }
}
