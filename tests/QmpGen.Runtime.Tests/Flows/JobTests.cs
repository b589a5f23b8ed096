using Microsoft.Extensions.Time.Testing;
using QmpGen.Testing;

namespace QmpGen.Tests.Flows;

/// <summary>Jobs that end in every way, and what may happen on the way there.</summary>
public sealed class JobTests
{
    private static readonly QmpCommand Start = new("blockdev-backup", """{"job-id": "j", "auto-dismiss": false}""");

    [Fact]
    public async Task A_job_that_is_over_before_the_reply_is_seen_and_dismissed()
    {
        var script = new QmpTestScript().Negotiate().Expect("blockdev-backup");
        foreach (var status in (string[])["created", "running", "waiting", "pending", "concluded"])
        {
            script.Event("JOB_STATUS_CHANGE", Changed(status));
        }

        script.Return().Expect("query-jobs").Return(Job("concluded")).Expect("job-dismiss", out var dismissed).Return();
        await using var session = await TestSession.PlayAsync(script);

        var result = await session.Client.RunJobAsync(Start, "j").InTime();
        await session.Server.Completion.InTime();

        Assert.Equal(new QmpJobResult(QmpJobOutcome.Completed), result);
        Assert.Equal("""{"id":"j"}""", dismissed.Arguments.GetRawText());
    }

    [Fact]
    public async Task The_error_of_a_failed_job_is_read_before_the_job_is_dismissed()
    {
        await using var session = await TestSession.NegotiatedAsync(script => script
            .Expect("blockdev-backup").Return()
            .Expect("query-jobs").Return(Job("running"))
            .Event("JOB_STATUS_CHANGE", Changed("running", id: "other"))
            .Event("JOB_STATUS_CHANGE", Changed("concluded"))
            .Expect("query-jobs").Return(Job("concluded", ", \"error\": \"No space left on device\""))
            .Expect("job-dismiss").Return());

        var result = await session.Client.RunJobAsync(Start, "j").InTime();
        await session.Server.Completion.InTime();

        Assert.Equal(new QmpJobResult(QmpJobOutcome.Failed, "No space left on device"), result);
    }

    [Fact]
    public async Task A_job_that_another_client_cancels_is_told_from_one_that_fails()
    {
        await using var session = await TestSession.NegotiatedAsync(script => script
            .Expect("blockdev-backup").Return()
            .Event("BLOCK_JOB_CANCELLED", """{"device": "other"}""")
            .Event("BLOCK_JOB_CANCELLED", """{"device": "j"}""")
            .Expect("query-jobs").Return(Job("concluded", ", \"error\": \"Operation canceled\""))
            .Expect("job-dismiss").Return());

        var result = await session.Client.RunJobAsync(Start, "j").InTime();

        Assert.Equal(QmpJobOutcome.Cancelled, result.Outcome);
    }

    [Theory]
    [InlineData("BLOCK_JOB_COMPLETED", """{"device": "j"}""", QmpJobOutcome.Completed, null)]
    [InlineData("BLOCK_JOB_COMPLETED", """{"device": "j", "error": "Input/output error"}""", QmpJobOutcome.Failed, "Input/output error")]
    [InlineData("BLOCK_JOB_CANCELLED", """{"device": "j"}""", QmpJobOutcome.Cancelled, null)]
    [InlineData("BLOCK_JOB_COMPLETED", """{"device": "other"}""", QmpJobOutcome.NotFound, null)]
    public async Task A_job_that_dismisses_itself_is_known_by_its_events(string name, string data, QmpJobOutcome outcome, string? error)
    {
        await using var session = await TestSession.NegotiatedAsync(script => script
            .Expect("blockdev-backup").Event(name, data).Event("JOB_STATUS_CHANGE", Changed("null")).Return()
            .Expect("query-jobs").Return("[]"));

        Assert.Equal(new QmpJobResult(outcome, error), await session.Client.RunJobAsync(Start, "j").InTime());
    }

    [Fact]
    public async Task A_ready_job_is_completed_once_and_a_pending_one_finalized()
    {
        var progress = new Reports<QmpJobProgress>();
        await using var session = await TestSession.NegotiatedAsync(script => script
            .Expect("blockdev-backup").Return()
            .Expect("query-jobs").Return(Job("ready")).Expect("job-complete").Return()
            .Event("JOB_STATUS_CHANGE", Changed("standby")).Event("JOB_STATUS_CHANGE", Changed("ready"))
            .Expect("query-jobs").Return(Job("ready"))
            .Event("JOB_STATUS_CHANGE", Changed("pending"))
            .Expect("query-jobs").Return(Job("pending")).Expect("job-finalize").Return()
            .Event("JOB_STATUS_CHANGE", Changed("concluded"))
            .Expect("query-jobs").Return(Job("concluded")).Expect("job-dismiss").Return());

        var result = await session.Client.RunJobAsync(Start, "j", new QmpJobOptions { Progress = progress }).InTime();
        await session.Server.Completion.InTime();

        Assert.Equal(QmpJobOutcome.Completed, result.Outcome);
        Assert.Equal(["ready", "ready", "pending", "concluded"], progress.All.Select(p => p.Status));
        Assert.Equal(0.25, progress.All[0].Fraction);
    }

    [Theory]
    [InlineData("ready", QmpJobOutcome.Ready)]
    [InlineData("pending", QmpJobOutcome.Pending)]
    public async Task A_caller_may_stop_where_the_job_waits(string status, QmpJobOutcome outcome)
    {
        await using var session = await TestSession.NegotiatedAsync(
            script => script.Expect("blockdev-backup").Return().Expect("query-jobs").Return(Job(status)));
        var options = new QmpJobOptions { CompleteWhenReady = false, FinalizeWhenPending = false };

        Assert.Equal(outcome, (await session.Client.RunJobAsync(Start, "j", options).InTime()).Outcome);
    }

