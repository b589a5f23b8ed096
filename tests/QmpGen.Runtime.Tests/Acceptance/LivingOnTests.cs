namespace QmpGen.Tests.Acceptance;

/// <summary>SHUTDOWN announces QEMU's exit, until something proves that it lives on.</summary>
public sealed class LivingOnTests
{
    [Theory]
    [InlineData("STOP")]
    [InlineData("RESUME")]
    [InlineData("RESET")]
    [InlineData("SUSPEND")]
    [InlineData("WAKEUP")]
    [InlineData("POWERDOWN")]
    public async Task An_event_that_only_a_living_QEMU_sends_takes_the_announcement_back(string name)
    {
        await using var session = await TestSession.NegotiatedAsync(
            script => script.Event("SHUTDOWN", """{"guest": false}""").Event(name).Close());

        Assert.Equal(QmpCloseKind.ClosedByPeer, (await session.Client.Completion.InTime()).Kind);
    }

    [Theory]
    [InlineData("VNC_DISCONNECTED")]
    [InlineData("BLOCK_JOB_CANCELLED")]
    [InlineData("SUSPEND_DISK")]
    [InlineData("GUEST_PANICKED")]
    [InlineData("BLOCK_IO_ERROR")]
    [InlineData("NEW_IN_QEMU_99")]
    public async Task An_event_that_an_exiting_QEMU_may_send_too_does_not(string name)
    {
        await using var session = await TestSession.NegotiatedAsync(
            script => script.Event("SHUTDOWN", """{"guest": false}""").Event(name).Close());

        Assert.Equal(QmpCloseKind.Shutdown, (await session.Client.Completion.InTime()).Kind);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_reply_to_a_command_that_was_sent_after_SHUTDOWN_takes_it_back_and_so_does_a_refusal(bool succeeds)
    {
        await using var session = await TestSession.NegotiatedAsync(script =>
        {
            script.Event("SHUTDOWN", """{"guest": false}""").Expect("query-status");
            _ = succeeds ? script.Return("""{"status": "running"}""") : script.Fail("GenericError", "no");
            script.Close();
        });
        await session.Client.Events.NextAsync();

        await Record.ExceptionAsync(() => session.Client.ExecuteAsync("query-status").InTime());

        Assert.Equal(QmpCloseKind.ClosedByPeer, (await session.Client.Completion.InTime()).Kind);
    }

    [Fact]
    public async Task The_reply_to_a_command_that_was_in_flight_does_not()
    {
        await using var session = await TestSession.NegotiatedAsync(
            script => script.Expect("query-block").Event("SHUTDOWN", """{"guest": true}""").Return().Close());

        await session.Client.ExecuteAsync("query-block").InTime();

        Assert.Equal(QmpCloseKind.Shutdown, (await session.Client.Completion.InTime()).Kind);
    }

    [Fact]
    public async Task A_SHUTDOWN_after_all_that_announces_the_exit_again()
    {
        await using var session = await TestSession.NegotiatedAsync(
            script => script.Event("SHUTDOWN").Event("STOP").Event("RESUME").Event("SHUTDOWN").Close());

        Assert.Equal(QmpCloseKind.Shutdown, (await session.Client.Completion.InTime()).Kind);
    }

    [Fact]
    public async Task The_reply_to_a_command_that_causes_a_second_SHUTDOWN_says_nothing_about_that_one()
    {
        await using var session = await TestSession.NegotiatedAsync(
            script => script.Event("SHUTDOWN").Expect("system_reset").Event("SHUTDOWN").Return().Close());
        await session.Client.Events.NextAsync();

        await session.Client.ExecuteAsync("system_reset").InTime();

        Assert.Equal(QmpCloseKind.Shutdown, (await session.Client.Completion.InTime()).Kind);
    }

    [Fact]
    public async Task A_client_connects_again_to_a_machine_that_lived_on_and_broke_off()
    {
        await using var server = Testing.QmpTestServer.InMemory(
            new Testing.QmpTestScript().Negotiate().Event("SHUTDOWN").Event("RESUME").Reset(),
            new Testing.QmpTestScript().Negotiate());
        var options = new QmpClientOptions { Reconnect = new QmpReconnectOptions { InitialDelay = TimeSpan.Zero } };
        await using var client = await QmpClient.ConnectAsync(server.Endpoint, options).InTime();

        await client.Events.NextAsync();
        await client.Events.NextAsync();

        Assert.Equal(QmpCloseKind.ClosedByPeer, Assert.IsType<ConnectionGapEvent>(await client.Events.NextAsync()).Reason.Kind);
    }
}
