namespace QmpGen.Benchmarks.Clients;

/// <summary>What a connected client holds while nothing happens.</summary>
internal static class IdleBenchmark
{
    /// <summary>Connects so many clients at once and prints what each of them costs.</summary>
    public static async Task RunAsync(int count)
    {
        using var monitor = new RawMonitor();
        var endpoint = QmpEndpoint.Unix(monitor.Path);
        var options = new QmpClientOptions();
        var clients = new List<QmpClient>(2 * count);

        // The first ones make what all of them share.
        await ConnectAsync(Math.Min(count, 50)).ConfigureAwait(false);
        var (bytes, threads) = (Memory(), ThreadPool.ThreadCount);
        await ConnectAsync(count).ConfigureAwait(false);
        Console.WriteLine(
            $"{count} idle clients on unix sockets: {(Memory() - bytes) / count} bytes of managed memory each; threads of the "
                + $"pool: {threads} before, {ThreadPool.ThreadCount} after.");
        foreach (var client in clients)
        {
            await client.DisposeAsync().ConfigureAwait(false);
        }

        async Task ConnectAsync(int more)
        {
            for (var i = 0; i < more; i++)
            {
                var connecting = QmpClient.ConnectAsync(endpoint, options);
                monitor.Greet();
                clients.Add(await connecting.ConfigureAwait(false));
            }
        }
    }

    private static long Memory()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
