using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using QmpGen.Testing;

namespace QmpGen.Tests.Acceptance;

/// <summary>Events of every shape, and waiting for them.</summary>
public sealed class EventTests
{
    private static readonly QmpClientOptions Typed = new() { EventReader = VmEvents.Reader };

    [Fact]
    [Trait("Acceptance", "G"), Trait("Rule", "13 14 26"), Trait("PeerFault", "R3 R4 B12")]
    public async Task Unknown_events_time_stamps_without_a_clock_and_blank_lines_end_nothing()
    {
        await using var session = await TestSession.NegotiatedAsync(
            script => script
                .Send("").Event("__com.example_NEW", """{"reason": "brand-new"}""").Send("\r\n  ")
                .Send("""{"timestamp": {"seconds": -1, "microseconds": -1}, "event": "STOP"}""")
                .Send("""{"timestamp": {"seconds": -2, "microseconds": -500000}, "event": "STOP", "data": {}, "more": [1]}""")
                .Expect("stop").Fail("BrandNewClass", "so it is"),
            Typed);

        var unknown = Assert.IsType<UnknownEvent>(await session.Client.Events.NextAsync());
        var noClock = Assert.IsType<StopEvent>(await session.Client.Events.NextAsync());
        var before1970 = Assert.IsType<StopEvent>(await session.Client.Events.NextAsync());
        var failure = await Assert.ThrowsAsync<QmpCommandException>(() => session.Client.ExecuteAsync("stop").InTime());

        Assert.Equal("brand-new", unknown.Data!.Value.GetProperty("reason").GetString());
        Assert.Null(noClock.Timestamp.Time);
        Assert.Equal(DateTimeOffset.UnixEpoch.AddSeconds(-2.5), before1970.Timestamp.Time);
        Assert.Equal("BrandNewClass", failure.ErrorClass);
    }

    [Fact]
    [Trait("PeerFault", "B12 G9 R3")]
    public async Task An_event_that_cannot_be_read_is_delivered_as_such_with_name_path_and_text()
    {
        const string Text = """{"timestamp": {"seconds": 1, "microseconds": 2}, "event": "BLOCK_IO_ERROR", "data": {"device": "d", "server": {"port": "x"}}}""";
        await using var session = await TestSession.NegotiatedAsync(script => script.Send(Text).Event("STOP"), Typed);

        var unreadable = Assert.IsType<UnreadableEvent>(await session.Client.Events.NextAsync());
        var next = await session.Client.Events.NextAsync();

        Assert.Equal("BLOCK_IO_ERROR", unreadable.EventName);
        Assert.Equal("$.data.server.port", unreadable.Path);
        Assert.Contains("BLOCK_IO_ERROR", unreadable.Error.Message, StringComparison.Ordinal);
        Assert.Contains("a 64-bit integer", unreadable.Error.Message, StringComparison.Ordinal);
        Assert.Contains("the string \"x\"", unreadable.Error.Message, StringComparison.Ordinal);
        Assert.Equal(Text, Encoding.UTF8.GetString(unreadable.RawJson.Span));
        Assert.IsType<StopEvent>(next);
    }

    [Theory]
    [Trait("Rule", "22"), Trait("PeerFault", "B12 G9 P5")]
    [InlineData("""{"timestamp": {"seconds": 1.0, "microseconds": 2}, "event": "STOP"}""", "STOP")]
    [InlineData("""{"timestamp": 5, "event": "STOP"}""", "STOP")]
    [InlineData("""{"event": "BLOCK_IO_ERROR", "data": []}""", "BLOCK_IO_ERROR")]
    [InlineData("""{"event": "BLOCK_IO_ERROR"}""", "BLOCK_IO_ERROR")]
    [InlineData("""{"event": "BLOCK_IO_ERROR", "data": {"device": inf}}""", "BLOCK_IO_ERROR")]
    [InlineData(
        """{"timestamp": {"seconds": 1, "microseconds": 2}, "event": "BLOCK_IO_ERROR", "data": {"device": nan}}""", "BLOCK_IO_ERROR")]
    [InlineData("""{"event": "FAULTY"}""", "FAULTY")]
    [InlineData("""{"event": 5}""", "5")]
    public async Task No_event_however_broken_ends_the_session_or_goes_unnoticed(string text, string name)
    {
        await using var session = await TestSession.NegotiatedAsync(script => script.Send(text).Expect("stop").Return(), Typed);

        var unreadable = Assert.IsType<UnreadableEvent>(await session.Client.Events.NextAsync());
        await session.Client.ExecuteAsync("stop").InTime();

        Assert.Equal(name, unreadable.EventName);
        Assert.Equal(text, Encoding.UTF8.GetString(unreadable.RawJson.Span));
    }

