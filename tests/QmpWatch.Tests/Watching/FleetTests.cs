using System.Diagnostics;
using System.Net.Sockets;
using QmpGen;
using QmpGen.Testing;
using QmpWatch.Events;
using QmpWatch.Tests.Support;
using QmpWatch.Watching;

namespace QmpWatch.Tests.Watching;

/// <summary>Many machines that come and go in a folder.</summary>
public sealed class FleetTests : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<QmpTestServer> _servers = [];
    private readonly NoticeLog _log = new();

    [Fact]
    public async Task Two_hundred_machines_are_watched_beside_a_silent_a_dead_and_a_flooding_one()
    {
        const int machines = 200;
        const int flood = 20_000;
        for (var i = 0; i < machines; i++)
        {
            Serve($"vm{i:000}");
        }

        await using var silent = Listener.OnUnix(_folder.File("silent"), serve: null);
        using var dead = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        dead.Bind(new UnixDomainSocketEndPoint(_folder.File("dead")));
        var flooding = QmpTestServer.OnUnixSocketAt(_folder.File("flooding"), Flood(flood));
        _servers.Add(flooding);

        var clock = Stopwatch.StartNew();
        var watching = Watch(out var stop);
        await _log.UntilAsync<VmConnected>(machines + 1);
        var connected = clock.Elapsed;
        await Task.WhenAll(_servers.Take(machines).Select(s => s.SendAsync(new StopEvent(), TestContext.Current.CancellationToken)));
        await _log.UntilAsync("A STOP of every machine", AllOf<StopEvent>(machines));
        var told = clock.Elapsed - connected;
        await _log.UntilAsync("The end of the flood", AllOf<ResumeEvent>(1));
        await stop.CancelAsync();
        var exitCode = await Within.LimitAsync(watching, "The end of the watching");

        Assert.Equal(0, exitCode);
        Assert.Contains(_log.Notices, n => n is VmFailed { Vm.Name: "dead" });
        Assert.DoesNotContain(_log.Notices, n => n.Vm.Name == "silent");
        Assert.DoesNotContain(_log.Notices, n => n is VmEnded);
        var ofFlood = _log.Notices.Where(n => n.Vm.Name == "flooding").ToList();
        Assert.Equal(flood + 1, ofFlood.OfType<VmHappened>().Count() + ofFlood.OfType<VmDropped>().Sum(d => d.Count));
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"{machines} machines connected in {connected.TotalMilliseconds:0} ms, told of an event in {told.TotalMilliseconds:0} ms, "
                + $"{ofFlood.OfType<VmDropped>().Sum(d => d.Count)} of {flood} dropped");
    }

    [Fact]
    public async Task Machines_are_followed_as_they_come_and_go()
    {
        var first = Serve("a");
        var watching = Watch(out var stop);
        await _log.UntilAsync<VmConnected>(1);

        var second = Serve("b");
        await _log.UntilAsync<VmConnected>(2);
        await second.SendAsync(new ResumeEvent(), TestContext.Current.CancellationToken);
        await _log.UntilAsync("b's RESUME", AllOf<ResumeEvent>(1));

        await first.DisposeAsync();
        await _log.UntilAsync<VmRemoved>(1);
        Assert.DoesNotContain(_log.Notices, n => n is VmFailed);
        Serve("a");
        await _log.UntilAsync("a's second connection", notices => notices.Count(n => n is VmConnected { Vm.Name: "a" }) == 2);
        await stop.CancelAsync();

        Assert.Equal(0, await Within.LimitAsync(watching, "The end of the watching"));
        Assert.Equal("Stopped watching; the 2 connected virtual machines are not affected.", _log.Reason);
    }

    [Fact]
    public async Task A_folder_may_come_later_than_the_watching()
    {
        var later = _folder.File("later");
        var watching = Watch(out var stop, Path.Combine(later, "*.sock"));

        Directory.CreateDirectory(later);
        File.WriteAllText(Path.Combine(later, "a.pid"), "1234");
        _servers.Add(QmpTestServer.OnUnixSocketAt(Path.Combine(later, "a.sock")));
        await _log.UntilAsync<VmConnected>(1);
        await stop.CancelAsync();

        Assert.Equal(0, await Within.LimitAsync(watching, "The end of the watching"));
        Assert.All(_log.Notices, n => Assert.Equal("a.sock", n.Vm.Name));
    }

    [Fact]
    public async Task A_machine_that_is_lost_is_connected_again_while_its_socket_is_there()
    {
        _servers.Add(QmpTestServer.OnUnixSocketAt(
            _folder.File("a"),
            new QmpTestScript().Negotiate().Event("STOP").Close(),
            new QmpTestScript().Negotiate().Event("RESUME")));
        var watching = Watch(out var stop);

        await _log.UntilAsync("RESUME after a lost connection", AllOf<ResumeEvent>(1));
        await stop.CancelAsync();
        await Within.LimitAsync(watching, "The end of the watching");

        Assert.Equal(
            ["VmConnected", "VmHappened", "VmEnded", "VmConnected", "VmHappened"],
            _log.Notices.Where(n => n is not VmFailed).Select(n => n.GetType().Name));
    }

    [Fact]
    public async Task Machines_of_one_name_in_two_folders_are_two()
    {
        Directory.CreateDirectory(_folder.File("a"));
        Directory.CreateDirectory(_folder.File("b"));
        Serve("a/vm");
        Serve("b/vm");
        var recording = _folder.File("session.jsonl");

        await using var process = QmpWatchProcess.Start(_folder.File("a"), _folder.File("b"), "--record", recording);
        await process.MessageAsync("Connected to ");
        await process.MessageAsync("Connected to ");
        process.Interrupt();
        await process.EndAsync();

        Assert.Equal(["a/vm", "b/vm"], QmpRecording.Open(recording).Lines.Select(l => l.Vm).Distinct().Order());
    }

    [Fact]
    public async Task A_machine_that_is_named_by_a_relative_path_and_also_in_the_folder_is_watched_once()
    {
        Serve("a");
        var relative = Path.GetRelativePath(Environment.CurrentDirectory, _folder.File("a"));
        var watching = Watch(out var stop, vms: [Vm.AtSocket("named", relative)]);
        await _log.UntilAsync<VmConnected>(1);
        Serve("b");
        await _log.UntilAsync<VmConnected>(2);
        await stop.CancelAsync();
        await Within.LimitAsync(watching, "The end of the watching");

        Assert.Equal(["b", "named"], _log.Notices.Select(n => n.Vm.Name).Distinct().Order());
    }

    [Fact]
    public async Task A_machine_that_is_named_and_also_in_the_folder_is_watched_once()
    {
        var server = Serve("a");
        var watching = Watch(out var stop, vms: [Vm.AtSocket("named", _folder.File("a"))]);
        await _log.UntilAsync<VmConnected>(1);
        Serve("b");
        await _log.UntilAsync<VmConnected>(2);
        await server.SendAsync(new StopEvent(), TestContext.Current.CancellationToken);
        await _log.UntilAsync("STOP", AllOf<StopEvent>(1));
        await stop.CancelAsync();
        await Within.LimitAsync(watching, "The end of the watching");

        Assert.Equal(["b", "named"], _log.Notices.Select(n => n.Vm.Name).Distinct().Order());
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers)
        {
            await server.DisposeAsync();
        }

        _folder.Dispose();
    }

    private static QmpTestScript Flood(int count)
    {
        var script = new QmpTestScript().Negotiate();
        var burst = string.Concat(Enumerable.Repeat(QmpTestScript.EventText("RESET") + "\r\n", count));
        return script.SendBytes(System.Text.Encoding.UTF8.GetBytes(burst)).Event("RESUME");
    }

    private static Func<IReadOnlyList<VmNotice>, bool> AllOf<TEvent>(int machines)
        where TEvent : QmpEvent
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var next = 0;
        return notices =>
        {
            for (; next < notices.Count; next++)
            {
                if (notices[next] is VmHappened { Event: TEvent, Vm.Name: var name })
                {
                    seen.Add(name);
                }
            }

            return seen.Count >= machines;
        };
    }

    private QmpTestServer Serve(string name)
    {
        var server = QmpTestServer.OnUnixSocketAt(_folder.File(name));
        _servers.Add(server);
        return server;
    }

    private Task<int> Watch(out CancellationTokenSource stop, string? pattern = null, IReadOnlyList<Vm>? vms = null)
    {
        stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var plan = new WatchPlan
        {
            Vms = vms ?? [],
            Patterns = [new SocketPattern(pattern ?? _folder.File("*"))],
            Follow = new FollowOptions
            {
                Client = new QmpClientOptions
                {
                    EventReader = QmpEvents.Reader,
                    EventCapacity = 64,
                    GreetingTimeout = Timeout.InfiniteTimeSpan,
                },
            },
        };
        return new WatchSession(plan, _log, TimeProvider.System).RunAsync(stop.Token);
    }
}
