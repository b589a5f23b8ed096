using System.Text.Json;
using QmpGen.Qemu.Tests.Events;
using QmpGen.Qemu.Tests.Harness;
using QmpGen.Tests.Shared;

namespace QmpGen.Qemu.Tests.Commands;

/// <summary>Every command that asks something, with a machine that has much to tell.</summary>
public sealed class QueryTests
{
    private const int FewestAnswers = 50;

    private static readonly string[] Machinery =
    [
        "-m", "64,slots=2,maxmem=256M", "-smp", "1,maxcpus=2", "-name", "guest", "-vnc", "unix:vnc",
        "-uuid", "6ba7b810-9dad-11d1-80b4-00c04fd430c8", "-object", "iothread,id=t0", "-object", "memory-backend-ram,id=m0,size=16M",
        "-object", "cryptodev-backend-builtin,id=c0", "-device", "pc-dimm,memdev=m0,id=dimm0",
        "-blockdev", "driver=null-co,node-name=n0,size=1048576", "-blockdev", $"driver=file,node-name=f0,filename={Disk.Image}",
        "-blockdev", "driver=raw,node-name=r0,file=f0", "-device", "virtio-blk-pci,drive=n0,id=d0",
        "-device", "ide-hd,drive=r0,id=d1", "-netdev", "hubport,id=net0,hubid=0", "-device", "virtio-net-pci,netdev=net0,id=nic0",
        "-chardev", "ringbuf,id=ring0,size=1024", "-device", "virtio-balloon-pci,id=b0", "-device", "vmgenid,guid=auto",
    ];

    // What the arguments must be where some are required.
    private static readonly Dictionary<string, string> Arguments = new(StringComparer.Ordinal)
    {
        ["query-cpu-model-expansion"] = """{"type": "full", "model": {"name": "qemu64"}}""",
        ["query-cpu-model-comparison"] = """{"modela": {"name": "qemu64"}, "modelb": {"name": "qemu64"}}""",
        ["query-cpu-model-baseline"] = """{"modela": {"name": "qemu64"}, "modelb": {"name": "qemu64"}}""",
        ["query-rocker"] = """{"name": "none"}""",
        ["query-rocker-ports"] = """{"name": "none"}""",
        ["query-rocker-of-dpa-flows"] = """{"name": "none"}""",
        ["query-rocker-of-dpa-groups"] = """{"name": "none"}""",
        ["query-sev-attestation-report"] = """{"mnonce": "aaaaaaaaaaaaaaaaaaaaaa=="}""",
        ["query-stats"] = """{"target": "vm"}""",
        ["x-query-virtio-status"] = """{"path": "/machine/peripheral/nic0/virtio-backend"}""",
        ["x-query-virtio-queue-status"] = """{"path": "/machine/peripheral/nic0/virtio-backend", "queue": 0}""",
        ["x-query-virtio-vhost-queue-status"] = """{"path": "/machine/peripheral/nic0/virtio-backend", "queue": 0}""",
        ["x-query-virtio-queue-element"] = """{"path": "/machine/peripheral/nic0/virtio-backend", "queue": 0}""",
        ["qom-list"] = """{"path": "/machine"}""",
        ["qom-list-properties"] = """{"typename": "pc-dimm"}""",
        ["device-list-properties"] = """{"typename": "virtio-blk-pci"}""",
    };

    [Fact]
    public async Task Every_query_that_QEMU_answers_is_read_strictly_and_nothing_in_it_is_unknown()
    {
        await using var vm = await Machine.StartAsync(Machinery);
        var schema = await Introspection.OfAsync(vm);
        var executor = new CheckedExecutor(vm, schema);
        var (answered, refused) = (new List<string>(), new List<string>());
        var known = KnownCommand.Among(typeof(QmpCommands).Assembly.GetTypes()).Values;
        foreach (var type in known.Where(c => IsQuery(c.Name) && schema.Commands.ContainsKey(c.Name)))
        {
            var arguments = JsonElement.Parse(Arguments.GetValueOrDefault(type.Name, "{}"));
            Assert.Null(schema.Mistake(type.Name, arguments));
            var command = type.Read(arguments);
            try
            {
                var result = await vm.ExecuteAsync(new QmpCommand(type.Name, arguments));
                var typed = type.WriteResult(command, type.ReadResult(command, result.GetRawText()));
                Assert.True(
                    CompiledSchema.IsOlder || JsonElement.DeepEquals(result, JsonElement.Parse(typed)),
                    $"'{type.Name}' returned {result}, which became {typed}.");
                await type.RunAsync(executor, command, TestContext.Current.CancellationToken);
                answered.Add(type.Name);
            }
            catch (QmpCommandException error)
            {
                var typed = await Assert.ThrowsAsync<QmpCommandException>(
                    () => type.RunAsync(executor, command, TestContext.Current.CancellationToken));
                Assert.Equal(error.ErrorClass, typed.ErrorClass);
                refused.Add($"{type.Name}: {error.Message}");
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{answered.Count} answered: {string.Join(", ", answered)}\nRefused:\n{string.Join('\n', refused)}");
        Assert.InRange(answered.Count, FewestAnswers, int.MaxValue);
    }

    /// <summary>QEMU 11.1 aborts when it is asked for the status of a network card that has not started.</summary>
    private static bool MayEndQemu(string name) => name == "x-query-virtio-status" && Tool.QemuVersion >= new Version(11, 0);

    private static bool IsQuery(string name) => !MayEndQemu(name) && (name.StartsWith("query-", StringComparison.Ordinal)
        || name.StartsWith("x-query-", StringComparison.Ordinal)
        || Arguments.ContainsKey(name));
}
