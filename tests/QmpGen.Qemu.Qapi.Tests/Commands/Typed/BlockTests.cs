using QmpGen.Qemu.Tests.Events;
using QmpGen.Qemu.Tests.Harness;

namespace QmpGen.Qemu.Tests.Commands.Typed;

/// <summary>Block devices of every kind that a test can make.</summary>
public sealed class BlockTests
{
    private const int FewestKinds = 24;

    /// <summary>Nodes that need nothing but others, which they define inside.</summary>
    private static readonly IReadOnlyList<BlockdevOptions> Nodes =
    [
        new BlockdevOptions.NullCo { Size = Disk.Size, ReadZeroes = true },
        new BlockdevOptions.NullAio { Size = Disk.Size, LatencyNs = 1, Cache = new BlockdevCacheOptions { Direct = true } },
        new BlockdevOptions.File { Filename = Disk.Image, ReadOnly = true, Discard = BlockdevDiscardOptions.Unmap },
        new BlockdevOptions.Raw { File = Blank(), Offset = 512, Size = 512 },
        new BlockdevOptions.Blkdebug
        {
            Image = Blank(),
            InjectError = [new BlkdebugInjectErrorOptions { Event = BlkdebugEvent.ReadAio, Errno = Disk.InputOutputError, Once = true }],
        },
        new BlockdevOptions.Blklogwrites { File = Blank(), Log = Blank() },
        new BlockdevOptions.Blkverify { Test = Blank(), Raw = Blank() },
        new BlockdevOptions.CopyBeforeWrite { File = Blank(), Target = Blank(), NodeName = "cbw" },
        new BlockdevOptions.SnapshotAccess { File = BlockdevRef.Node("cbw") },
        new BlockdevOptions.CopyOnRead { File = Blank() },
        new BlockdevOptions.Throttle { ThrottleGroup = "group", File = Blank() },
        new BlockdevOptions.Quorum { Children = [Blank(), Blank()], VoteThreshold = 2, ReadPattern = QuorumReadPattern.Fifo },
        new BlockdevOptions.Vvfat { Dir = "files", Label = "LABEL", ReadOnly = true },
        new BlockdevOptions.Preallocate { File = new BlockdevOptions.File { Filename = "grown" }, PreallocAlign = 512 },
    ];

    /// <summary>How images are made, and how they are opened; each on a file of its own.</summary>
    private static readonly (Func<BlockdevRef, BlockdevCreateOptions> Create, Func<BlockdevRef, BlockdevOptions> Open)[] Images =
    [
        (f => new BlockdevCreateOptions.Qcow2 { File = f, Size = Disk.Size, Version = BlockdevQcow2Version.V3 },
            f => new BlockdevOptions.Qcow2 { File = f, LazyRefcounts = true, Backing = BlockdevRefOrNull.Null }),
        (f => new BlockdevCreateOptions.Qcow2 { File = f, Size = Disk.Size },
            f => new BlockdevOptions.Compress { File = new BlockdevOptions.Qcow2 { File = f } }),
        (f => new BlockdevCreateOptions.Qcow { File = f, Size = Disk.Size }, f => new BlockdevOptions.Qcow { File = f }),
        (f => new BlockdevCreateOptions.Qed { File = f, Size = Disk.Size }, f => new BlockdevOptions.Qed { File = f }),
        (f => new BlockdevCreateOptions.Vdi { File = f, Size = Disk.Size }, f => new BlockdevOptions.Vdi { File = f }),
        (f => new BlockdevCreateOptions.Vhdx { File = f, Size = Disk.Size }, f => new BlockdevOptions.Vhdx { File = f }),
        (f => new BlockdevCreateOptions.Vmdk { File = f, Size = Disk.Size }, f => new BlockdevOptions.Vmdk { File = f }),
        (f => new BlockdevCreateOptions.Vpc { File = f, Size = Disk.Size, ForceSize = true }, f => new BlockdevOptions.Vpc { File = f }),
        (f => new BlockdevCreateOptions.Parallels { File = f, Size = Disk.Size }, f => new BlockdevOptions.Parallels { File = f }),
        (f => new BlockdevCreateOptions.Luks { File = f, Size = Disk.Size, KeySecret = "key", IterTime = 10 },
            f => new BlockdevOptions.Luks { File = f, KeySecret = "key" }),
    ];

