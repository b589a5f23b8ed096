using QmpGen.Testing;

namespace QmpGen.Tests.Acceptance;

/// <summary>How a session ends, and what becomes of everything that was pending.</summary>
public sealed class EndingTests
{
    [Fact]
    [Trait("Acceptance", "H"), Trait("PeerFault", "B3 P2 T3 Linux.Bluetooth 83")]
    public async Task A_handler_that_throws_ends_neither_the_session_nor_another_handler()
    {
        await using var session = await TestSession.NegotiatedAsync(
            script => script.Expect("go").Return().Event("STOP").Event("RESUME").Expect("stop").Return().Close());
        using var throwing = session.Client.Subscribe();
        using var counting = session.Client.Subscribe();
        var handler = Task.Run(async () =>
        {
            await foreach (var qmpEvent in throwing)
            {
                throw new DivideByZeroException(qmpEvent.EventName);
            }
        });

        await session.Client.ExecuteAsync("go").InTime();
        await Assert.ThrowsAsync<DivideByZeroException>(() => handler.InTime());
        await session.Client.ExecuteAsync("stop").InTime();

        Assert.Equal(["STOP", "RESUME"], await counting.NamesAsync().InTime());
    }

    [Fact]
    [Trait("Acceptance", "H"), Trait("PeerFault", "B3 P2")]
    public async Task A_predicate_that_throws_fails_its_own_wait_only()
    {
        await using var session = await TestSession.NegotiatedAsync(
            script => script.Expect("go").Return().Event("STOP").Expect("stop").Return());

        await Assert.ThrowsAsync<DivideByZeroException>(
            () => session.Client.ExecuteAndWaitAsync<QmpEvent>("go", _ => throw new DivideByZeroException()).InTime());
        await session.Client.ExecuteAsync("stop").InTime();
    }

    [Fact]
    [Trait("Acceptance", "H"), Trait("PeerFault", "B4 R6 incus 448")]
    public async Task A_handler_that_blocks_its_thread_on_a_command_gets_the_reply()
    {
        await using var session = await TestSession.NegotiatedAsync(
            script => script.Expect("go").Event("STOP").Return().Expect("query-status").Return("7"));
        var handler = HandleNextAsync(
            session.Client, () => session.Client.ExecuteAsync("query-status").GetAwaiter().GetResult().GetInt32());

        await session.Client.ExecuteAsync("go").InTime();

        Assert.Equal(7, await handler.InTime());
    }

    [Fact]
    [Trait("Acceptance", "H"), Trait("PeerFault", "B4 OpenXT 1296")]
    public async Task A_handler_that_never_returns_stalls_no_reply_and_no_other_handler()
    {
        using var release = new ManualResetEventSlim();
        await using var session = await TestSession.NegotiatedAsync(script =>
        {
            script.Expect("go").Event("STOP").Return();
            for (var i = 0; i < 1000; i++)
            {
                script.Event("RESUME");
            }

            script.Expect("stop").Return().Close();
        });
        using var other = session.Client.Subscribe();
        var blocking = HandleNextAsync(session.Client, () =>
        {
            release.Wait();
            return 1;
        });

        await session.Client.ExecuteAsync("go").InTime();
        await session.Client.ExecuteAsync("stop").InTime();
        Assert.Equal(QmpCloseKind.ClosedByPeer, (await session.Client.Completion.InTime()).Kind);
        Assert.Equal(1001, (await other.NamesAsync().InTime()).Count);

        Assert.False(blocking.IsCompleted);
        release.Set();
        await blocking.InTime();
    }

    [Fact]
    [Trait("Acceptance", "I"), Trait("PeerFault", "B4 B10 tmds 279")]
    public async Task Disposing_from_inside_a_handler_ends_and_so_does_disposing_again()
    {
        await using var session = await TestSession.NegotiatedAsync(script => script.Event("STOP").Event("RESUME"));
        var handler = Task.Run(async () =>
        {
            await foreach (var unused in session.Client.Events)
            {
                await session.Client.DisposeAsync();
            }
        });

        await handler.InTime();
        await session.Client.DisposeAsync().InTime();
        await session.Client.DisposeAsync().InTime();

        Assert.Equal(QmpCloseKind.Disposed, (await session.Client.Completion.InTime()).Kind);
        Assert.True(session.Stream.IsClosed);
    }

