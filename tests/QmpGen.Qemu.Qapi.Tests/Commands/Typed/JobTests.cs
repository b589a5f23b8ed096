using QmpGen.Qemu.Tests.Events;
using QmpGen.Qemu.Tests.Harness;

namespace QmpGen.Qemu.Tests.Commands.Typed;

/// <summary>Block jobs and migration.</summary>
public sealed class JobTests
{
    [Fact]
    public async Task Block_jobs_run_and_are_asked_after()
    {
        await using var vm = await Machine.StartAsync(
            "-blockdev", $"driver=null-co,node-name=source,size={Disk.Size},read-zeroes=on",
            "-blockdev", $"driver=null-co,node-name=target,size={Disk.Size},read-zeroes=on");
        var executor = await CheckedExecutor.OnAsync(vm);

        await Jobs.RunAsync(
            vm,
            executor,
            new BlockdevBackupCommand("source", MirrorSyncMode.Full, "target") { JobId = "backup", AutoDismiss = false },
            "backup");

        await vm.Client.ExecuteAndWaitAsync(
            new BlockdevMirrorCommand("source", "target", MirrorSyncMode.Full) { JobId = "mirror", AutoDismiss = false },
            (BlockJobReadyEvent e) => e.Device == "mirror",
            Limit.Patience,
            TestContext.Current.CancellationToken);
        var running = Assert.Single(await executor.QueryBlockJobsAsync(TestContext.Current.CancellationToken));
        Assert.Equal(("mirror", true), (running.Device, running.Ready));
        await vm.Client.ExecuteAndWaitAsync(
            new JobCancelCommand("mirror"),
            (JobStatusChangeEvent e) => e.Id == "mirror" && e.Status == JobStatus.Concluded,
            Limit.Patience,
            TestContext.Current.CancellationToken);
        await executor.JobDismissAsync("mirror", TestContext.Current.CancellationToken);
        Assert.Empty(await executor.QueryJobsAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task An_overlay_is_taken_and_committed()
    {
        await using var vm = await Machine.StartAsync("-blockdev", $"driver=null-co,node-name=base,size={Disk.Size},read-zeroes=on");
        var executor = await CheckedExecutor.OnAsync(vm);
        await File.WriteAllBytesAsync(vm.Qemu.PathOf("overlay"), [], TestContext.Current.CancellationToken);
        await executor.BlockdevAddAsync(
            new BlockdevOptions.File { NodeName = "file", Filename = "overlay" }, TestContext.Current.CancellationToken);
        await Jobs.RunAsync(
            vm,
            executor,
            new BlockdevCreateCommand("create", new BlockdevCreateOptions.Qcow2 { File = BlockdevRef.Node("file"), Size = Disk.Size }),
            "create");
        await executor.BlockdevAddAsync(
            new BlockdevOptions.Qcow2 { NodeName = "top", File = BlockdevRef.Node("file"), Backing = BlockdevRefOrNull.Null },
            TestContext.Current.CancellationToken);
        await executor.BlockdevSnapshotAsync("base", "top", TestContext.Current.CancellationToken);
        var top = Assert.Single(
            await executor.QueryNamedBlockNodesAsync(TestContext.Current.CancellationToken), n => n.NodeName == "top");
        Assert.Equal(1, top.BackingFileDepth);

        await Jobs.RunAsync(
            vm,
            executor,
            new BlockStreamCommand("top") { JobId = "stream", AutoDismiss = false, OnError = BlockdevOnError.Report },
            "stream");
        top = Assert.Single(await executor.QueryNamedBlockNodesAsync(TestContext.Current.CancellationToken), n => n.NodeName == "top");
        Assert.Equal(0, top.BackingFileDepth);
    }

    [Fact]
    public async Task A_machine_migrates_to_a_file()
    {
        await using var vm = await Machine.StartAsync("-m", "16");
        var executor = await CheckedExecutor.OnAsync(vm);
        await executor.MigrateSetCapabilitiesAsync(
            [new MigrationCapabilityStatus { Capability = MigrationCapability.Events, State = true }],
            TestContext.Current.CancellationToken);
        await executor.ExecuteAsync(
            new MigrateSetParametersCommand { MaxBandwidth = 1 << 30, DowntimeLimit = 500 }, TestContext.Current.CancellationToken);

        var outcome = await vm.Client.ExecuteAndWaitAsync(
            ToFile(),
            (MigrationEvent e) => e.Status == MigrationStatus.Completed || e.Status == MigrationStatus.Failed,
            Limit.Patience,
            TestContext.Current.CancellationToken);

        Assert.Equal(MigrationStatus.Completed, outcome.Event.Status);
        var info = await executor.QueryMigrateAsync(TestContext.Current.CancellationToken);
        Assert.Equal(MigrationStatus.Completed, info.Status);
        Assert.InRange(info.Ram!.Total, 16 << 20, long.MaxValue);
        Assert.InRange(new FileInfo(vm.Qemu.PathOf("state")).Length, 1, long.MaxValue);
    }

#if SCHEMA_8_2
    private static MigrateCommand ToFile() => new()
    {
        Channels =
        [
            new MigrationChannel
            {
                ChannelType = MigrationChannelType.Main,
                Addr = new MigrationAddress.File { Filename = "state", Offset = 0 },
            },
        ],
    };
#else
    private static MigrateCommand ToFile() => new("exec:cat > state");
#endif
}
