using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;

namespace QmpGen.Testing.Tests;

/// <summary>The server without a script: a monitor that a test talks through.</summary>
public sealed class ServerTests
{
    private static readonly QmpClientOptions Typed = new() { EventReader = QmpEvents.Reader };

    private static readonly BlockIoErrorEvent DiskFailed = new()
    {
        Device = "ide0-hd1",
        Operation = BlockIoErrorOperation.Write,
        Action = BlockIoErrorAction.Stop,
    };

    public static TheoryData<bool> InMemory => [true, false];

    [Theory]
    [MemberData(nameof(InMemory))]
    public async Task What_is_sent_is_what_the_client_reads(bool inMemory)
    {
        await using var server = Start(inMemory);
        await using var client = await QmpClient.ConnectAsync(server.Endpoint, Typed).InTime();

        var sent = await server.SendAsync(DiskFailed).InTime();

        Assert.Equal(sent, await NextAsync(client));
        Assert.True(sent.Timestamp.IsPresent);
    }

    [Fact]
    public async Task An_event_goes_out_as_QEMU_writes_it()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2009, 11, 11, 12, 30, 15, 250, TimeSpan.Zero));
        await using var server = QmpTestServer.InMemory(clock);
        await using var client = await QmpClient.ConnectAsync(server.Endpoint, new QmpClientOptions { KeepRawJson = true }).InTime();

        await server.SendAsync(DiskFailed).InTime();

        Assert.Equal(
            """{"timestamp": {"seconds": 1257942615, "microseconds": 250000}, "event": "BLOCK_IO_ERROR", "data": {"device": "ide0-hd1", "operation": "write", "action": "stop"}}""",
            Encoding.UTF8.GetString((await NextAsync(client)).RawJson.Span));
    }

    [Fact]
    public async Task A_time_stamp_of_ones_own_is_kept()
    {
        await using var server = QmpTestServer.InMemory();
        await using var client = await QmpClient.ConnectAsync(server.Endpoint, Typed).InTime();
        var stop = new StopEvent { Timestamp = new QmpTimestamp(-1, -1) };

        await server.SendAsync(stop).InTime();

        Assert.Equal(stop, await NextAsync(client));
    }

    [Fact]
    public void An_event_built_by_hand_has_no_time_stamp_and_equals_another_one()
    {
        Assert.False(new StopEvent().Timestamp.IsPresent);
        Assert.Equal(DiskFailed, DiskFailed with { Device = "ide0-hd1" });
        Assert.Equal(DiskFailed, QmpEvents.Parse(DiskFailed.ToJson()));
    }

    [Fact]
    public async Task An_event_waits_for_the_first_client_and_reaches_all_that_are_there()
    {
        await using var server = QmpTestServer.OnUnixSocket();
        var sending = server.SendAsync(new StopEvent());
        await using var first = await QmpClient.ConnectAsync(server.Endpoint, Typed).InTime();
        await sending.InTime();
        await using var second = await QmpClient.ConnectAsync(server.Endpoint, Typed).InTime();

        var resumed = await server.SendAsync(new ResumeEvent()).InTime();

        Assert.IsType<StopEvent>(await NextAsync(first));
        Assert.Equal(resumed, await NextAsync(first));
        Assert.Equal(resumed, await NextAsync(second));
    }

    [Fact]
    public async Task Commands_are_answered_as_the_test_says()
    {
        await using var server = QmpTestServer.InMemory()
            .Answer("query-status", """{"running": true}""")
            .Refuse("device_del", "DeviceNotFound", "Device \"x\" not found");
        await using var client = await QmpClient.ConnectAsync(server.Endpoint, Typed).InTime();

        Assert.True((await client.ExecuteAsync("query-status").InTime()).GetProperty("running").GetBoolean());
        Assert.Equal("{}", (await client.ExecuteAsync("anything").InTime()).GetRawText());
        var refusal = await Assert.ThrowsAsync<QmpCommandException>(() => client.ExecuteAsync("device_del", """{"id": "x"}""").InTime());
        Assert.Equal(("DeviceNotFound", "Device \"x\" not found"), (refusal.ErrorClass, refusal.Description));
        Assert.Equal(["qmp_capabilities", "query-status", "anything", "device_del"], server.Commands.Select(c => c.Name));
    }

    [Fact]
    public async Task An_answer_may_cause_events_which_come_before_the_reply()
    {
        await using var server = QmpTestServer.InMemory().Answer("stop", "{}", new StopEvent());
        await using var client = await QmpClient.ConnectAsync(server.Endpoint, Typed).InTime();

        await client.ExecuteAsync("stop").InTime();

        Assert.True(client.Events.TryRead(out var stopped));
        Assert.IsType<StopEvent>(stopped);
    }

    [Fact]
    public async Task A_test_waits_for_what_the_client_sends()
    {
        await using var server = QmpTestServer.InMemory();
        await using var client = await QmpClient.ConnectAsync(server.Endpoint, Typed).InTime();
        var waiting = server.WaitForCommandAsync("eject");

        await client.ExecuteAsync("eject", """{"device": "cd0"}""").InTime();
        await client.ExecuteAsync("eject", """{"device": "cd1"}""").InTime();

        Assert.Equal("cd0", (await waiting.InTime()).Arguments.GetProperty("device").GetString());
        var second = await server.WaitForCommandAsync("eject").InTime();
        Assert.Equal("cd1", second.Arguments.GetProperty("device").GetString());
        Assert.False(second.IsOutOfBand);
        Assert.Equal(JsonValueKind.Undefined, (await server.WaitForCommandAsync("qmp_capabilities").InTime()).Arguments.ValueKind);
    }

    [Fact]
    public async Task A_wait_in_vain_ends_with_what_came_instead()
    {
        await using var server = QmpTestServer.InMemory();
        server.Timeout = TimeSpan.FromMilliseconds(1);
        var nobody = await Assert.ThrowsAsync<QmpTestException>(() => server.SendAsync(new StopEvent()).InTime());
        await using var client = await QmpClient.ConnectAsync(server.Endpoint, Typed).InTime();

        var other = await Assert.ThrowsAsync<QmpTestException>(() => server.WaitForCommandAsync("cont").InTime());

        Assert.StartsWith(
            "Timed out after 0.001 s waiting for a client to connect and negotiate.", nobody.Message, StringComparison.Ordinal);
        Assert.Equal("Timed out after 0.001 s waiting for the command 'cont'; received qmp_capabilities.", other.Message);
    }

    [Theory]
    [MemberData(nameof(InMemory))]
    public async Task A_client_that_was_dropped_comes_back(bool inMemory)
    {
        await using var server = Start(inMemory);
        var options = Typed with { Reconnect = new QmpReconnectOptions { InitialDelay = TimeSpan.Zero } };
        await using var client = await QmpClient.ConnectAsync(server.Endpoint, options).InTime();
        await server.SendAsync(new StopEvent()).InTime();

        server.DropClients();
        await server.SendAsync(new ResumeEvent()).InTime();

        Assert.IsType<StopEvent>(await NextAsync(client));
        Assert.IsType<ConnectionGapEvent>(await NextAsync(client));
        Assert.IsType<ResumeEvent>(await NextAsync(client));
    }

    [Fact]
    public async Task A_server_may_come_back_where_another_one_was()
    {
        var folder = Directory.CreateTempSubdirectory("qmp").FullName;
        var path = Path.Combine(folder, "vm.sock");
        try
        {
            var server = QmpTestServer.OnUnixSocketAt(path);
            var reconnect = new QmpReconnectOptions { InitialDelay = TimeSpan.Zero, MaxDelay = TimeSpan.FromMilliseconds(10) };
            var options = Typed with { Reconnect = reconnect };
            await using var client = await QmpClient.ConnectAsync(server.Endpoint, options).InTime();

            await server.DisposeAsync().InTime();
            await server.DisposeAsync().InTime();
            Assert.False(File.Exists(path));
            await using var successor = QmpTestServer.OnUnixSocketAt(path);
            await successor.SendAsync(new ResumeEvent()).InTime();

            Assert.IsType<ConnectionGapEvent>(await NextAsync(client));
            Assert.IsType<ResumeEvent>(await NextAsync(client));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Nobody_can_connect_to_a_server_that_is_gone()
    {
        var server = QmpTestServer.InMemory();
        var endpoint = server.Endpoint;
        await server.DisposeAsync().InTime();

        var failure = await Assert.ThrowsAsync<QmpConnectException>(() => QmpClient.ConnectAsync(endpoint).InTime());

        Assert.Contains("the test server has been disposed", failure.Message, StringComparison.Ordinal);
    }

    private static QmpTestServer Start(bool inMemory) => inMemory ? QmpTestServer.InMemory() : QmpTestServer.OnUnixSocket();

    private static Task<QmpEvent> NextAsync(QmpClient client) => client.Events.NextAsync();
}
