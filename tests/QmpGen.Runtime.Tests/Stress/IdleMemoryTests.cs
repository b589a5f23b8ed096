using System.Net.Sockets;

namespace QmpGen.Tests.Stress;

/// <summary>Alone, because what other tests allocate meanwhile would be counted too.</summary>
[CollectionDefinition(nameof(IdleMemoryTests), DisableParallelization = true)]
public sealed class IdleMemoryAlone;

[Collection(nameof(IdleMemoryTests))]
public sealed class IdleMemoryTests
{
    // What pools and finalizers give back meanwhile spoils a measurement, so the middle one of several counts.
    private const int Rounds = 5;
    private const int Count = 400;

    // Without optimisation the compiler makes classes of what otherwise are structs.
#if DEBUG
    private const int Most = 4096 + 512;
#else
    private const int Most = 4096;
#endif

    [Fact]
    public async Task A_client_to_whom_nothing_happens_holds_four_kibibytes_at_most_and_no_thread()
    {
        var folder = Directory.CreateTempSubdirectory("qg");
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        var endpoint = QmpEndpoint.Unix(Path.Combine(folder.FullName, "s"));
        listener.Bind(new UnixDomainSocketEndPoint(Path.Combine(folder.FullName, "s")));
        listener.Listen();
        var clients = new List<QmpClient>(100 + (Rounds * Count));
        var servers = new List<SafeSocketHandle>(clients.Capacity);
        try
        {
            await ConnectAsync(50);
            var each = new List<long>();
            for (var round = 0; round < Rounds; round++)
            {
                var before = Memory();
                await ConnectAsync(Count);
                each.Add((Memory() - before) / Count);
            }

            Assert.InRange(each.Order().ElementAt(Rounds / 2), 1, Most);
            Assert.InRange(ThreadPool.ThreadCount, 0, Count / 4);
        }
        finally
        {
            await Task.WhenAll(clients.Select(c => c.DisposeAsync().AsTask())).InTime("disposing of the clients");
            servers.ForEach(s => s.Dispose());
            folder.Delete(recursive: true);
        }

        async Task ConnectAsync(int count)
        {
            for (var i = 0; i < count; i++)
            {
                var connecting = QmpClient.ConnectAsync(endpoint);
                var server = await listener.AcceptAsync().InTime("a client's connection");
                await server.SendAsync("{\"QMP\": {\"capabilities\": []}}\r\n"u8.ToArray()).InTime();
                await server.ReceiveAsync(new byte[256]).InTime("the negotiation");
                await server.SendAsync("{\"return\": {}, \"id\": 1}\r\n"u8.ToArray()).InTime();
                clients.Add(await connecting.InTime());

                // The server is not what is measured: only the system's handle of its end is kept.
                servers.Add(new SafeSocketHandle(server.SafeHandle.DangerousGetHandle(), ownsHandle: true));
                server.SafeHandle.SetHandleAsInvalid();
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
