using QmpGen.Qemu.Tests.Harness;

namespace QmpGen.Qemu.Tests.Flows;

/// <summary>Jobs of a real QEMU.</summary>
public sealed class JobTests
{
    private static readonly string[] TwoDisks =
    [
        "-blockdev", $"driver=file,node-name=source,filename={Disk.Image}",
        "-blockdev", "driver=null-co,node-name=target,size=1048576,read-zeroes=on",
    ];

    private static readonly string[] FailingDisk =
    [
        "-blockdev",
        $"driver=blkdebug,node-name=source,image.driver=file,image.filename={Disk.Image},inject-error.0.event=none,"
            + "inject-error.0.iotype=read,inject-error.0.errno=5",
        "-blockdev", "driver=null-co,node-name=target,size=1048576,read-zeroes=on",
    ];

    private const long LargeSize = 1 << 30;

    private static readonly string[] TwoLargeDisks =
    [
        "-blockdev", $"driver=null-co,node-name=source,size={LargeSize},read-zeroes=off",
        "-blockdev", $"driver=null-co,node-name=target,size={LargeSize},read-zeroes=off",
    ];

    private static readonly QmpJobOptions InTime = new() { Timeout = Limit.Patience };

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_short_backup_is_over_and_dismissed_whoever_dismisses_it(bool dismissesItself)
    {
        await using var vm = await StartWithDataAsync(TwoDisks);

        var result = await vm.Client.RunJobAsync(Backup(dismissesItself), "j", InTime);

        Assert.Equal(new QmpJobResult(QmpJobOutcome.Completed), result);
        await AssertNoJobAsync(vm);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_backup_that_fails_says_why(bool dismissesItself)
    {
        await using var vm = await StartWithDataAsync(FailingDisk);

        var result = await vm.Client.RunJobAsync(Backup(dismissesItself), "j", InTime);

        Assert.Equal(new QmpJobResult(QmpJobOutcome.Failed, "Input/output error"), result);
        await AssertNoJobAsync(vm);
    }

    [Fact]
    public async Task A_job_that_fails_without_an_event_that_says_so_is_a_failure()
    {
        await using var vm = await StartWithDataAsync(TwoDisks);
        var create = new QmpCommand(
            "blockdev-create", """{"job-id": "j", "options": {"driver": "qcow2", "file": "target", "size": 1048577}}""");

        var result = await vm.Client.RunJobAsync(create, "j", InTime);

        Assert.Equal(QmpJobOutcome.Failed, result.Outcome);
        Assert.NotEmpty(result.Error!);
        await AssertNoJobAsync(vm);
    }

    [Fact]
    public async Task A_job_that_is_started_wrongly_fails_with_QEMUs_words()
    {
        await using var vm = await Machine.StartAsync();

        await Assert.ThrowsAsync<QmpCommandException>(() => vm.Client.RunJobAsync(Backup(), "j", InTime));
    }

    [Fact]
    public async Task A_mirror_stops_at_ready_for_those_who_want_that_and_is_completed_for_the_others()
    {
        await using var vm = await StartWithDataAsync(TwoDisks);
        var mirror = new QmpCommand(
            "blockdev-mirror", """{"job-id": "j", "device": "source", "target": "target", "sync": "full", "auto-dismiss": false}""");

        var ready = await vm.Client.RunJobAsync(mirror, "j", InTime with { CompleteWhenReady = false });
        var end = await vm.Client.WaitForJobAsync("j", InTime);

        Assert.Equal((QmpJobOutcome.Ready, QmpJobOutcome.Completed), (ready.Outcome, end.Outcome));
        await AssertNoJobAsync(vm);
    }

    [Fact]
    public async Task A_job_with_a_last_word_waits_for_it_or_gets_it()
    {
        await using var vm = await StartWithDataAsync(TwoDisks);
        var pending = await vm.Client.RunJobAsync(Backup(finalizesItself: false), "j", InTime with { FinalizeWhenPending = false });

        Assert.Equal(QmpJobOutcome.Pending, pending.Outcome);
        Assert.Equal(QmpJobOutcome.Completed, (await vm.Client.WaitForJobAsync("j", InTime)).Outcome);
        Assert.Equal(QmpJobOutcome.Completed, (await vm.Client.RunJobAsync(Backup(finalizesItself: false), "j", InTime)).Outcome);
    }

    [Fact]
    public async Task A_slow_job_tells_its_progress_outlasts_the_limit_and_can_be_cancelled()
    {
        await using var vm = await Machine.StartAsync(TwoLargeDisks);
        var progress = new List<QmpJobProgress>();
        var options = new QmpJobOptions { Timeout = TimeSpan.FromMilliseconds(500), Progress = new Receiver(progress) };

        var running = await vm.Client.RunJobAsync(Backup(speed: 1), "j", options);
        var cancelled = await vm.Client.CancelJobAsync("j", Limit.Patience);

        Assert.Equal(new QmpJobResult(QmpJobOutcome.Running), running);
        Assert.Contains(progress, p => p is { Status: "running", Total: LargeSize });
        Assert.Equal(QmpJobOutcome.Cancelled, cancelled.Outcome);
        Assert.Equal(QmpJobOutcome.NotFound, (await vm.Client.CancelJobAsync("j", Limit.Patience)).Outcome);
        await AssertNoJobAsync(vm);
    }

    [Fact]
    public async Task A_job_that_somebody_else_cancels_is_no_failure()
    {
        await using var vm = await Machine.StartAsync(TwoLargeDisks);
        var run = vm.Client.RunJobAsync(Backup(speed: 1), "j", InTime);

        await vm.ExecuteAsync(new QmpCommand("job-cancel", """{"id": "j"}"""));

        Assert.Equal(QmpJobOutcome.Cancelled, (await run).Outcome);
    }

    /// <summary>Starts a machine and fills its disk, since a job passes over what is empty.</summary>
    private static async Task<Machine> StartWithDataAsync(string[] arguments)
    {
        var vm = await Machine.StartAsync(arguments);
        var data = new byte[Disk.Size];
        Array.Fill(data, (byte)1);
        await using var disk = new FileStream(vm.Qemu.PathOf(Disk.Image), FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        await disk.WriteAsync(data);
        return vm;
    }

    private static QmpCommand Backup(bool dismissesItself = false, bool finalizesItself = true, long speed = 0) => new(
        "blockdev-backup",
        writer =>
        {
            writer.WriteString("job-id", "j");
            writer.WriteString("device", "source");
            writer.WriteString("target", "target");
            writer.WriteString("sync", "full");
            writer.WriteNumber("speed", speed);
            writer.WriteBoolean("auto-dismiss", dismissesItself);
            writer.WriteBoolean("auto-finalize", finalizesItself);
        });

    private static async Task AssertNoJobAsync(Machine vm) => Assert.Equal("[]", (await vm.ExecuteAsync("query-jobs")).GetRawText());

    private sealed class Receiver(List<QmpJobProgress> all) : IProgress<QmpJobProgress>
    {
        public void Report(QmpJobProgress value) => all.Add(value);
    }
}