    [Fact]
    [Trait("Acceptance", "I"), Trait("PeerFault", "G5 B3")]
    public async Task Disposing_with_unread_events_and_commands_in_flight_ends_everything_with_one_reason()
    {
        var received = new TaskCompletionSource();
        await using var session = await TestSession.NegotiatedAsync(
            script => script.Event("STOP").Event("RESUME").Expect("slow").Signal(received));
        var command = session.Client.ExecuteAsync("slow");
        var waiting = session.Client.WaitForAsync(QmpEventFilter.Named("NEVER"));
        await received.Task.InTime();
        await Task.Run(() => SpinWait.SpinUntil(() => session.Client.Events.Count == 2, Within.Limit)).InTime();

        await session.Client.DisposeAsync().InTime();

        var failure = await Assert.ThrowsAsync<QmpConnectionClosedException>(() => command.InTime());
        var waitFailure = await Assert.ThrowsAsync<QmpConnectionClosedException>(() => waiting.InTime());
        var later = await Assert.ThrowsAsync<QmpConnectionClosedException>(() => session.Client.ExecuteAsync("stop").InTime());
        Assert.Same(await session.Client.Completion, failure.Reason);
        Assert.Same(failure.Reason, waitFailure.Reason);
        Assert.Same(failure.Reason, later.Reason);
        Assert.Equal(["STOP", "RESUME"], await session.Client.Events.NamesAsync().InTime());
        Assert.Empty(await session.Client.Subscribe().NamesAsync().InTime());
        Assert.Equal(QmpClientState.Closed, session.Client.State);
    }

    [Fact]
    [Trait("Acceptance", "J"), Trait("Rule", "15"), Trait("PeerFault", "B5 P2 R6 go-qemu 171 qapi-rs 22")]
    public async Task The_end_of_the_stream_ends_pending_commands_and_open_iterators()
    {
        await using var session = await TestSession.NegotiatedAsync(script => script.Expect("a").Expect("b").Event("STOP").Close());
        using var subscription = session.Client.Subscribe();
        var names = subscription.NamesAsync();
        var a = session.Client.ExecuteAsync("a");
        var b = session.Client.ExecuteAsync("b");

        foreach (var command in new[] { a, b })
        {
            var failure = await Assert.ThrowsAsync<QmpConnectionClosedException>(() => command.InTime());
            Assert.Equal(QmpCloseKind.ClosedByPeer, failure.Reason.Kind);
        }

        Assert.Equal(["STOP"], await names.InTime());
        var end = await session.Client.Completion.InTime();
        Assert.Equal((QmpCloseKind.ClosedByPeer, false), (end.Kind, end.IsNormal));
    }

    [Fact]
    [Trait("Acceptance", "J")]
    public async Task An_end_in_the_middle_of_a_message_is_a_lost_connection_for_commands_and_iterators()
    {
        await using var session = await TestSession.NegotiatedAsync(
            script => script.Expect("a").SendBytes("{\"return\": {"u8.ToArray()).Close());
        var names = session.Client.Events.NamesAsync();

        var failure = await Assert.ThrowsAsync<QmpConnectionClosedException>(() => session.Client.ExecuteAsync("a").InTime());
        var ending = await Assert.ThrowsAsync<QmpConnectionClosedException>(() => names.InTime());

        Assert.Equal(QmpCloseKind.ConnectionLost, failure.Reason.Kind);
        Assert.Same(failure.Reason, ending.Reason);
    }

    [Fact]
    [Trait("Rule", "15")]
    public async Task A_reset_after_quit_is_a_normal_end()
    {
        await using var session = await TestSession.NegotiatedAsync(script => script.Expect("quit").Return().Reset());

        await session.Client.ExecuteAsync("quit").InTime();
        var reason = await session.Client.Completion.InTime();

        Assert.Equal(QmpCloseKind.Shutdown, reason.Kind);
        Assert.Empty(await session.Client.Events.NamesAsync().InTime());
    }

    [Fact]
    public async Task A_reset_after_a_quit_that_was_refused_is_no_shutdown()
    {
        await using var session = await TestSession.NegotiatedAsync(
            script => script.Expect("quit").Fail("GenericError", "not now").Reset());

        await Assert.ThrowsAsync<QmpCommandException>(() => session.Client.ExecuteAsync("quit").InTime());

        Assert.Equal(QmpCloseKind.ClosedByPeer, (await session.Client.Completion.InTime()).Kind);
    }

    [Fact]
    public async Task A_machine_that_outlives_its_SHUTDOWN_has_not_shut_down_when_it_goes()
    {
        await using var session = await TestSession.NegotiatedAsync(
            script => script.Event("SHUTDOWN", """{"guest": true}""").Event("STOP").Close());

        Assert.Equal(QmpCloseKind.ClosedByPeer, (await session.Client.Completion.InTime()).Kind);
    }

    [Fact]
    public async Task A_reset_means_what_an_end_of_the_stream_means()
    {
        await using var announced = await TestSession.NegotiatedAsync(script => script.Event("SHUTDOWN", """{"guest": true}""").Reset());
        await using var sudden = await TestSession.NegotiatedAsync(script => script.Event("STOP").Reset());

        Assert.Equal(QmpCloseKind.Shutdown, (await announced.Client.Completion.InTime()).Kind);
        Assert.Equal(QmpCloseKind.ClosedByPeer, (await sudden.Client.Completion.InTime()).Kind);
    }