    [Fact]
    public async Task Raw_text_is_kept_on_request_only()
    {
        const string Text = """{"event": "STOP", "later-member": 1}""";
        await using var keeping = await TestSession.NegotiatedAsync(script => script.Send(Text), Typed with { KeepRawJson = true });
        await using var plain = await TestSession.NegotiatedAsync(script => script.Send(Text), Typed);

        Assert.Equal(Text, Encoding.UTF8.GetString((await keeping.Client.Events.NextAsync()).RawJson.Span));
        Assert.True((await plain.Client.Events.NextAsync()).RawJson.IsEmpty);
    }

    [Fact]
    [Trait("Acceptance", "N"), Trait("PeerFault", "P1 R6 G5")]
    public async Task A_hundred_thousand_events_without_a_reader_hold_no_more_than_the_buffer_and_stall_no_reply()
    {
        const int Count = 100_000;
        var burst = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(QmpTestScript.EventText("STOP") + "\r\n", 1000)));
        await using var session = await TestSession.NegotiatedAsync(
            script =>
            {
                for (var i = 0; i < Count; i += 1000)
                {
                    script.SendBytes(burst);
                }

                script.Expect("query-status").Return("1");
            },
            Typed with { EventCapacity = 100 });

        Assert.Equal(1, (await session.Client.ExecuteAsync("query-status").InTime()).GetInt32());

        Assert.Equal(100, session.Client.Events.Count);
        Assert.Equal(Count - 100, session.Client.Events.DroppedCount);
    }

    [Fact]
    [Trait("Rule", "15"), Trait("PeerFault", "ganeti 1776")]
    public async Task Waiting_for_the_event_of_a_command_does_not_miss_one_that_comes_before_the_reply()
    {
        await using var session = await TestSession.NegotiatedAsync(
            script => script.Expect("stop").Event("STOP").Return("""{"done": true}"""), Typed);

        var outcome = await session.Client.ExecuteAndWaitAsync<StopEvent>("stop").InTime();

        Assert.True(outcome.Result.GetProperty("done").GetBoolean());
        Assert.Equal("STOP", outcome.Event.EventName);
    }

    [Fact]
    [Trait("PeerFault", "AutoHCK 1112")]
    public async Task Waiting_is_never_satisfied_by_an_event_from_before()
    {
        var time = new FakeTimeProvider();
        await using var session = await TestSession.NegotiatedAsync(script => script.Event("STOP"), Typed with { TimeProvider = time });
        Assert.IsType<StopEvent>(await session.Client.Events.NextAsync());

        var waiting = session.Client.WaitForAsync<StopEvent>(timeout: TimeSpan.FromSeconds(5));
        time.Advance(TimeSpan.FromSeconds(5));

        var failure = await Assert.ThrowsAsync<QmpTimeoutException>(() => waiting.InTime());
        Assert.Equal(QmpTimeoutKind.Event, failure.Kind);
        Assert.StartsWith("Timed out after 5 s waiting for StopEvent from ", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("PeerFault", "G10")]
    public async Task Waiting_goes_by_the_predicate_and_passes_over_other_events()
    {
        await using var session = await TestSession.NegotiatedAsync(
            script => script.Expect("go").Return().Event("BLOCK_IO_ERROR", """{"device": "other"}""").Event("STOP").Event("BLOCK_IO_ERROR", """{"device": "mine", "nospace": true}"""),
            Typed);

        var outcome = await session.Client.ExecuteAndWaitAsync<BlockIoErrorEvent>("go", e => e.Device == "mine").InTime();

        Assert.True(outcome.Event.Nospace);
    }

    [Fact]
    [Trait("PeerFault", "ganeti 1803")]
    public async Task Waiting_for_any_of_several_events_ends_with_the_first_of_them()
    {
        await using var session = await TestSession.NegotiatedAsync(
            script => script.Expect("device_del").Return().Event("RESET").Event("DEVICE_UNPLUG_GUEST_ERROR", """{"path": "/x"}""").Event("STOP"),
            Typed);

        var outcome = await session.Client.ExecuteAndWaitAsync(
            new QmpCommand("device_del", """{"id": "x"}"""),
            QmpEventFilter.Of<StopEvent>().OrNamed("DEVICE_DELETED", "DEVICE_UNPLUG_GUEST_ERROR")).InTime();

        Assert.Equal("DEVICE_UNPLUG_GUEST_ERROR", outcome.Event.EventName);
    }

    [Fact]
    public async Task Waiting_for_an_event_that_comes_and_cannot_be_read_says_so_at_once()
    {
        await using var session = await TestSession.NegotiatedAsync(
            script => script.Expect("go").Return().Event("BLOCK_IO_ERROR", "{}"), Typed);

        var failure = await Assert.ThrowsAsync<QmpProtocolException>(
            () => session.Client.ExecuteAndWaitAsync<BlockIoErrorEvent>("go").InTime());

        Assert.Contains("device", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_command_does_not_wait_for_its_event()
    {
        await using var session = await TestSession.NegotiatedAsync(script => script.Expect("stop").Fail("GenericError", "no"), Typed);

        await Assert.ThrowsAsync<QmpCommandException>(() => session.Client.ExecuteAndWaitAsync<StopEvent>("stop").InTime());
    }

    [Fact]
    [Trait("PeerFault", "P2 G5")]
    public async Task Waiting_ends_with_the_session()
    {
        var close = new TaskCompletionSource();
        await using var session = await TestSession.NegotiatedAsync(script => script.WaitFor(close.Task).Close(), Typed);
        var waiting = session.Client.WaitForAsync<StopEvent>();

        close.SetResult();

        var failure = await Assert.ThrowsAsync<QmpConnectionClosedException>(() => waiting.InTime());
        Assert.Equal(QmpCloseKind.ClosedByPeer, failure.Reason.Kind);
    }

    [Fact]
    [Trait("Acceptance", "R"), Trait("PeerFault", "B11")]
    public async Task Everything_works_with_reflection_based_serialization_switched_off()
    {
        Assert.False(JsonSerializer.IsReflectionEnabledByDefault, "this project switches it off, as a natively compiled program has it");
        await using var session = await TestSession.NegotiatedAsync(
            script => script
                .Expect("a", out _).Return("""{"running": true}""")
                .Expect("b", out _).Return("""{"running": false}""")
                .Expect("c").Return().Event("STOP").Event("NEW", """{"x": 1}"""),
            Typed);

        var typed = await session.Client.ExecuteAsync(
            "a", new Arguments("disk0", 3), TestJson.Default.Arguments, TestJson.Default.Status).InTime();
        var written = await session.Client.ExecuteAsync("b", writer => writer.WriteString("id", "disk0")).InTime();
        await session.Client.ExecuteAsync("c", """{"id": "disk0"}""").InTime();
        var stop = await session.Client.Events.NextAsync();
        var unknown = await session.Client.Events.NextAsync();

        Assert.True(typed!.Running);
        Assert.False(written.GetProperty("running").GetBoolean());
        Assert.Equal("""{"timestamp":{"seconds":1267020223,"microseconds":435656},"event":"STOP"}""", stop.ToJson());
        Assert.Equal(
            """{"timestamp":{"seconds":1267020223,"microseconds":435656},"event":"NEW","data":{"x":1}}""",
            unknown.ToJson().Replace(" ", "", StringComparison.Ordinal));
    }
}
