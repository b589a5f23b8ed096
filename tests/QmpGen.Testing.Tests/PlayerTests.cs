using System.Text;

namespace QmpGen.Testing.Tests;

/// <summary>A recording played to a real client is the session that was recorded.</summary>
public sealed class PlayerTests
{
    private const string Header = """{"qmpRecording": 1, "started": "2026-11-23T20:28:08.123456Z"}""";

    private static readonly string[] Session =
    [
        Header,
        """{"at": 5000000, "vm": "vm1", "state": "connected"}""",
        $$"""{"at": 5000000, "vm": "vm1", "from": "qemu", "message": {{QmpTestScript.Greeting}}}""",
        """{"at": 5000000, "vm": "vm1", "from": "client", "message": {"execute": "qmp_capabilities", "id": 1}}""",
        """{"at": 5000000, "vm": "vm1", "from": "qemu", "message": {"return": {}, "id": 1}}""",
        """{"at": 6000000, "vm": "vm1", "from": "qemu", "message": {"event": "STOP", "timestamp": {"seconds": 6, "microseconds": 0}}}""",
        """{"at": 7000000, "vm": "vm1", "from": "client", "message": {"execute": "query-status", "id": 2}}""",
        """{"at": 7000000, "vm": "vm1", "from": "client", "message": {"execute": "query-status", "id": "b"}}""",
        """{"at": 7000000, "vm": "vm1", "from": "qemu", "message": {"id": "b", "error": {"class": "GenericError", "desc": "second"}}}""",
        """{"at": 7000000, "vm": "vm1", "from": "qemu", "message": {"return": {"n": 18446744073709551615}, "id": 2}}""",
        """{"at": 8000000, "vm": "vm1", "from": "qemu", "message": {"event": "RESUME", "timestamp": {"seconds": 8, "microseconds": 0}}}""",
        """{"at": 9000000, "vm": "vm1", "state": "disconnected", "detail": "end of stream"}""",
        "",
    ];

    private static readonly QmpClientOptions Typed = new() { EventReader = QmpEvents.Reader };

