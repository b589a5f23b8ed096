using Microsoft.Extensions.Time.Testing;
using QmpGen.Testing;

namespace QmpGen.Tests.Flows;

/// <summary>Migrations that end in every way.</summary>
public sealed class MigrationTests
{
    private const string Uri = "tcp:host:4444";

    [Fact]
    public async Task A_migration_ends_with_its_status_and_tells_its_progress()
    {
        var progress = new Reports<QmpMigrationProgress>();
        var script = new QmpTestScript().Negotiate()
            .Expect("migrate-set-capabilities", out var capabilities).Return()
            .Expect("migrate", out var sent).Event("MIGRATION", """{"status": "setup"}""").Return()
            .Expect("query-migrate").Return(
                """{"status": "active", "total-time": 1500, "ram": {"transferred": 5, "remaining": 6, "total": 11, "dirty-sync-count": 2}}""")
            .Expect("query-migrate").Return("""{"status": "active"}""")
            .Event("MIGRATION", """{"status": "completed"}""")
            .Expect("query-migrate").Return("""{"status": "completed", "downtime": 7}""")
            .Expect("query-status").Return("""{"status": "finish-migrate", "running": false}""")
            .Expect("query-status").Return("""{"status": "postmigrate", "running": false}""");
        await using var session = await TestSession.PlayAsync(script);

        var result = await session.Client.MigrateAndWaitAsync(Uri, new QmpMigrationOptions { Progress = progress }).InTime();
        await session.Server.Completion.InTime();

        Assert.Equal((QmpMigrationOutcome.Completed, "postmigrate"), (result.Outcome, result.RunState));
        Assert.Equal(TimeSpan.FromMilliseconds(7), result.Progress?.Downtime);
        Assert.Equal(new QmpMigrationProgress("active", 5, 6, 11, 2, TimeSpan.FromSeconds(1.5), Downtime: null), progress.All[0]);
        Assert.Equal(["active", "active", "completed"], progress.All.Select(p => p.Status));
        Assert.Contains("\"events\"", capabilities.Arguments.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(Uri, sent.Arguments.GetProperty("uri").GetString());
    }

    [Theory]
    [InlineData("""{"status": "failed", "error-desc": "refused"}""", QmpMigrationOutcome.Failed, "refused")]
    [InlineData("""{"status": "cancelled"}""", QmpMigrationOutcome.Cancelled, null)]
    [InlineData("""{"status": "pre-switchover"}""", QmpMigrationOutcome.BeforeSwitchover, null)]
    [InlineData("""{"status": "postcopy-paused"}""", QmpMigrationOutcome.PostcopyPaused, null)]
    [InlineData("{}", QmpMigrationOutcome.None, null)]
    public async Task Every_other_end_is_a_result_with_the_run_state(string status, QmpMigrationOutcome outcome, string? error)
    {
        await using var session = await TestSession.NegotiatedAsync(script => script
            .Expect("migrate-set-capabilities").Fail("GenericError", "in progress")
            .Expect("query-migrate").Return(status)
            .Expect("query-status").Return("""{"status": "running"}"""));

        var result = await session.Client.WaitForMigrationAsync().InTime();

        Assert.Equal((outcome, error, "running"), (result.Outcome, result.Error, result.RunState));
    }

    [Fact]
    public async Task Before_the_switchover_the_guest_stands_in_the_state_that_is_passing_elsewhere()
    {
        await using var session = await TestSession.NegotiatedAsync(script => script
            .Expect("migrate-set-capabilities").Return()
            .Expect("query-migrate").Return("""{"status": "pre-switchover"}""")
            .Expect("query-status").Return("""{"status": "finish-migrate"}"""));

        var result = await session.Client.WaitForMigrationAsync().InTime();

        Assert.Equal((QmpMigrationOutcome.BeforeSwitchover, "finish-migrate"), (result.Outcome, result.RunState));
    }

    [Fact]
    public async Task Cancelling_the_token_cancels_the_migration_and_ends_when_it_is_over()
    {
        var started = new TaskCompletionSource();
        await using var session = await TestSession.NegotiatedAsync(script => script
            .Expect("migrate-set-capabilities").Return().Expect("migrate").Return()
            .Expect("query-migrate").Return("""{"status": "active"}""").Signal(started)
            .Expect("migrate_cancel").Return()
            .Expect("query-migrate").Return("""{"status": "cancelling"}""")
            .Event("MIGRATION", """{"status": "cancelled"}""")
            .Expect("query-migrate").Return("""{"status": "cancelled"}""")
            .Expect("query-status").Return("""{"status": "running"}"""));
        using var cancellation = new CancellationTokenSource();

        var migration = session.Client.MigrateAndWaitAsync(Uri, cancellationToken: cancellation.Token);
        await started.Task.InTime();
        await cancellation.CancelAsync();
        var result = await migration.InTime();
        await session.Server.Completion.InTime();

        Assert.Equal((QmpMigrationOutcome.Cancelled, "running"), (result.Outcome, result.RunState));
    }

    [Fact]
    public async Task A_cancellation_may_come_too_late()
    {
        await using var session = await TestSession.NegotiatedAsync(script => script
            .Expect("migrate_cancel").Return()
            .Expect("query-migrate").Return("""{"status": "completed"}""")
            .Expect("query-status").Return("""{"status": "postmigrate"}"""));

        Assert.Equal(QmpMigrationOutcome.Completed, (await session.Client.CancelMigrationAsync().InTime()).Outcome);
    }

    [Fact]
    public async Task Before_the_command_is_sent_there_is_nothing_to_cancel()
    {
        var received = new TaskCompletionSource();
        await using var session = await TestSession.NegotiatedAsync(
            script => script.Expect("migrate-set-capabilities").Signal(received).ExpectClose());
        using var cancellation = new CancellationTokenSource();

        var migration = session.Client.MigrateAndWaitAsync(Uri, cancellationToken: cancellation.Token);
        await received.Task.InTime();
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => migration.InTime());
        await session.Client.DisposeAsync().InTime();
        await session.Server.Completion.InTime();
    }

