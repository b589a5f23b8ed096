using Microsoft.Extensions.Time.Testing;
using QmpGen.Testing;

namespace QmpGen.Tests.Acceptance;

/// <summary>From the first byte to the first command.</summary>
public sealed class ConnectingTests
{
    [Fact]
    [Trait("Acceptance", "A"), Trait("Rule", "3"), Trait("PeerFault", "B9 G2 P3")]
    public async Task An_event_before_the_greeting_is_delivered_and_does_not_fail_the_connection()
    {
        await using var session = await TestSession.PlayAsync(
            new QmpTestScript().Event("RESUME").Negotiate().Expect("query-status").Return("""{"running": true}""").Close());

        var status = await session.Client.ExecuteAsync("query-status").InTime();

        Assert.True(status.GetProperty("running").GetBoolean());
        Assert.Equal(new QmpVersion(7, 2, 22, "test", "7.2.22"), session.Client.Version);
        Assert.Null(session.Client.Endpoint);
        Assert.Equal(["RESUME"], await session.Client.Events.NamesAsync().InTime());
    }

    [Fact]
    [Trait("Acceptance", "B"), Trait("Rule", "4"), Trait("PeerFault", "B9 G2 P3 R5")]
    public async Task An_event_before_the_reply_to_qmp_capabilities_is_delivered_and_shifts_no_reply()
    {
        await using var session = await TestSession.PlayAsync(
            new QmpTestScript().Greet().Expect("qmp_capabilities").Event("STOP").Return()
                .Expect("query-name").Return("""{"name": "first"}""").Close());

        var name = await session.Client.ExecuteAsync("query-name").InTime();

        Assert.Equal("first", name.GetProperty("name").GetString());
        Assert.Equal(["STOP"], await session.Client.Events.NamesAsync().InTime());
    }

    [Fact]
    [Trait("Acceptance", "B"), Trait("PeerFault", "G3")]
    public async Task An_event_in_the_same_segment_as_the_reply_to_qmp_capabilities_is_delivered()
    {
        await using var session = await TestSession.PlayAsync(
            new QmpTestScript().Greet().Expect("qmp_capabilities", out var capabilities)
                .Reply(
                    capabilities,
                    QmpTestScript.EventText("STOP") + "\r\n" + """{"return": {}, "id": $id}""" + "\r\n" + QmpTestScript.EventText("RESUME"))
                .Close());

        Assert.Equal(["STOP", "RESUME"], await session.Client.Events.NamesAsync().InTime());
    }

    [Fact]
    [Trait("Rule", "4")]
    public async Task A_reply_to_somebody_else_during_the_negotiation_is_not_taken_for_success()
    {
        await using var session = await TestSession.PlayAsync(
            new QmpTestScript().Greet().Expect("qmp_capabilities", out var capabilities)
                .Send("""{"return": {}, "id": "another client's"}""").Send("""{"foo": 1}""").Event("STOP").Return(capabilities)
                .Expect("stop").Return());

        await session.Client.ExecuteAsync("stop").InTime();

        Assert.Equal(2, session.Client.SkippedMessageCount);
        await session.Server.Completion.InTime();
    }

    [Fact]
    [Trait("Acceptance", "Q"), Trait("Rule", "20"), Trait("PeerFault", "P7")]
    public async Task A_client_that_is_never_greeted_fails_at_the_limit_and_says_that_another_client_may_hold_the_monitor()
    {
        var time = new FakeTimeProvider();
        await using var server = QmpTestServer.InMemory(time, new QmpTestScript());
        var stream = server.Connect();
        var connecting = QmpClient.ConnectAsync(
            stream, new QmpClientOptions { TimeProvider = time, GreetingTimeout = TimeSpan.FromSeconds(7) });

        time.Advance(TimeSpan.FromSeconds(6));
        Assert.False(connecting.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(1));

        var failure = await Assert.ThrowsAsync<QmpTimeoutException>(() => connecting.InTime());
        Assert.Equal(QmpTimeoutKind.Greeting, failure.Kind);
        Assert.Contains("another client may hold the monitor", failure.Message, StringComparison.Ordinal);
        Assert.True(stream.IsClosed);
    }