    [Fact]
    public async Task A_player_that_was_disposed_of_cannot_be_connected_to()
    {
        var player = new QmpPlayer(Open(Session), QmpPlayer.FullSpeed);
        var endpoint = player.EndpointOf("vm1");
        await player.DisposeAsync().InTime();

        var failure = await Assert.ThrowsAsync<QmpConnectException>(() => QmpClient.ConnectAsync(endpoint).InTime());

        Assert.StartsWith("Could not connect to vm1: the player has been disposed. ", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_is_played_at_full_speed()
    {
        await using var player = new QmpPlayer(Open(Session), QmpPlayer.FullSpeed);
        await using var client = await QmpClient.ConnectAsync(player.EndpointOf("vm1"), Typed).InTime();

        Assert.Equal(["STOP", "RESUME"], await client.Events.NamesAsync().InTime());
        await player.Completion.InTime();
        Assert.Equal(QmpCloseKind.ClosedByPeer, (await client.Completion.InTime()).Kind);
        Assert.Equal(0, client.SkippedMessageCount);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task A_session_is_played_at_a_multiple_of_its_speed(double speed)
    {
        var clock = new WaitedForClock();
        await using var player = new QmpPlayer(Open(Session), speed, clock);
        await using var client = await QmpClient.ConnectAsync(player.EndpointOf("vm1"), Typed).InTime();

        await clock.IsWaitedForAsync();
        Assert.Equal(0, client.Events.Count);
        clock.Advance(TimeSpan.FromSeconds(1) / speed);
        Assert.IsType<StopEvent>(await client.Events.NextAsync());

        await clock.IsWaitedForAsync();
        Assert.Equal(0, client.Events.Count);
        clock.Advance(TimeSpan.FromSeconds(2) / speed);
        Assert.IsType<ResumeEvent>(await client.Events.NextAsync());
    }

    [Fact]
    public async Task Commands_get_the_replies_that_were_recorded_for_commands_of_their_name()
    {
        var clock = new WaitedForClock();
        await using var player = new QmpPlayer(Open(Session), timeProvider: clock);
        await using var client = await QmpClient.ConnectAsync(player.EndpointOf("vm1"), Typed).InTime();

        var early = client.ExecuteAsync("query-status");
        var unknown = await Assert.ThrowsAsync<QmpCommandException>(() => client.ExecuteAsync("cont").InTime());
        Assert.False(early.IsCompleted);
        await clock.IsWaitedForAsync();
        clock.Advance(TimeSpan.FromSeconds(2));
        var failure = await Assert.ThrowsAsync<QmpCommandException>(() => early.InTime());
        var late = await client.ExecuteAsync("query-status").InTime();
        var tooMany = await Assert.ThrowsAsync<QmpCommandException>(() => client.ExecuteAsync("query-status").InTime());

        Assert.Equal("The recording has no more replies to the command cont", unknown.Description);
        Assert.Equal("second", failure.Description);
        Assert.Equal("""{"n": 18446744073709551615}""", late.GetRawText());
        Assert.Equal("CommandNotFound", tooMany.ErrorClass);
    }

    [Fact]
    public async Task A_client_that_reconnects_gets_the_next_connection()
    {
        var lines = Session.Concat(
        [
            """{"at": 9500000, "vm": "vm1", "state": "connected"}""",
            """{"at": 9500000, "vm": "vm1", "from": "qemu", "message": {"event": "RESET", "timestamp": {"seconds": 9, "microseconds": 0}}}""",
        ]);
        await using var player = new QmpPlayer(Open([.. lines.Where(l => l.Length > 0)]), QmpPlayer.FullSpeed);
        var options = Typed with { Reconnect = new QmpReconnectOptions { InitialDelay = TimeSpan.Zero, MaxAttempts = 1 } };
        await using var client = await QmpClient.ConnectAsync(player.EndpointOf("vm1"), options).InTime();

        Assert.IsType<StopEvent>(await client.Events.NextAsync());
        Assert.IsType<ResumeEvent>(await client.Events.NextAsync());
        Assert.IsType<ConnectionGapEvent>(await client.Events.NextAsync());
        Assert.IsType<ResetEvent>(await client.Events.NextAsync());
        var reason = await client.Completion.InTime();

        Assert.Contains("the recording has no more connections of 'vm1'", reason.ToString(), StringComparison.Ordinal);
        await player.Completion.InTime();
    }

    [Fact]
    public async Task Machines_of_one_recording_keep_step()
    {
        var clock = new WaitedForClock();
        await using var player = new QmpPlayer(
            Open(
                Header,
                """{"at": 0, "vm": "vm1", "from": "qemu", "message": {"event": "STOP"}}""",
                """{"at": 1000000, "vm": "vm2", "from": "qemu", "message": {"event": "STOP"}}""",
                """{"at": 10000000, "vm": "vm1", "from": "qemu", "message": {"event": "RESUME"}}"""),
            timeProvider: clock);
        Assert.Equal(["vm1", "vm2"], player.Vms);

        await using var first = await QmpClient.ConnectAsync(player.EndpointOf("vm1"), Typed).InTime();
        Assert.IsType<StopEvent>(await first.Events.NextAsync());
        var connecting = QmpClient.ConnectAsync(player.EndpointOf("vm2"), Typed);
        Assert.False(connecting.IsCompleted);

        // By both machines.
        await clock.IsWaitedForAsync();
        await clock.IsWaitedForAsync();
        clock.Advance(TimeSpan.FromSeconds(1));
        await using var second = await connecting.InTime();

        Assert.IsType<StopEvent>(await second.Events.NextAsync());
        Assert.Equal(0, first.Events.Count);
    }

    [Fact]
    public async Task What_was_recorded_is_what_is_played()
    {
        var output = new MemoryStream();
        var received = new List<QmpEvent>();
        await using (var recorder = new QmpRecorder(output))
        {
            await using var server = QmpTestServer.InMemory().Answer("query-name", """{"name": "x"}""");
            await using var client = await QmpClient.ConnectAsync(server.Endpoint, recorder.Attach("vm", Typed)).InTime();
            await client.ExecuteAsync("query-name").InTime();
            var last = client.WaitForAsync<RtcChangeEvent>(e => e.Offset == 4999);
            for (var i = 0; i < 5000; i++)
            {
                received.Add(await server.SendAsync(new RtcChangeEvent { Offset = i }).InTime());
            }

            await last.InTime();
        }

        await using var player = new QmpPlayer(QmpRecording.Open(() => new MemoryStream(output.ToArray())), QmpPlayer.FullSpeed);
        await using var again = await QmpClient.ConnectAsync(player.EndpointOf("vm"), Typed with { EventCapacity = 10_000 }).InTime();
        var played = new List<QmpEvent>();
        await foreach (var e in again.Events)
        {
            played.Add(e);
        }

        Assert.Equal(received, played);
    }

    [Fact]
    public async Task A_client_that_leaves_ends_the_connection()
    {
        await using var player = new QmpPlayer(Open(Session));
        await using (await QmpClient.ConnectAsync(player.EndpointOf("vm1"), Typed).InTime())
        {
        }

        await player.Completion.InTime();
        await player.DisposeAsync().InTime();
    }

    [Fact]
    public void A_machine_that_was_not_recorded_is_refused()
    {
        var player = new QmpPlayer(Open(Session));

        Assert.StartsWith(
            "The recording does not contain the machine 'vm2'; it contains vm1.",
            Assert.Throws<ArgumentException>(() => player.EndpointOf("vm2")).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new QmpPlayer(Open(Session), 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new QmpPlayer(Open(Session), double.NaN));
        Assert.Throws<QmpRecordingException>(() => new QmpPlayer(Open(Header, "nonsense", "")));
    }

    private static QmpRecording Open(params string[] lines) =>
        QmpRecording.Open(() => new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', lines))));
}
