using QmpGen.Qemu.Tests.Harness;

namespace QmpGen.Qemu.Tests.Flows;

/// <summary>Migrations of a real QEMU.</summary>
public sealed class MigrationTests
{
    private static readonly string[] Small = ["-m", "16M"];
    private static readonly QmpMigrationOptions InTime = new() { Timeout = Limit.Patience };

    [Fact]
    public async Task A_guest_moves_to_another_QEMU_and_both_sides_see_the_end()
    {
        await using var target = await Machine.StartAsync([.. Small, "-incoming", "defer"]);
        await using var source = await Machine.StartRunningAsync(Small);
        var socket = target.Qemu.PathOf("migration");
        await target.ExecuteAsync(new QmpCommand("migrate-incoming", writer => writer.WriteString("uri", $"unix:{socket}")));
        var arrival = target.Client.WaitForRunStateAsync("running", Limit.Patience);

        var result = await source.Client.MigrateAndWaitAsync($"unix:{socket}", InTime);
        var arrived = await target.Client.WaitForMigrationAsync(InTime);
        await target.ExecuteAsync("cont");

        Assert.Equal((QmpMigrationOutcome.Completed, "postmigrate"), (result.Outcome, result.RunState));
        Assert.True(result.Progress is { Transferred: > 0, Total: > 0, Downtime: not null }, result.ToString());
        Assert.Equal(QmpMigrationOutcome.Completed, arrived.Outcome);
        Assert.Equal(new QmpRunStateResult(IsReached: true, "running"), await arrival);
    }

    [Fact]
    public async Task A_destination_that_fails_leaves_the_guest_running_here()
    {
        await using var vm = await Machine.StartRunningAsync(Small);

        var result = await vm.Client.MigrateAndWaitAsync("exec:false", InTime);

        Assert.Equal(QmpMigrationOutcome.Failed, result.Outcome);
        Assert.Contains(result.RunState, (string[])["running", "postmigrate"]);
    }

    [Fact]
    public async Task A_destination_that_is_not_there_is_a_failure_whichever_way_QEMU_tells_it()
    {
        await using var vm = await Machine.StartRunningAsync(Small);

        try
        {
            var result = await vm.Client.MigrateAndWaitAsync($"unix:{vm.Qemu.PathOf("nobody")}", InTime);
            Assert.Equal((QmpMigrationOutcome.Failed, "running"), (result.Outcome, result.RunState));
        }
        catch (QmpCommandException exception)
        {
            Assert.Equal("migrate", exception.Command);
        }
    }

    [Fact]
    public async Task A_migration_that_QEMU_refuses_has_not_begun()
    {
        await using var vm = await Machine.StartAsync(Small);

        Assert.Equal(QmpMigrationOutcome.None, (await vm.Client.WaitForMigrationAsync(InTime)).Outcome);
        Assert.Equal(QmpMigrationOutcome.None, (await vm.Client.CancelMigrationAsync(Limit.Patience)).Outcome);
        await Assert.ThrowsAsync<QmpCommandException>(() => vm.Client.MigrateAndWaitAsync("nonsense", InTime));
    }

    [Fact]
    public async Task Cancelling_the_token_ends_when_the_migration_is_over()
    {
        await using var vm = await StartSlowAsync();
        using var cancellation = new CancellationTokenSource();
        var options = InTime with { Progress = new Trigger(cancellation) };

        var result = await vm.Client.MigrateAndWaitAsync("exec:cat > /dev/null", options, cancellation.Token);
        var now = (await vm.ExecuteAsync("query-migrate")).GetProperty("status").GetString();

        Assert.Equal((QmpMigrationOutcome.Cancelled, "running"), (result.Outcome, result.RunState));
        Assert.Equal("cancelled", now);
    }

    [Fact]
    public async Task The_limit_leaves_the_migration_running_and_it_can_be_cancelled_later()
    {
        await using var vm = await StartSlowAsync();

        var running = await vm.Client.MigrateAndWaitAsync(
            "exec:cat > /dev/null", new QmpMigrationOptions { Timeout = TimeSpan.FromMilliseconds(500) });
        var cancelled = await vm.Client.CancelMigrationAsync(Limit.Patience);

        Assert.Equal((QmpMigrationOutcome.Running, "active"), (running.Outcome, running.Progress?.Status));
        Assert.Equal(QmpMigrationOutcome.Cancelled, cancelled.Outcome);
    }

    [Fact]
    public async Task A_migration_may_stop_before_the_switch_over()
    {
        await using var vm = await Machine.StartRunningAsync(Small);
        await vm.ExecuteAsync(new QmpCommand(
            "migrate-set-capabilities", """{"capabilities": [{"capability": "pause-before-switchover", "state": true}]}"""));

        var before = await vm.Client.MigrateAndWaitAsync("exec:cat > /dev/null", InTime);
        await vm.ExecuteAsync(new QmpCommand("migrate-continue", """{"state": "pre-switchover"}"""));
        var result = await vm.Client.WaitForMigrationAsync(InTime);

        Assert.Equal((QmpMigrationOutcome.BeforeSwitchover, QmpMigrationOutcome.Completed), (before.Outcome, result.Outcome));
    }

    /// <summary>A machine whose migration takes until somebody ends it.</summary>
    private static async Task<Machine> StartSlowAsync()
    {
        // Without so short a downtime, a QEMU that takes the connection for a fast one switches over at once.
        var vm = await Machine.StartRunningAsync(Small);
        await vm.ExecuteAsync(new QmpCommand("migrate-set-parameters", """{"max-bandwidth": 4096, "downtime-limit": 1}"""));
        return vm;
    }

    /// <summary>Cancels as soon as the migration is under way.</summary>
    private sealed class Trigger(CancellationTokenSource cancellation) : IProgress<QmpMigrationProgress>
    {
        public void Report(QmpMigrationProgress value)
        {
            if (value.Status == "active")
            {
                cancellation.Cancel();
            }
        }
    }
}