    [Fact]
    [Trait("Rule", "20")]
    public async Task A_peer_that_speaks_something_else_is_quoted_when_the_greeting_does_not_come()
    {
        var time = new FakeTimeProvider();
        using var log = new SignallingLog("Skipped a message");
        await using var server = QmpTestServer.InMemory(
            time, new QmpTestScript().Send("QEMU 7.2.22 monitor - type 'help' for more information"));
        var connecting = QmpClient.ConnectAsync(server.Connect(), new QmpClientOptions { TimeProvider = time, LoggerFactory = log });
        await log.Signalled.InTime();

        var failure = await Assert.ThrowsAsync<QmpTimeoutException>(() => AdvanceUntil(time, connecting));
        Assert.Contains("monitor - type 'help'", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_greets_and_then_falls_silent_fails_the_negotiation_at_its_limit()
    {
        var time = new FakeTimeProvider();
        await using var server = QmpTestServer.InMemory(time, new QmpTestScript().Greet().Expect("qmp_capabilities"));
        var connecting = QmpClient.ConnectAsync(
            server.Connect(), new QmpClientOptions { TimeProvider = time, GreetingTimeout = Timeout.InfiniteTimeSpan });

        var failure = await Assert.ThrowsAsync<QmpTimeoutException>(() => AdvanceUntil(time, connecting));
        Assert.Equal(QmpTimeoutKind.Negotiation, failure.Kind);
    }

    [Theory]
    [InlineData("GenericError")]
    [InlineData("CommandNotFound")]
    [Trait("Rule", "5"), Trait("PeerFault", "P4")]
    public async Task An_error_in_reply_to_qmp_capabilities_fails_the_connection_with_the_servers_own_words(string errorClass)
    {
        await using var server = QmpTestServer.InMemory(
            new QmpTestScript().Greet().Expect("qmp_capabilities").Fail(errorClass, "no negotiation today"));

        var failure = await Assert.ThrowsAsync<QmpConnectionClosedException>(() => QmpClient.ConnectAsync(server.Connect()).InTime());

        Assert.Equal(QmpCloseKind.ProtocolViolation, failure.Reason.Kind);
        Assert.Contains("no negotiation today", failure.Message, StringComparison.Ordinal);
        Assert.Equal("no negotiation today", Assert.IsType<QmpCommandException>(failure.InnerException).Description);
    }

    [Theory]
    [Trait("Rule", "1 2")]
    [InlineData("""{"QMP": {"capabilities": []}}""", null)]
    [InlineData("""{"QMP": {"version": {"qemu": "0.12.50", "package": " (qemu-kvm)"}, "capabilities": []}}""", "0.12.50 ((qemu-kvm))")]
    [InlineData("""{"QMP": {"version": {"qemu": "git", "package": ""}}}""", "git")]
    [InlineData("""{"QMP": {"version": {"qemu": {"major": 9, "minor": 1, "micro": 0}, "package": ""}, "capabilities": ["oob", "__new"], "more": 1}}""", "9.1.0")]
    public async Task Every_generation_of_greeting_is_understood(string greeting, string? version)
    {
        await using var session = await TestSession.PlayAsync(new QmpTestScript().Greet(greeting).Expect("qmp_capabilities").Return());

        Assert.Equal(version, session.Client.Version?.ToString());
        Assert.Equal(QmpClientState.Connected, session.Client.State);
    }

    [Fact]
    [Trait("Rule", "2")]
    public async Task A_server_of_2009_that_knows_no_negotiation_is_a_running_session()
    {
        await using var session = await TestSession.PlayAsync(
            new QmpTestScript().Greet("""{"QMP": {"capabilities": []}}""").Expect("qmp_capabilities").Fail("CommandNotFound", "unknown").Expect("stop").Return());

        await session.Client.ExecuteAsync("stop").InTime();
    }

    [Fact]
    [Trait("Rule", "1 5"), Trait("PeerFault", "R1")]
    public async Task Only_capabilities_that_are_offered_and_asked_for_are_enabled()
    {
        var offering = new QmpTestScript().Greet().Expect("qmp_capabilities", out var asked).Return();
        await using (var session = await TestSession.PlayAsync(offering, new QmpClientOptions { EnableOutOfBand = true }))
        {
            Assert.Equal("""["oob"]""", asked.Arguments.GetProperty("enable").GetRawText());
            Assert.Equal(["oob"], session.Client.Capabilities);
            Assert.Equal(["oob"], session.Client.EnabledCapabilities);
        }

        var bare = new QmpTestScript().Greet("""{"QMP": {"version": {}, "capabilities": []}}""").Expect("qmp_capabilities", out var plain).Return();
        await using (var session = await TestSession.PlayAsync(bare, new QmpClientOptions { EnableOutOfBand = true }))
        {
            Assert.False(plain.Message.TryGetProperty("arguments", out _));
            Assert.Empty(session.Client.EnabledCapabilities);
        }
    }

    [Fact]
    public void Limits_that_make_no_sense_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new QmpClientOptions { GreetingTimeout = TimeSpan.FromSeconds(-5) });
        Assert.Throws<ArgumentOutOfRangeException>(() => new QmpClientOptions { WriteTimeout = TimeSpan.Zero });
        Assert.Throws<ArgumentOutOfRangeException>(() => new QmpClientOptions { MaxMessageSize = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new QmpClientOptions { EventCapacity = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new QmpSubscriptionOptions { Capacity = 0 });
        Assert.Equal(Timeout.InfiniteTimeSpan, new QmpClientOptions { ConnectTimeout = Timeout.InfiniteTimeSpan }.ConnectTimeout);
    }

    [Fact]
    [Trait("PeerFault", "R7")]
    public async Task A_server_that_exits_before_it_greets_fails_the_connection_with_the_reason()
    {
        await using var server = QmpTestServer.InMemory(new QmpTestScript().Close());

        var failure = await Assert.ThrowsAsync<QmpConnectionClosedException>(() => QmpClient.ConnectAsync(server.Connect()).InTime());

        Assert.Equal(QmpCloseKind.ClosedByPeer, failure.Reason.Kind);
    }

    [Fact]
    [Trait("PeerFault", "kata 12236")]
    public async Task Waiting_for_the_greeting_can_be_cancelled_and_leaves_nothing_open()
    {
        await using var server = QmpTestServer.InMemory(new QmpTestScript());
        var stream = server.Connect();
        using var cancellation = new CancellationTokenSource();
        var connecting = QmpClient.ConnectAsync(stream, cancellationToken: cancellation.Token);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connecting.InTime());
        Assert.True(stream.IsClosed);
    }

    private static async Task<QmpClient> AdvanceUntil(FakeTimeProvider time, Task<QmpClient> connecting)
    {
        await time.AdvanceUntil(connecting);
        return await connecting;
    }
}
