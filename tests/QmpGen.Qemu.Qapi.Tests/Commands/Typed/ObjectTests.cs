using QmpGen.Qemu.Tests.Events;
using QmpGen.Qemu.Tests.Harness;

namespace QmpGen.Qemu.Tests.Commands.Typed;

/// <summary>Objects and character devices of every kind that a test can make.</summary>
public sealed class ObjectTests
{
    private const ulong Size = 1 << 20;

    private static readonly ObjectOptions[] Objects =
    [
        new ObjectOptions.Iothread { Id = "iothread", PollMaxNs = 1000 },
        new ObjectOptions.ThrottleGroup { Id = "throttle", Limits = new ThrottleLimits { IopsTotal = 100, BpsWrite = 1 << 20 } },
        new ObjectOptions.MemoryBackendRam { Id = "ram", Size = Size, Prealloc = true },
        new ObjectOptions.MemoryBackendFile { Id = "file", Size = Size, MemPath = "memory", Share = true, DiscardData = true },
        new ObjectOptions.MemoryBackendMemfd { Id = "memfd", Size = Size, Seal = true },
        new ObjectOptions.Secret { Id = "secret", Data = "c2VjcmV0", Format = QCryptoSecretFormat.Base64 },
        new ObjectOptions.AuthzSimple { Id = "simple", Identity = "CN=somebody" },
        new ObjectOptions.AuthzList
        {
            Id = "list",
            Policy = QAuthZListPolicy.Deny,
            Rules = [new QAuthZListRule { Match = "some*", Policy = QAuthZListPolicy.Allow, Format = QAuthZListFormat.Glob }],
        },
        new ObjectOptions.RngBuiltin { Id = "builtin" },
        new ObjectOptions.RngRandom { Id = "random", Filename = "/dev/urandom" },
        new ObjectOptions.RngEgd { Id = "egd", Chardev = "ring" },
        new ObjectOptions.TlsCredsAnon { Id = "anon", Endpoint = QCryptoTlsCredsEndpoint.Server },
        new ObjectOptions.TlsCredsPsk { Id = "psk", Dir = ".", Endpoint = QCryptoTlsCredsEndpoint.Client, Username = "user" },
        new ObjectOptions.CryptodevBackendBuiltin { Id = "crypto", Queues = 1 },
        new ObjectOptions.FilterBuffer { Id = "buffer", Netdev = "net", Interval = 1000, Status = "off" },
        new ObjectOptions.FilterDump { Id = "dump", Netdev = "net", File = "packets", Maxlen = 64, Queue = NetFilterDirection.Rx },
        new ObjectOptions.FilterRewriter { Id = "rewriter", Netdev = "net", VnetHdrSupport = false },
        new ObjectOptions.FilterMirror { Id = "mirror", Netdev = "net", Outdev = "sink", Insert = NetfilterInsert.Behind },
    ];

    private static readonly (string Id, ChardevBackend Backend)[] Chardevs =
    [
        ("file", new ChardevBackend.File { Data = new() { Out = "out", Append = true, Logfile = "log" } }),
        ("socket", new ChardevBackend.Socket
        {
            Data = new ChardevSocket
            {
                Addr = new SocketAddressLegacy.Unix { Data = new UnixSocketAddress { Path = "chardev" } },
                Server = true,
                Wait = false,
            },
        }),
        ("udp", new ChardevBackend.Udp
        {
            Data = new()
            {
                Remote = new SocketAddressLegacy.Inet { Data = new InetSocketAddress { Host = "127.0.0.1", Port = "9" } },
            },
        }),
        ("pty", new ChardevBackend.Pty { Data = new() }),
        ("null", new ChardevBackend.Null { Data = new() }),
        ("ringbuf", new ChardevBackend.Ringbuf { Data = new() { Size = 1024 } }),
        ("mux", new ChardevBackend.Mux { Data = new() { Chardev = "null" } }),
        ("msmouse", new ChardevBackend.Msmouse { Data = new() }),
        ("wctablet", new ChardevBackend.Wctablet { Data = new() }),
        ("testdev", new ChardevBackend.Testdev { Data = new() }),
    ];

    [Fact]
    public async Task Objects_of_every_kind_come_and_go()
    {
        await using var vm = await Machine.StartAsync(
            "-chardev", "ringbuf,id=ring", "-chardev", "null,id=sink", "-netdev", "hubport,id=net,hubid=0");
        var executor = await CheckedExecutor.OnAsync(vm);
        await File.WriteAllTextAsync(vm.Qemu.PathOf("keys.psk"), "user:00112233\n", TestContext.Current.CancellationToken);
        foreach (var added in Objects)
        {
            await executor.ObjectAddAsync(added, TestContext.Current.CancellationToken);
        }

        var there = await executor.QomListAsync("/objects", TestContext.Current.CancellationToken);
        Assert.Empty(Objects.Select(o => (o.Id, $"child<{o.QomType.Text}>")).Except(there.Select(o => (o.Name, o.Type))));
        Assert.Contains(await executor.QueryMemdevAsync(TestContext.Current.CancellationToken), m => m.Id == "ram" && m.Size == Size);
        Assert.Single(await executor.QueryIothreadsAsync(TestContext.Current.CancellationToken), t => t.Id == "iothread");
        foreach (var added in Objects)
        {
            await executor.ObjectDelAsync(added.Id, TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task Character_devices_of_every_kind_come_and_go()
    {
        await using var vm = await Machine.StartAsync();
        var executor = await CheckedExecutor.OnAsync(vm);
        foreach (var (id, backend) in Chardevs)
        {
            var made = await executor.ChardevAddAsync(id, backend, TestContext.Current.CancellationToken);
            Assert.Equal(id == "pty", made.Pty is not null);
        }

        await executor.RingbufWriteAsync("ringbuf", "written", TestContext.Current.CancellationToken);
        Assert.Equal("written", await executor.RingbufReadAsync("ringbuf", 1024, TestContext.Current.CancellationToken));
        var there = (await executor.QueryChardevAsync(TestContext.Current.CancellationToken)).Select(c => c.Label).ToList();
        Assert.All(Chardevs, c => Assert.Contains(c.Id, there));

        // A multiplexer is always in use, and so is what it has.
        foreach (var (id, _) in Chardevs.Where(c => c.Id is not ("mux" or "null")))
        {
            await executor.ChardevRemoveAsync(id, TestContext.Current.CancellationToken);
        }
    }
}
