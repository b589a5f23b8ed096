using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace QmpGen.Testing.Tests;

/// <summary>Several machines are played in the order of the recording, however fast.</summary>
public sealed class PlayOrderTests
{
    private const string Header = """{"qmpRecording": 1, "started": "2026-11-23T20:28:08.123456Z"}""";

    private static readonly string[] Alternating =
        [Header, .. Enumerable.Range(0, 300).Select(i => Event(i, i % 3 == 0 ? "vm1" : "vm2", i))];

    [Fact]
    public async Task All_clients_receive_their_events_in_the_recorded_order()
    {
        var handled = new ConcurrentQueue<long>();
        var clients = new Dictionary<string, TaskCompletionSource<QmpClient>> { ["vm1"] = new(), ["vm2"] = new() };
        await using var player = new QmpPlayer(Open(Alternating), QmpPlayer.FullSpeed)
        {
            WaitForClients = true,
            WaitForHandling = async (vm, _) =>
            {
                var client = await clients[vm].Task;
                while (client.Events.TryRead(out var e))
                {
                    handled.Enqueue(Number(e));
                }
            },
        };

        // The second comes late; until then nothing is played.
        await using var first = await ConnectAsync("vm1");
        Assert.False(player.Completion.IsCompleted);
        await using var second = await ConnectAsync("vm2");
        await player.Completion.InTime();

        Assert.Equal(Enumerable.Range(0, 300).Select(i => (long)i), handled);

        async Task<QmpClient> ConnectAsync(string vm)
        {
            var client = await QmpClient.ConnectAsync(player.EndpointOf(vm)).InTime();
            clients[vm].SetResult(client);
            return client;
        }
    }

    [Fact]
    public async Task A_machine_without_a_client_delays_no_other_unless_that_is_asked_for()
    {
        await using var player = new QmpPlayer(Open(Alternating), QmpPlayer.FullSpeed);
        await using var first = await QmpClient.ConnectAsync(player.EndpointOf("vm1")).InTime();
        Assert.Equal(100, (await first.Events.NamesAsync().InTime()).Count);

        await using var second = await QmpClient.ConnectAsync(player.EndpointOf("vm2")).InTime();
        Assert.Equal(200, (await second.Events.NamesAsync().InTime()).Count);
        await player.Completion.InTime();
    }

    [Fact]
    public async Task A_client_that_leaves_does_not_delay_the_others()
    {
        var isHandling = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var player = new QmpPlayer(Open(Alternating), QmpPlayer.FullSpeed)
        {
            WaitForClients = true,
            WaitForHandling = (vm, _) =>
            {
                isHandling.TrySetResult();
                return vm == "vm1" ? new TaskCompletionSource().Task : Task.CompletedTask;
            },
        };
        var connecting = QmpClient.ConnectAsync(player.EndpointOf("vm1")).InTime();
        var second = QmpClient.ConnectAsync(player.EndpointOf("vm2")).InTime();
        await isHandling.Task.InTime();

        await (await connecting).DisposeAsync();

        await using var remaining = await second;
        Assert.Equal(200, (await remaining.Events.NamesAsync().InTime()).Count);
        await player.Completion.InTime();
    }

    [Fact]
    public async Task A_machine_that_was_never_connected_delays_nobody()
    {
        await using var player = new QmpPlayer(
            Open(
                Header,
                """{"at": 0, "vm": "vm1", "state": "disconnected", "detail": "end of stream"}""",
                Event(1, "vm2", 1)),
            QmpPlayer.FullSpeed)
        {
            WaitForClients = true,
        };

        await using var client = await QmpClient.ConnectAsync(player.EndpointOf("vm2")).InTime();

        Assert.Single(await client.Events.NamesAsync().InTime());
        await player.Completion.InTime();
    }

    private static long Number(QmpEvent e) => long.Parse(e.EventName[1..], CultureInfo.InvariantCulture);

    private static string Event(int at, string vm, int number) =>
        $$$"""{"at": {{{at}}}, "vm": "{{{vm}}}", "from": "qemu", "message": {"event": "E{{{number}}}"}}""";

    private static QmpRecording Open(params string[] lines) =>
        QmpRecording.Open(() => new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', lines))));
}
