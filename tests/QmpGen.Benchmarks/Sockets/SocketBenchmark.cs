using System.Diagnostics;
using System.Globalization;
using QmpGen.Benchmarks.Harness;

namespace QmpGen.Benchmarks.Sockets;

/// <summary>
/// Events over a unix socket: how much of what a client could receive at most it can make events of. Server and client are
/// processes of their own with a core each, where the machine has two.
/// </summary>
internal static class SocketBenchmark
{
    private static readonly (string Name, Func<string, Task> RunAsync)[] Clients =
    [
        ("receive and discard, on a thread", RawClients.DiscardOnThreadAsync),
        ("receive and discard, async", RawClients.DiscardAsync),
        ("ReadLineAsync, JsonDocument, Deserialize", RawClients.ReadLineAsync),
        ("**QmpGen**, nobody subscribed", p => QmpClients.SkipAsync(p, new QmpClientOptions())),
        ("**QmpGen**, one subscription", p => QmpClients.SubscribeAsync(p, new QmpClientOptions())),
        ("**QmpGen**, dispatched", p => QmpClients.DispatchAsync(p, new QmpClientOptions())),
    ];

    /// <summary>Measures both ways of writing and prints one table.</summary>
    /// <param name="rounds">How often each client runs; they take turns, so that a slow minute meets all of them.</param>
    public static void Run(int rounds)
    {
        var bulk = Measure("bulk", rounds);
        var lines = Measure("lines", rounds);
        Console.WriteLine(
            "| one unix socket, the client on one core | many events a write: speed, discarding on a thread = 100 % | B/event "
                + "| one event a write: time, discarding async = 1.00 | B/event |");
        Console.WriteLine("|---|---:|---:|---:|---:|");
        for (var i = 0; i < Clients.Length; i++)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {Clients[i].Name} | {100 * bulk[0].Time / bulk[i].Time:F1} % | {bulk[i].Bytes:F0} | "
                    + $"{lines[i].Time / lines[1].Time:F2} | {lines[i].Bytes:F0} |"));
        }
    }

    /// <summary>The client's process: runs every client in turn and prints the medians.</summary>
    /// <param name="path">Where the server is.</param>
    /// <param name="rounds">How many turns each gets, besides those that warm it up.</param>
    public static async Task RunClientsAsync(string path, int rounds)
    {
        var results = Clients.Select(_ => new List<(double Time, double Bytes)>()).ToArray();
        var warmUp = rounds / 2 + 1;
        for (var round = 0; round < rounds + warmUp; round++)
        {
            for (var i = 0; i < Clients.Length; i++)
            {
                var bytes = GC.GetTotalAllocatedBytes();
                var watch = Stopwatch.StartNew();
                await Clients[i].RunAsync(path).ConfigureAwait(false);
                var allocated = (GC.GetTotalAllocatedBytes() - bytes) / (double)EventServer.Count;
                results[i].Add((watch.Elapsed.TotalMicroseconds / EventServer.Count, allocated));
            }
        }

        foreach (var all in results)
        {
            var timed = all.Skip(warmUp).OrderBy(r => r.Time).ToList();
            var (time, allocated) = timed[timed.Count / 2];
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{time:R} {allocated:R} {timed[0].Time:R} {timed[^1].Time:R}"));
        }
    }

    private static List<(double Time, double Bytes)> Measure(string mode, int rounds)
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "s");
        using var server = ChildProcess.Start(core: 0, "socket-server", path, mode);
        server.ReadLine();
        using var client = ChildProcess.Start(core: 1, "socket-client", path, rounds.ToString(CultureInfo.InvariantCulture));
        return [.. Clients.Select(c => Parse(c.Name, mode, client.ReadLine()))];
    }

    private static (double Time, double Bytes) Parse(string name, string mode, string line)
    {
        var numbers = line.Split(' ').Select(n => double.Parse(n, CultureInfo.InvariantCulture)).ToArray();
        Console.Error.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"{mode}: {name}: {numbers[0]:F3} us/event ({numbers[2]:F3} to {numbers[3]:F3})"));
        return (numbers[0], numbers[1]);
    }
}
