using System.Diagnostics;
using System.Globalization;
using QmpGen.Benchmarks.Harness;

namespace QmpGen.Benchmarks.Clients;

/// <summary>Commands that wait for each other: how long a round trip takes beside that of bare sockets, and what it allocates.</summary>
internal static class CommandBenchmark
{
    private const string Qemu = "/usr/bin/qemu-system-x86_64";

    /// <summary>Measures against a server in this process, and a real QEMU where there is one.</summary>
    /// <param name="rounds">How many times; the medians are printed.</param>
    public static async Task RunAsync(int rounds)
    {
        Console.WriteLine("| commands, one after the other | round trips a second | time, bare sockets = 1.00 | B/command |");
        Console.WriteLine("|---|---:|---:|---:|");
        using var monitor = new RawMonitor();
        var bare = await OnThreadAsync(monitor, () => BareSockets.Measure(monitor.Path, rounds)).ConfigureAwait(false);
        Print("bare blocking sockets, server in the same process", bare, bare);
        var ours = await OnThreadAsync(monitor, () => Measure(monitor.Path, "query-status", rounds)).ConfigureAwait(false);
        Print("**QmpGen**, server in the same process", ours, bare);
        if (File.Exists(Qemu))
        {
            using var folder = new TemporaryFolder();
            var path = Path.Combine(folder.Path, "q");
            using var qemu = ChildProcess.Start([Qemu, "-M", "none", "-display", "none", "-S", "-qmp", $"unix:{path},server=on,wait=off"]);
            await ExistsAsync(path).ConfigureAwait(false);
            var bareQemu = BareSockets.Measure(path, rounds);
            Print("bare blocking sockets, QEMU", bareQemu, bareQemu);
            Print("**QmpGen**, QEMU", await MeasureAsync(path, "query-name", rounds).ConfigureAwait(false), bareQemu);
        }
    }

    private static async Task<Result> OnThreadAsync(RawMonitor monitor, Func<Result> measure)
    {
        var serving = new Thread(monitor.Serve) { IsBackground = true };
        serving.Start();
        var result = await Task.Run(measure).ConfigureAwait(false);
        serving.Join();
        return result;
    }

    private static Result Measure(string path, string command, int rounds) => MeasureAsync(path, command, rounds).GetAwaiter().GetResult();

    private static async Task<Result> MeasureAsync(string path, string command, int rounds)
    {
        await using var client = await QmpClient.ConnectAsync(QmpEndpoint.Unix(path)).ConfigureAwait(false);
        var sent = new QmpCommand(command);
        var results = new List<Result>();
        for (var round = 0; round < rounds + 3; round++)
        {
            var bytes = GC.GetTotalAllocatedBytes();
            var watch = Stopwatch.StartNew();
            for (var i = 0; i < BareSockets.Commands; i++)
            {
                await client.ExecuteAsync(sent).ConfigureAwait(false);
            }

            results.Add(
                new Result(
                    watch.Elapsed.TotalSeconds / BareSockets.Commands,
                    (GC.GetTotalAllocatedBytes() - bytes) / (double)BareSockets.Commands));
        }

        return Result.Median(results.Skip(3));
    }

    private static async Task ExistsAsync(string path)
    {
        for (var i = 0; !File.Exists(path); i++)
        {
            await Task.Delay(i < 200 ? 20 : throw new TimeoutException($"QEMU has made no socket at {path}.")).ConfigureAwait(false);
        }
    }

    private static void Print(string name, Result result, Result bare) =>
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"| {name} | {1 / result.Seconds:F0} | {result.Seconds / bare.Seconds:F2} | {result.Bytes:F0} |"));
}

/// <summary>What one command took.</summary>
internal sealed record Result(double Seconds, double Bytes)
{
    public static Result Median(IEnumerable<Result> all)
    {
        var ordered = all.OrderBy(r => r.Seconds).ToList();
        return ordered[ordered.Count / 2];
    }
}
