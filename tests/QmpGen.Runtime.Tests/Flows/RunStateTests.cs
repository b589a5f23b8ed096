using Microsoft.Extensions.Time.Testing;

namespace QmpGen.Tests.Flows;

/// <summary>Waiting for run states.</summary>
public sealed class RunStateTests
{
    [Fact]
    public async Task A_state_that_is_there_already_needs_no_event()
    {
        await using var session = await TestSession.NegotiatedAsync(
            script => script.Expect("query-status").Return("""{"status": "paused", "running": false}"""));

        Assert.Equal(new QmpRunStateResult(IsReached: true, "paused"), await session.Client.WaitForRunStateAsync("paused").InTime());
    }

    [Fact]
    public async Task An_event_only_makes_the_client_ask()
    {
        await using var session = await TestSession.NegotiatedAsync(script => script
            .Expect("query-status").Return("""{"status": "running"}""").Event("STOP")
            .Expect("query-status").Return("""{"status": "finish-migrate"}""").Event("STOP")
            .Expect("query-status").Return("""{"status": "postmigrate"}"""));

        var result = await session.Client.WaitForRunStateAsync(state => state is "paused" or "postmigrate").InTime();

        Assert.Equal(new QmpRunStateResult(IsReached: true, "postmigrate"), result);
    }

    [Fact]
    public async Task A_machine_that_has_run_for_a_moment_only_has_run()
    {
        await using var session = await TestSession.NegotiatedAsync(
            script => script.Expect("query-status").Return("""{"status": "prelaunch"}""").Event("RESUME").Event("STOP"));

        Assert.Equal(new QmpRunStateResult(IsReached: true, "running"), await session.Client.WaitForRunStateAsync("running").InTime());
    }

    [Fact]
    public async Task A_change_without_an_event_is_seen_and_the_limit_tells_the_last_state()
    {
        var time = new FakeTimeProvider();
        await using var session = await TestSession.NegotiatedAsync(
            script => script
                .Expect("query-status").Return("""{"status": "paused"}""")
                .Expect("query-status").Return("""{"status": "postmigrate"}""")
                .Expect("query-status"),
            new QmpClientOptions { TimeProvider = time, WriteTimeout = Timeout.InfiniteTimeSpan });

        var silent = session.Client.WaitForRunStateAsync("postmigrate");
        await time.AdvanceUntil(silent);
        var late = session.Client.WaitForRunStateAsync("running", TimeSpan.FromSeconds(3));
        await time.AdvanceUntil(late);

        Assert.Equal(new QmpRunStateResult(IsReached: true, "postmigrate"), await silent);
        Assert.Equal(new QmpRunStateResult(IsReached: false, string.Empty), await late);
    }

    [Fact]
    public async Task The_end_of_the_session_ends_the_wait()
    {
        await using var session = await TestSession.NegotiatedAsync(
            script => script.Expect("query-status").Return("""{"status": "running"}""").Close());

        await Assert.ThrowsAsync<QmpConnectionClosedException>(() => session.Client.WaitForRunStateAsync("paused").InTime());
    }
}