    [Fact]
    public async Task A_write_that_fails_leaves_the_reason_to_what_can_still_be_read()
    {
        var failed = new TaskCompletionSource();
        await using var session = await TestSession.NegotiatedAsync(
            script => script.WaitFor(failed.Task).Event("SHUTDOWN", """{"guest": true}""").Close());
        session.Stream.BlockWrites(BrokenPipe());

        var command = session.Client.ExecuteAsync("stop");
        failed.SetResult();
        await Assert.ThrowsAsync<QmpConnectionClosedException>(() => command.InTime());

        Assert.Equal(QmpCloseKind.Shutdown, (await session.Client.Completion.InTime()).Kind);
    }

    private static Task BrokenPipe()
    {
        var failure = Task.FromException(new IOException("Broken pipe"));

        // This task is the test's own: whether the client has come to write on it is chance.
        _ = failure.Exception;
        return failure;
    }

    [Fact]
    public async Task A_connection_that_can_be_read_but_not_written_ends_after_a_grace()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        await using var session = await TestSession.NegotiatedAsync(_ => { }, new QmpClientOptions { TimeProvider = time });
        session.Stream.BlockWrites(BrokenPipe());

        var command = session.Client.ExecuteAsync("stop");
        Assert.False(command.IsCompleted);
        await time.AdvanceUntil(session.Client.Completion);

        var failure = await Assert.ThrowsAsync<QmpConnectionClosedException>(() => command.InTime());
        Assert.Contains("Broken pipe", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_blocks_after_the_end_keeps_nobody_else_from_it()
    {
        using var release = new ManualResetEventSlim();
        var script = new QmpTestScript().Negotiate();
        for (var i = 0; i < 8; i++)
        {
            script.Expect("stop");
        }

        await using var session = await TestSession.PlayAsync(script.Close(), new QmpClientOptions { EnableOutOfBand = true });
        var blocking = new List<Task> { BlockAfterAsync(session.Client.Completion) };
        var noted = NoteAsync(session.Client.Completion);

        // The ninth waits for a place among those in flight.
        blocking.AddRange(Enumerable.Range(0, 9).Select(_ => BlockAfterAsync(session.Client.ExecuteAsync("stop"))));

        await noted.InTime();
        await session.Client.DisposeAsync().InTime();
        release.Set();
        await Task.WhenAll(blocking).InTime();

        async Task BlockAfterAsync(Task task)
        {
            await task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            release.Wait();
        }

        static async Task NoteAsync(Task task) => await task.ConfigureAwait(false);
    }

    [Fact]
    [Trait("Acceptance", "O"), Trait("PeerFault", "B6 R6")]
    public async Task A_command_that_races_the_end_of_the_stream_always_ends()
    {
        for (var round = 0; round < 300; round++)
        {
            var close = new TaskCompletionSource();
            await using var session = await TestSession.NegotiatedAsync(script => script.WaitFor(close.Task).Close());
            var commands = Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(async () =>
            {
                if (i == round % 8)
                {
                    close.TrySetResult();
                }

                await Assert.ThrowsAsync<QmpConnectionClosedException>(() => session.Client.ExecuteAsync("stop"));
            })));

            await commands.InTime($"the commands of round {round}");
        }
    }

    [Fact]
    public async Task Disposing_ends_a_read_of_a_stream_that_takes_no_notice_of_tokens()
    {
        await using var server = QmpTestServer.InMemory(new QmpTestScript().Negotiate());
        var client = await QmpClient.ConnectAsync(new DeafStream(server.Connect())).InTime();

        await client.DisposeAsync().InTime();

        Assert.Equal(QmpCloseKind.Disposed, (await client.Completion.InTime()).Kind);
    }

    [Fact]
    public async Task Disposing_while_connecting_ends_the_connecting()
    {
        await using var server = QmpTestServer.InMemory(new QmpTestScript());
        using var cancellation = new CancellationTokenSource();
        var stream = server.Connect();
        var connecting = QmpClient.ConnectAsync(stream, cancellationToken: cancellation.Token);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connecting.InTime());
        Assert.True(stream.IsClosed);
    }

    /// <summary>A handler that is waiting already when its event comes, so that it would run on the read loop if anything let it.</summary>
    private static Task<int> HandleNextAsync(QmpClient client, Func<int> handle)
    {
        var events = client.Events.GetAsyncEnumerator();
        var next = events.MoveNextAsync();
        Assert.False(next.IsCompleted);
        return Task.Run(async () =>
        {
            Assert.True(await next.ConfigureAwait(false));
            return handle();
        });
    }
}