    [Fact]
    public async Task A_job_that_goes_on_by_itself_before_it_is_completed_is_no_failure()
    {
        await using var session = await TestSession.NegotiatedAsync(script => script
            .Expect("blockdev-backup").Return()
            .Expect("query-jobs").Return(Job("ready")).Expect("job-complete").Fail("GenericError", "Job not found")
            .Expect("query-jobs").Return(Job("concluded"))
            .Expect("query-jobs").Return(Job("concluded")).Expect("job-dismiss").Fail("GenericError", "Job not found"));

        Assert.Equal(QmpJobOutcome.Completed, (await session.Client.RunJobAsync(Start, "j").InTime()).Outcome);
    }

    [Fact]
    public async Task A_job_that_cannot_be_completed_and_one_that_is_not_started_fail_with_QEMUs_words()
    {
        await using var stuck = await TestSession.NegotiatedAsync(script => script
            .Expect("blockdev-backup").Return()
            .Expect("query-jobs").Return(Job("ready")).Expect("job-complete").Fail("GenericError", "cannot")
            .Expect("query-jobs").Return(Job("ready")));
        await using var refused = await TestSession.NegotiatedAsync(
            script => script.Expect("blockdev-backup").Fail("GenericError", "never"));

        Assert.Equal(
            "cannot", (await Assert.ThrowsAsync<QmpCommandException>(() => stuck.Client.RunJobAsync(Start, "j").InTime())).Description);
        Assert.Equal(
            "never", (await Assert.ThrowsAsync<QmpCommandException>(() => refused.Client.RunJobAsync(Start, "j").InTime())).Description);
    }

    [Fact]
    public async Task The_limit_leaves_the_job_running_and_progress_is_asked_for_meanwhile()
    {
        var time = new FakeTimeProvider();
        var progress = new Reports<QmpJobProgress>();
        await using var server = QmpTestServer.InMemory(time).Answer("query-jobs", Job("running"));
        await using var client = await QmpClient.ConnectAsync(
            server.Endpoint, new QmpClientOptions { TimeProvider = time, WriteTimeout = Timeout.InfiniteTimeSpan }).InTime();

        var run = client.RunJobAsync(Start, "j", new QmpJobOptions { Timeout = TimeSpan.FromDays(40), Progress = progress });
        await time.AdvanceUntil(progress.WaitForAsync(3));
        time.Advance(TimeSpan.FromDays(40));
        await run.InTime();

        Assert.Equal(new QmpJobResult(QmpJobOutcome.Running), await run);
        Assert.DoesNotContain(server.Commands, c => c.Name is "job-cancel" or "job-dismiss");
    }

    [Fact]
    public async Task Cancelling_a_job_ends_when_it_is_over()
    {
        await using var session = await TestSession.NegotiatedAsync(script => script
            .Expect("job-cancel").Return()
            .Expect("query-jobs").Return(Job("aborting"))
            .Event("JOB_STATUS_CHANGE", Changed("concluded"))
            .Expect("query-jobs").Return(Job("concluded", ", \"error\": \"Operation canceled\"")).Expect("job-dismiss").Return());

        Assert.Equal(QmpJobOutcome.Cancelled, (await session.Client.CancelJobAsync("j").InTime()).Outcome);
        await session.Server.Completion.InTime();
    }

    [Fact]
    public async Task A_job_that_is_over_cannot_be_cancelled_any_more_and_says_how_it_ended()
    {
        await using var over = await TestSession.NegotiatedAsync(script => script
            .Expect("job-cancel").Fail("GenericError", "no").Expect("query-jobs").Return(Job("concluded")).Expect("job-dismiss").Return());
        await using var never = await TestSession.NegotiatedAsync(
            script => script.Expect("job-cancel").Fail("GenericError", "Job not found").Expect("query-jobs").Return("[]"));

        Assert.Equal(QmpJobOutcome.Completed, (await over.Client.CancelJobAsync("j").InTime()).Outcome);
        Assert.Equal(QmpJobOutcome.NotFound, (await never.Client.CancelJobAsync("j").InTime()).Outcome);
    }

    [Fact]
    public async Task After_a_gap_the_job_is_followed_on()
    {
        await using var server = QmpTestServer.InMemory(
            new QmpTestScript().Negotiate().Expect("blockdev-backup").Return().Expect("query-jobs").Return(Job("running")).Close(),
            new QmpTestScript().Negotiate().Expect("query-jobs").Return(Job("concluded")).Expect("job-dismiss").Return());
        await using var client = await QmpClient.ConnectAsync(
            server.Endpoint, new QmpClientOptions { Reconnect = new QmpReconnectOptions() }).InTime();

        Assert.Equal(QmpJobOutcome.Completed, (await client.RunJobAsync(Start, "j").InTime()).Outcome);
    }

    [Fact]
    public async Task The_end_of_the_session_ends_the_wait()
    {
        await using var session = await TestSession.NegotiatedAsync(
            script => script.Expect("blockdev-backup").Return().Expect("query-jobs").Return(Job("running")).Close());

        await Assert.ThrowsAsync<QmpConnectionClosedException>(() => session.Client.RunJobAsync(Start, "j").InTime());
    }

    private static string Changed(string status, string id = "j") => $$"""{"status": "{{status}}", "id": "{{id}}"}""";

    private static string Job(string status, string more = "") =>
        $$"""[{"id": "other", "status": "running"}, {"id": "j", "status": "{{status}}", "current-progress": 1, "total-progress": 4{{more}}}]""";
}