    [Fact]
    public async Task Nodes_of_every_kind_come_and_go()
    {
        await using var vm = await Machine.StartAsync("-object", "throttle-group,id=group", "-object", "secret,id=key,data=secret");
        var executor = await CheckedExecutor.OnAsync(vm);
        Directory.CreateDirectory(vm.Qemu.PathOf("files"));
        await File.WriteAllBytesAsync(vm.Qemu.PathOf("grown"), new byte[512], TestContext.Current.CancellationToken);
        var added = new List<(string Node, BlockdevDriver Driver)>();
        foreach (var node in Nodes.Select((n, i) => n with { NodeName = n.NodeName ?? $"n{i}" }))
        {
            await AddAsync(node);
        }

        foreach (var (create, open) in Images)
        {
            var file = $"f{added.Count}";
            await File.WriteAllBytesAsync(vm.Qemu.PathOf(file), [], TestContext.Current.CancellationToken);
            await AddAsync(new BlockdevOptions.File { NodeName = file, Filename = file });
            await Jobs.RunAsync(vm, executor, new BlockdevCreateCommand($"job-{file}", create(BlockdevRef.Node(file))), $"job-{file}");
            await AddAsync(open(BlockdevRef.Node(file)) with { NodeName = $"n{added.Count}" });
        }

        var names = added.Select(a => a.Node).ToHashSet();
        var there = (await executor.QueryNamedBlockNodesAsync(TestContext.Current.CancellationToken))
            .Where(n => names.Contains(n.NodeName!)).Select(n => (n.NodeName!, new BlockdevDriver(n.Drv))).ToHashSet();
        Assert.Equal(added.ToHashSet(), there);
        Assert.InRange(added.Select(a => a.Driver).Distinct().Count(), FewestKinds, int.MaxValue);
        foreach (var (node, _) in added.AsEnumerable().Reverse())
        {
            await executor.BlockdevDelAsync(node, TestContext.Current.CancellationToken);
        }

        Assert.Empty(await executor.QueryNamedBlockNodesAsync(TestContext.Current.CancellationToken));

        async Task AddAsync(BlockdevOptions options)
        {
            await executor.BlockdevAddAsync(options, TestContext.Current.CancellationToken);
            added.Add((options.NodeName!, options.Driver));
        }
    }

    [Fact]
    public async Task A_transaction_does_all_or_nothing()
    {
        await using var vm = await Machine.StartAsync("-blockdev", $"driver=null-co,node-name=disk,size={Disk.Size}");
        var executor = await CheckedExecutor.OnAsync(vm);
        TransactionAction add = new TransactionAction.BlockDirtyBitmapAdd { Data = new() { Node = "disk", Name = "bitmap" } };

        await executor.RefusedAsync(new TransactionCommand([add, new TransactionAction.Abort { Data = new() }]));
        Assert.Null(Assert.Single(await executor.QueryNamedBlockNodesAsync(TestContext.Current.CancellationToken)).DirtyBitmaps);

        await executor.TransactionAsync(
            [add, new TransactionAction.BlockDirtyBitmapDisable { Data = new() { Node = "disk", Name = "bitmap" } }],
            TestContext.Current.CancellationToken);
        var node = Assert.Single(await executor.QueryNamedBlockNodesAsync(TestContext.Current.CancellationToken));
        Assert.False(Assert.Single(node.DirtyBitmaps!).Recording);
    }

    [Fact]
    public async Task An_exported_node_is_the_disk_of_another_machine()
    {
        await using var server = await Machine.StartAsync("-blockdev", $"driver=null-co,node-name=disk,size={Disk.Size}");
        await using var client = await Machine.StartAsync();
        var (there, here) = (await CheckedExecutor.OnAsync(server), await CheckedExecutor.OnAsync(client));
        await there.NbdServerStartAsync(
            new SocketAddressLegacy.Unix { Data = new UnixSocketAddress { Path = "nbd" } }, TestContext.Current.CancellationToken);
        await there.BlockExportAddAsync(
            new BlockExportOptions.Nbd { Id = "export", NodeName = "disk", Name = "name", Writable = true },
            TestContext.Current.CancellationToken);
        var export = Assert.Single(await there.QueryBlockExportsAsync(TestContext.Current.CancellationToken));
        Assert.Equal(("export", BlockExportType.Nbd, "disk"), (export.Id, export.Type, export.NodeName));

        await here.BlockdevAddAsync(
            new BlockdevOptions.Nbd
            {
                NodeName = "remote",
                Server = new SocketAddress.Unix { Path = server.Qemu.PathOf("nbd") },
                Export = "name",
            },
            TestContext.Current.CancellationToken);
        var node = Assert.Single(await here.QueryNamedBlockNodesAsync(TestContext.Current.CancellationToken));
        Assert.Equal(("nbd", Disk.Size), (node.Drv, node.Image.VirtualSize));

        await here.BlockdevDelAsync("remote", TestContext.Current.CancellationToken);
        await server.Client.ExecuteAndWaitAsync(
            new BlockExportDelCommand("export") { Mode = BlockExportRemoveMode.Hard },
            (BlockExportDeletedEvent e) => e.Id == "export",
            Limit.Patience,
            TestContext.Current.CancellationToken);
        await there.NbdServerStopAsync(TestContext.Current.CancellationToken);
    }

    private static BlockdevRef Blank() => BlockdevRef.Define(new BlockdevOptions.NullCo { Size = Disk.Size, ReadZeroes = true });
}