    [Fact]
    public async Task A_migration_that_QEMU_rejects_fails_with_its_words()
    {
        await using var session = await TestSession.NegotiatedAsync(
            script => script.Expect("migrate-set-capabilities").Return().Expect("migrate").Fail("GenericError", "blocked"));

        var failure = await Assert.ThrowsAsync<QmpCommandException>(() => session.Client.MigrateAndWaitAsync(Uri).InTime());

        Assert.Equal("blocked", failure.Description);
    }

    [Fact]
    public async Task The_limit_leaves_the_migration_running_even_if_QEMU_does_not_answer_during_the_switch_over()
    {
        var time = new FakeTimeProvider();
        var progress = new Reports<QmpMigrationProgress>();
        await using var session = await TestSession.NegotiatedAsync(
            script => script
                .Expect("migrate-set-capabilities").Return().Expect("migrate").Return()
                .Expect("query-migrate").Return("""{"status": "active", "total-time": 1}""")
                .Expect("query-migrate"),
            new QmpClientOptions { TimeProvider = time, WriteTimeout = Timeout.InfiniteTimeSpan });

        var migration = session.Client.MigrateAndWaitAsync(
            Uri, new QmpMigrationOptions { Timeout = TimeSpan.FromMinutes(5), Progress = progress });
        await progress.WaitForAsync(1).InTime();
        await time.AdvanceUntil(migration);
        var result = await migration;

        Assert.Equal((QmpMigrationOutcome.Running, "active"), (result.Outcome, result.Progress?.Status));
    }

    [Fact]
    public async Task The_end_of_the_session_ends_the_wait()
    {
        await using var session = await TestSession.NegotiatedAsync(script => script
            .Expect("migrate-set-capabilities").Return().Expect("migrate").Return()
            .Expect("query-migrate").Return("""{"status": "active"}""").Close());

        await Assert.ThrowsAsync<QmpConnectionClosedException>(() => session.Client.MigrateAndWaitAsync(Uri).InTime());
    }
}
