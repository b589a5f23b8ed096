namespace QmpGen.Tests.Acceptance;

/// <summary>An event that was awaited together with a command outlives the end of the connection.</summary>
public sealed class EarlyEndTests
{
    [Theory]
    [InlineData("quit", "SHUTDOWN", false)]
    [InlineData("system_powerdown", "POWERDOWN", false)]
    [InlineData("system_powerdown", "POWERDOWN", true)]
    public async Task The_event_is_returned_where_the_connection_ends_before_the_reply(string command, string awaited, bool byReset)
    {
        await using var session = await TestSession.NegotiatedAsync(script =>
        {
            script.Expect(command).Event("RTC_CHANGE", """{"offset": 1}""").Event(awaited);
            _ = byReset ? script.Reset() : script.Close();
        });

        var outcome = await session.Client.ExecuteAndWaitAsync(command, QmpEventFilter.Named(awaited)).InTime();

        Assert.Equal(awaited, outcome.Event.EventName);
        Assert.False(outcome.HasReply);
    }

    [Fact]
    public async Task The_predicate_still_decides()
    {
        await using var session = await TestSession.NegotiatedAsync(script => script.Expect("quit").Event("ONE").Event("TWO").Close());

        var outcome = await session.Client.ExecuteAndWaitAsync<QmpEvent>("quit", e => e.EventName == "TWO").InTime();

        Assert.Equal("TWO", outcome.Event.EventName);
    }

    [Fact]
    public async Task Without_the_event_the_end_is_told()
    {
        await using var session = await TestSession.NegotiatedAsync(script => script.Expect("quit").Event("ONE").Close());

        var failure = await Assert.ThrowsAsync<QmpConnectionClosedException>(
            () => session.Client.ExecuteAndWaitAsync("quit", QmpEventFilter.Named("SHUTDOWN")).InTime());

        Assert.Equal(QmpCloseKind.Shutdown, failure.Reason.Kind);
    }

    [Fact]
    public async Task A_client_that_reconnects_returns_the_event_too()
    {
        await using var server = Testing.QmpTestServer.InMemory(
            new Testing.QmpTestScript().Negotiate().Expect("system_powerdown").Event("POWERDOWN").Close(),
            new Testing.QmpTestScript().Negotiate());
        await using var client = await QmpClient.ConnectAsync(
            server.Endpoint, new QmpClientOptions { Reconnect = new QmpReconnectOptions { InitialDelay = TimeSpan.Zero } }).InTime();

        Assert.Equal(
            "POWERDOWN",
            (await client.ExecuteAndWaitAsync("system_powerdown", QmpEventFilter.Named("POWERDOWN")).InTime()).Event.EventName);
    }

    [Fact]
    public async Task A_reply_that_came_is_there()
    {
        await using var session = await TestSession.NegotiatedAsync(script => script.Expect("quit").Return("7").Event("SHUTDOWN").Close());

        var outcome = await session.Client.ExecuteAndWaitAsync("quit", QmpEventFilter.Named("SHUTDOWN")).InTime();

        Assert.True(outcome.HasReply);
        Assert.Equal(7, outcome.Result.GetInt32());
    }
}
