using System.Diagnostics;
using System.Globalization;
using System.Text;
using QmpGen.Testing;

namespace QmpGen.Tests.Stress;

/// <summary>Much of everything at once; run alone, since they count what the whole process holds.</summary>
[Trait("Category", "Stress")]
[Collection(nameof(StressTests))]
[CollectionDefinition(nameof(StressTests), DisableParallelization = true)]
public sealed class StressTests(ITestOutputHelper output)
{
    private static readonly QmpClientOptions Typed = new() { EventReader = VmEvents.Reader };

    [Fact]
    [Trait("Acceptance", "O"), Trait("PeerFault", "B6")]
    public async Task Twenty_thousand_commands_that_race_the_end_of_their_stream_all_end()
    {
        var succeeded = 0;
        var failed = 0;
        for (var round = 0; round < 200; round++)
        {
            await using var server = QmpTestServer.OnUnixSocket(AnswerThenClose(answers: round / 2));
            await using var client = await QmpClient.ConnectAsync($"unix:{server.SocketPath}").InTime();
            await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
            {
                for (var i = 0; i < 25; i++)
                {
                    try
                    {
                        await client.ExecuteAsync("query-status");
                        Interlocked.Increment(ref succeeded);
                    }
                    catch (QmpConnectionClosedException)
                    {
                        Interlocked.Increment(ref failed);
                    }
                }
            }))).InTime($"the commands of round {round}");
            Assert.True((await client.Completion.InTime()).Kind is QmpCloseKind.ClosedByPeer or QmpCloseKind.ConnectionLost);
        }

        Report($"{succeeded} commands succeeded, {failed} ended with the stream");
        Assert.Equal(20_000, succeeded + failed);
        Assert.NotEqual(0, succeeded);
        Assert.NotEqual(0, failed);
    }

    [Fact]
    [Trait("Acceptance", "I")]
    public async Task Disposing_that_races_everything_always_ends_and_ends_everything()
    {
        const int Rounds = 300;
        for (var round = 0; round < Rounds; round++)
        {
            var script = new QmpTestScript().Negotiate();
            for (var i = 0; i < 50; i++)
            {
                script.Event("STOP");
            }

            await using var server = QmpTestServer.InMemory(script.AnswerEverything());
            var client = await QmpClient.ConnectAsync(server.Connect(), Typed).InTime();
            var work = new List<Task>();
            for (var i = 0; i < 4; i++)
            {
                work.Add(Task.Run(() => UntilClosedAsync(() => client.ExecuteAsync("stop"))));
                work.Add(Task.Run(() => UntilClosedAsync(() => client.WaitForAsync<StopEvent>())));
                work.Add(Task.Run(() => client.Subscribe().NamesAsync()));
            }

            work.Add(Task.Run(client.Events.NamesAsync));
            for (var i = 0; i < round % 50; i++)
            {
                await Task.Yield();
            }

            await Task.WhenAll(Enumerable.Range(0, 3)
                .Select(_ => Task.Run(async () => await client.DisposeAsync()))).InTime($"disposing in round {round}");
            await Task.WhenAll(work).InTime($"everything else in round {round}");
            Assert.Equal(QmpCloseKind.Disposed, (await client.Completion).Kind);
        }

        Report($"{Rounds} rounds of 13 tasks against 3 disposals");
    }

    [Fact]
    public async Task A_thousand_subscribers_each_get_every_event_in_order()
    {
        const int Subscribers = 1000;
        const int Events = 500;
        var go = new TaskCompletionSource();
        await using var session = await TestSession.NegotiatedAsync(script =>
        {
            script.WaitFor(go.Task);
            for (var i = 0; i < Events; i++)
            {
                script.Event(i.ToString(CultureInfo.InvariantCulture));
            }

            script.Close();
        });
        var readers = Enumerable.Range(0, Subscribers).Select(_ => session.Client.Subscribe().NamesAsync()).ToArray();
        var watch = Stopwatch.StartNew();

        go.SetResult();
        var names = await Task.WhenAll(readers).InTime();

        Report($"{Subscribers} subscribers got {Events} events each in {watch.ElapsedMilliseconds} ms");
        var expected = Enumerable.Range(0, Events).Select(i => i.ToString(CultureInfo.InvariantCulture)).ToArray();
        Assert.All(names, n => Assert.Equal(expected, n));
    }

    [Fact]
    [Trait("Acceptance", "N"), Trait("PeerFault", "P1")]
    public async Task A_hundred_thousand_events_without_a_reader_take_bounded_memory()
    {
        const int Count = 100_000;
        var burst = Encoding.UTF8.GetBytes(
            string.Concat(Enumerable.Repeat(QmpTestScript.EventText("BLOCK_IO_ERROR", """{"device": "disk0"}""") + "\r\n", 100)));
        var script = new QmpTestScript().Negotiate();
        for (var i = 0; i < Count; i += 100)
        {
            script.SendBytes(burst);
        }

        await using var server = QmpTestServer.OnUnixSocket(script.Expect("stop").Return());
        await using var client = await QmpClient.ConnectAsync($"unix:{server.SocketPath}", VmEvents.Reader).InTime();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var watch = Stopwatch.StartNew();

        await client.ExecuteAsync("stop").InTime();

        var elapsed = watch.Elapsed;
        var held = GC.GetTotalMemory(forceFullCollection: true) - before;
        var (kept, dropped) = (client.Events.Count, client.Events.DroppedCount);
        Report($"{Count} events in {elapsed.TotalMilliseconds:F0} ms, {held / 1024} KiB held, {kept} kept, {dropped} dropped");
        Assert.Equal(Count, client.Events.Count + client.Events.DroppedCount);
        Assert.Equal(4096, client.Events.Count);
        Assert.InRange(held, long.MinValue, 4 * 1024 * 1024);
    }

    [Fact]
    [Trait("PeerFault", "autoscaling 527")]
    public async Task A_thousand_clients_that_come_and_go_leave_no_socket_task_timer_or_buffer()
    {
        // Once before measuring, so that pools are as full as they get.
        await ConnectAndDisposeAsync(1000);
        var (handles, memory, timers) = Holdings();

        await ConnectAndDisposeAsync(1000);

        var (handlesAfter, memoryAfter, timersAfter) = Holdings();
        Report($"open files {handles} -> {handlesAfter}, timers {timers} -> {timersAfter}");
        Report($"managed memory {memory / 1024} -> {memoryAfter / 1024} KiB");
        Assert.InRange(handlesAfter - handles, int.MinValue, 10);
        Assert.InRange(memoryAfter - memory, long.MinValue, 512 * 1024);
        Assert.InRange(timersAfter - timers, long.MinValue, 10);
    }

    [Fact]
    public async Task Clients_that_are_disposed_of_are_collected()
    {
        var references = new List<WeakReference>();
        for (var i = 0; i < 20; i++)
        {
            references.Add(await OneAsync());
        }

        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();

        // The last one may still be held by a thread that has just finished with it.
        Assert.InRange(references.Count(r => r.IsAlive), 0, 1);

        static async Task<WeakReference> OneAsync()
        {
            await using var session = await TestSession.NegotiatedAsync(script => script.Event("STOP").Expect("stop").Return(), Typed);
            await session.Client.ExecuteAsync("stop").InTime();
            return new WeakReference(session.Client);
        }
    }

    [Fact]
    public async Task A_thousand_idle_clients_hold_little_memory_and_no_thread()
    {
        const int Count = 1000;
        var scripts = Enumerable.Range(0, Count).Select(_ => new QmpTestScript().Negotiate().Event("STOP")).ToArray();
        await using var server = QmpTestServer.OnUnixSocket(scripts);
        var clients = new List<QmpClient>();
        long baseline = 0;
        try
        {
            for (var i = 0; i < Count; i++)
            {
                clients.Add(await QmpClient.ConnectAsync($"unix:{server.SocketPath}", VmEvents.Reader).InTime());
                Assert.IsType<StopEvent>(await clients[i].Events.NextAsync());
            }

            var held = GC.GetTotalMemory(forceFullCollection: true);
            var threads = Process.GetCurrentProcess().Threads.Count;
            foreach (var client in clients)
            {
                await client.DisposeAsync();
            }

            clients.Clear();
            baseline = GC.GetTotalMemory(forceFullCollection: true);
            Report($"{(held - baseline) / Count} bytes a client, its socket included, {threads} threads in the process");
            Assert.InRange((held - baseline) / Count, 0, 7 * 1024);
            Assert.InRange(threads, 0, 100);
        }
        finally
        {
            foreach (var client in clients)
            {
                await client.DisposeAsync();
            }
        }
    }

    private static QmpTestScript AnswerThenClose(int answers)
    {
        var script = new QmpTestScript().Negotiate();
        for (var i = 0; i < answers; i++)
        {
            script.Expect("query-status").Return();
        }

        return script.Close();
    }

    private static async Task UntilClosedAsync(Func<Task> act)
    {
        try
        {
            while (true)
            {
                await act();
            }
        }
        catch (QmpConnectionClosedException)
        {
        }
    }

    private static async Task ConnectAndDisposeAsync(int count)
    {
        var scripts = Enumerable.Range(0, count).Select(_ => new QmpTestScript().Negotiate().Event("STOP").AnswerEverything()).ToArray();
        await using var server = QmpTestServer.OnUnixSocket(scripts);
        for (var i = 0; i < count; i++)
        {
            var options = Typed with { CommandTimeout = TimeSpan.FromHours(1) };
            await using var client = await QmpClient.ConnectAsync(QmpEndpoint.Unix(server.SocketPath), options).InTime();
            await client.ExecuteAsync("query-status").InTime();
        }
    }

    private static (int Handles, long Memory, long Timers) Holdings()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var memory = GC.GetTotalMemory(forceFullCollection: true);
        var handles = OperatingSystem.IsLinux() ? Directory.GetFiles("/proc/self/fd").Length : Process.GetCurrentProcess().HandleCount;
        return (handles, memory, Timer.ActiveCount);
    }

    private void Report(FormattableString figures) => output.WriteLine(figures.ToString(CultureInfo.InvariantCulture));
}
