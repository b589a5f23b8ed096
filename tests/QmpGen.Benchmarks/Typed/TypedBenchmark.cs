#if TODAY
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using QmpGen.Benchmarks.Clients;
using QmpGen.Benchmarks.Harness;
using QmpGen.Benchmarks.Today;

namespace QmpGen.Benchmarks.Typed;

/// <summary>
/// Typed commands beside untyped ones, over a socket; and their results beside <c>JsonSerializer</c> with source generation. What
/// is compared takes turns.
/// </summary>
internal static class TypedBenchmark
{
    private const string Qemu = "/usr/bin/qemu-system-x86_64";
    private const int Commands = 5_000;
    private const double ReadingSeconds = 0.25;

    /// <summary>Measures commands against a server in this process, and results of a real QEMU where there is one.</summary>
    /// <param name="rounds">How often; the medians are printed.</param>
    public static async Task RunAsync(int rounds)
    {
        await CommandsAsync(rounds).ConfigureAwait(false);
        if (File.Exists(Qemu))
        {
            await ResultsAsync(rounds).ConfigureAwait(false);
        }
    }

    private static async Task CommandsAsync(int rounds)
    {
        using var monitor = new RawMonitor();
        var serving = new Thread(monitor.Serve) { IsBackground = true };
        serving.Start();
        var client = await QmpClient.ConnectAsync(QmpEndpoint.Unix(monitor.Path)).ConfigureAwait(false);
        await using (client.ConfigureAwait(false))
        {
            Console.WriteLine("| device_del, one after the other | time, untyped = 1.00 | B/command |");
            Console.WriteLine("|---|---:|---:|");
            (string Name, Func<Task> Run)[] ways =
            [
                ("untyped, arguments by a callback", () => client.ExecuteAsync(
                    new QmpCommand("device_del", static w => w.WriteString("id"u8, "disk1")))),
                ("**typed**", () => client.DeviceDelAsync("disk1")),
            ];
            var results = ways.Select(_ => new List<Result>()).ToList();
            for (var round = 0; round < rounds + 3; round++)
            {
                for (var way = 0; way < ways.Length; way++)
                {
                    var bytes = GC.GetTotalAllocatedBytes(precise: true);
                    var start = Stopwatch.GetTimestamp();
                    for (var i = 0; i < Commands; i++)
                    {
                        await ways[way].Run().ConfigureAwait(false);
                    }

                    results[way].Add(new Result(
                        Stopwatch.GetElapsedTime(start).TotalSeconds / Commands,
                        (GC.GetTotalAllocatedBytes(precise: true) - bytes) / (double)Commands));
                }
            }

            Print(ways.Select(w => w.Name), [.. results.Select(r => Result.Median(r.Skip(3)))]);
        }

        serving.Join();
    }

    private static async Task ResultsAsync(int rounds)
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "q");
        using var qemu = ChildProcess.Start(
            [Qemu, "-nodefaults", "-display", "none", "-S", "-qmp", $"unix:{path},server=on,wait=off", .. Disks()]);
        for (var i = 0; !File.Exists(path); i++)
        {
            await Task.Delay(i < 200 ? 20 : throw new TimeoutException($"QEMU has made no socket at {path}.")).ConfigureAwait(false);
        }

        var client = await QmpClient.ConnectAsync(QmpEndpoint.Unix(path)).ConfigureAwait(false);
        await using (client.ConfigureAwait(false))
        {
            var blocks = await TextAsync(client, "query-block").ConfigureAwait(false);
            Compare(
                "query-block, 8 disks",
                blocks,
                rounds,
                () => new QueryBlockCommand().ParseResult(blocks.AsSpan()),
                () => JsonSerializer.Deserialize(blocks, ResultContext.Default.BlockArray));
            var schema = await TextAsync(client, "query-qmp-schema").ConfigureAwait(false);
            Compare(
                "query-qmp-schema",
                schema,
                rounds,
                () => new QueryQmpSchemaCommand().ParseResult(schema.AsSpan()),
                () => JsonSerializer.Deserialize(schema, ResultContext.Default.SchemaEntityArray));
        }
    }

    private static void Compare(string name, byte[] text, int rounds, Func<object?> typed, Func<object?> serializer)
    {
        Console.WriteLine();
        Console.WriteLine($"| {name}, {text.Length} B | time, QmpGen = 1.00 | B |");
        Console.WriteLine("|---|---:|---:|");
        var ways = new[] { typed, serializer };
        var results = ways.Select(_ => new List<Result>()).ToList();
        for (var round = 0; round < rounds + 3; round++)
        {
            for (var way = 0; way < ways.Length; way++)
            {
                results[way].Add(Measure(ways[way]));
            }
        }

        Print(["**QmpGen**", "JsonSerializer, source generation"], [.. results.Select(r => Result.Median(r.Skip(3)))]);
    }

    private static Result Measure(Func<object?> read)
    {
        var bytes = GC.GetTotalAllocatedBytes(precise: true);
        var start = Stopwatch.GetTimestamp();
        var count = 0;
        for (; Stopwatch.GetElapsedTime(start).TotalSeconds < ReadingSeconds; count++)
        {
            read();
        }

        return new Result(
            Stopwatch.GetElapsedTime(start).TotalSeconds / count, (GC.GetTotalAllocatedBytes(precise: true) - bytes) / (double)count);
    }

    private static void Print(IEnumerable<string> names, IReadOnlyList<Result> results)
    {
        foreach (var (name, result) in names.Zip(results))
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"| {name} | {result.Seconds / results[0].Seconds:F2} | {result.Bytes:F0} |"));
        }
    }

    private static async Task<byte[]> TextAsync(QmpClient client, string command) =>
        JsonSerializer.SerializeToUtf8Bytes(await client.ExecuteAsync(command).ConfigureAwait(false), ResultContext.Default.JsonElement);

    private static IEnumerable<string> Disks() => Enumerable.Range(0, 8).SelectMany(i => new[]
    {
        "-drive", $"if=none,id=disk{i},driver=null-co,size=1048576,node-name=node{i}",
        "-device", $"virtio-blk-pci,drive=disk{i},id=device{i}",
    });
}
#else
namespace QmpGen.Benchmarks.Typed;

/// <summary>Needs the schema of QEMU 7.2.</summary>
internal static class TypedBenchmark
{
    /// <summary>Says so.</summary>
    public static Task RunAsync(int rounds)
    {
        Console.WriteLine($"{QmpGen.Tests.Shared.Fixtures.NoSchema72} Rounds: {rounds}.");
        return Task.CompletedTask;
    }
}
#endif
