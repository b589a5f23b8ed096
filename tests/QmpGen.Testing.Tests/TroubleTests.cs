namespace QmpGen.Testing.Tests;

/// <summary>What goes wrong on real wires, at a test's wish.</summary>
public sealed class TroubleTests
{
    private static readonly QmpClientOptions Typed = new() { EventReader = QmpEvents.Reader, KeepRawJson = true };

    [Fact]
    public async Task A_client_that_negotiates_twice_gets_each_event_once()
    {
        await using var server = QmpTestServer.InMemory();
        await using var client = await QmpClient.ConnectAsync(server.Endpoint, Typed).InTime();
        await client.ExecuteAsync("qmp_capabilities").InTime();

        await server.SendAsync(new StopEvent()).InTime();
        await server.SendAsync(new ResumeEvent()).InTime();

        Assert.IsType<StopEvent>(await client.Events.NextAsync());
        Assert.IsType<ResumeEvent>(await client.Events.NextAsync());
    }

    [Fact]
    public async Task Writes_are_split()
    {
        await using var server = QmpTestServer.InMemory(new QmpTestScript().InPiecesOf(1).Negotiate().Event(new StopEvent()));
        await using var client = await QmpClient.ConnectAsync(server.Endpoint, Typed).InTime();

        Assert.IsType<StopEvent>(await client.Events.NextAsync());
        await server.Completion.InTime();
    }

    [Fact]
    public async Task An_event_comes_before_the_greeting_and_before_the_reply()
    {
        await using var server = QmpTestServer.InMemory(
            new QmpTestScript().Event(new StopEvent()).Greet().Expect("qmp_capabilities").Event(new ResumeEvent()).Return());
        await using var client = await QmpClient.ConnectAsync(server.Endpoint, Typed).InTime();

        Assert.IsType<StopEvent>(await client.Events.NextAsync());
        Assert.IsType<ResumeEvent>(await client.Events.NextAsync());
    }

    [Fact]
    public async Task An_error_without_id_fails_what_is_in_flight()
    {
        await using var server = QmpTestServer.InMemory(new QmpTestScript().Negotiate().Expect("cont").FailWithoutId());
        await using var client = await QmpClient.ConnectAsync(server.Endpoint, Typed).InTime();

        var failure = await Assert.ThrowsAsync<QmpCommandException>(() => client.ExecuteAsync("cont").InTime());

        Assert.Equal("JSON parse error, expecting value", failure.Description);
    }

    [Fact]
    public async Task Messages_are_pretty()
    {
        await using var server = QmpTestServer.InMemory(
            new QmpTestScript().Pretty().Negotiate().Event("RTC_CHANGE", """{"offset": 7, "list": [1, "a,\"b"], "none": {}}"""));
        await using var client = await QmpClient.ConnectAsync(server.Endpoint, Typed).InTime();

        var changed = Assert.IsType<RtcChangeEvent>(await client.Events.NextAsync());

        Assert.Equal(7, changed.Offset);
        Assert.Equal(
            """
            {
                "timestamp": {
                    "seconds": 1267020223,
                    "microseconds": 435656
                },
                "event": "RTC_CHANGE",
                "data": {
                    "offset": 7,
                    "list": [
                        1,
                        "a,\"b"
                    ],
                    "none": {
                    }
                }
            }
            """.ReplaceLineEndings("\r\n"),
            System.Text.Encoding.UTF8.GetString(changed.RawJson.Span));
    }

    [Fact]
    public async Task The_clock_cannot_be_read()
    {
        await using var server = QmpTestServer.InMemory(new QmpTestScript().Negotiate().WithoutClock().Event(new StopEvent()));
        await using var client = await QmpClient.ConnectAsync(server.Endpoint, Typed).InTime();

        var stop = await client.Events.NextAsync();

        Assert.Equal(new QmpTimestamp(-1, -1), stop.Timestamp);
        Assert.Null(stop.Timestamp.Time);
        Assert.Equal(stop, await server.SendAsync(new StopEvent()).InTime());
    }

    [Fact]
    public async Task The_connection_ends_in_mid_message_and_the_client_comes_back()
    {
        await using var server = QmpTestServer.OnUnixSocket(
            new QmpTestScript().Negotiate().CloseInMidMessage(new StopEvent()),
            new QmpTestScript().Negotiate().Event(new ResumeEvent()));
        var options = Typed with { Reconnect = new QmpReconnectOptions { InitialDelay = TimeSpan.Zero } };
        await using var client = await QmpClient.ConnectAsync(server.Endpoint, options).InTime();

        var gap = Assert.IsType<ConnectionGapEvent>(await client.Events.NextAsync());

        Assert.Contains("in the middle of a message", gap.Reason.ToString(), StringComparison.Ordinal);
        Assert.IsType<ResumeEvent>(await client.Events.NextAsync());
        await server.Completion.InTime();
    }

    [Fact]
    public async Task A_client_that_goes_against_the_script_is_told_on_with_the_step_and_what_came()
    {
        await using var server = QmpTestServer.InMemory(new QmpTestScript().Negotiate().Expect("cont", out var expected).Return());
        await using var client = await QmpClient.ConnectAsync(server.Endpoint, Typed).InTime();
        Assert.Throws<InvalidOperationException>(() => expected.Message);

        var sending = client.ExecuteAsync("stop");
        var failure = await Assert.ThrowsAsync<QmpTestException>(() => server.Completion.InTime());

        Assert.Matches("^Step 4, Expect\\(cont\\): Expected the command 'cont'; received .*\"stop\".*\\.$", failure.Message);
        await client.DisposeAsync().InTime();
        await Assert.ThrowsAsync<QmpConnectionClosedException>(() => sending.InTime());
    }
}
