using Microsoft.Extensions.Time.Testing;
using QmpGen.Testing;

namespace QmpGen.Tests.Acceptance;

/// <summary>Every time limit follows one rule: only the limit itself makes a time-out.</summary>
public sealed class TimeLimitTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_the_caller_s_code_throws_while_arguments_are_written_is_no_timeout(bool limitHasPassed)
    {
        var time = new FakeTimeProvider();
        await using var session = await TestSession.NegotiatedAsync(
            script => script.Expect("b").Return(), new QmpClientOptions { TimeProvider = time, CommandTimeout = Limit });
        var mine = new OperationCanceledException("the caller's own");

        var failure = await Assert.ThrowsAsync<OperationCanceledException>(() => session.Client.ExecuteAsync("a", _ =>
        {
            time.Advance(limitHasPassed ? 2 * Limit : TimeSpan.Zero);
            throw mine;
        }).InTime());

        Assert.Same(mine, failure);
        await session.Client.ExecuteAsync("b").InTime();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_the_caller_s_predicate_throws_is_no_timeout(bool limitHasPassed)
    {
        var time = new FakeTimeProvider();
        await using var session = await TestSession.NegotiatedAsync(
            script => script.Expect("go").Return().Event("STOP"), new QmpClientOptions { TimeProvider = time });
        var mine = new OperationCanceledException("the caller's own");
        var waiting = session.Client.WaitForAsync<QmpEvent>(
            _ =>
            {
                time.Advance(limitHasPassed ? 2 * Limit : TimeSpan.Zero);
                throw mine;
            },
            Limit);

        await session.Client.ExecuteAsync("go").InTime();

        Assert.Same(mine, await Assert.ThrowsAsync<OperationCanceledException>(() => waiting.InTime()));
    }

    [Fact]
    public async Task What_the_caller_s_way_to_connect_throws_before_the_limit_is_no_timeout()
    {
        var mine = new OperationCanceledException("the caller's own");
        var endpoint = QmpEndpoint.FromStream("a tunnel", _ => throw mine);

        Assert.Same(mine, await Assert.ThrowsAsync<OperationCanceledException>(() => QmpClient.ConnectAsync(endpoint).InTime()));
    }

    [Fact]
    public async Task A_timeout_that_the_caller_s_stream_reports_is_a_lost_connection_and_not_the_limit_on_writes()
    {
        var time = new FakeTimeProvider();
        await using var server = QmpTestServer.InMemory(new QmpTestScript().Negotiate());
        var options = new QmpClientOptions
        {
            TimeProvider = time,
            WriteTimeout = TimeSpan.FromDays(1),
            WrapStream = stream => new FailingWrites(stream, after: 1),
        };
        await using var client = await QmpClient.ConnectAsync(server.Connect(), options).InTime();

        var command = client.ExecuteAsync("a");
        await time.AdvanceUntil(client.Completion);

        Assert.Equal(QmpCloseKind.ConnectionLost, (await client.Completion).Kind);
        Assert.IsType<TimeoutException>((await client.Completion).Exception);
        await Assert.ThrowsAsync<QmpConnectionClosedException>(() => command.InTime());
    }

    [Fact]
    public async Task Whoever_cancels_gets_a_cancellation_with_his_own_token_and_no_timeout()
    {
        await using var session = await TestSession.NegotiatedAsync(
            script => script.Expect("a"), new QmpClientOptions { CommandTimeout = TimeSpan.FromHours(1) });
        using var cancellation = new CancellationTokenSource();
        var command = session.Client.ExecuteAsync("a", cancellationToken: cancellation.Token);
        var waiting = session.Client.WaitForAsync<QmpEvent>(timeout: TimeSpan.FromHours(1), cancellationToken: cancellation.Token);

        await cancellation.CancelAsync();

        Assert.Equal(
            cancellation.Token, (await Assert.ThrowsAnyAsync<OperationCanceledException>(() => command.InTime())).CancellationToken);
        Assert.Equal(
            cancellation.Token, (await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.InTime())).CancellationToken);
    }

    private sealed class FailingWrites(Stream inner, int after) : PassingStream(inner)
    {
        private int _writes;

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (_writes++ >= after)
            {
                await Task.Yield();
                throw new TimeoutException("The tunnel does not answer.");
            }

            await base.WriteAsync(buffer, cancellationToken);
        }
    }
}
