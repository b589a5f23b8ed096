using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using QmpGen.Diagnostics;
using QmpGen.Serialization;
using QmpGen.Subscriptions;
using QmpGen.Testing;

namespace QmpGen.Tests.Subscriptions;

public sealed class SubscriptionTests
{
    private static readonly QmpClientOptions Typed = new() { EventReader = VmEvents.Reader };

    [Fact]
    [Trait("PeerFault", "qapi-rs 5 R5")]
    public async Task Every_subscription_gets_every_event()
    {
        await using var session = await TestSession.NegotiatedAsync(
            script => script.Expect("go").Return().Event("STOP").Event("RESUME").Close());
        var subscriptions = Enumerable.Range(0, 5).Select(_ => session.Client.Subscribe()).ToArray();

        await session.Client.ExecuteAsync("go").InTime();

        foreach (var subscription in subscriptions)
        {
            Assert.Equal(["STOP", "RESUME"], await subscription.NamesAsync().InTime());
        }
    }

    [Fact]
    public async Task A_full_subscription_drops_the_oldest_and_counts()
    {
        var names = await OverflowAsync(QmpOverflowPolicy.DropOldest, out var subscription);

        Assert.Equal(["E2", "E3", "E4"], names);
        Assert.Equal(2, subscription.DroppedCount);
    }

    [Fact]
    public async Task A_full_subscription_drops_the_newest_and_counts()
    {
        var names = await OverflowAsync(QmpOverflowPolicy.DropNewest, out var subscription);

        Assert.Equal(["E0", "E1", "E2"], names);
        Assert.Equal(2, subscription.DroppedCount);
    }

    [Fact]
    public async Task A_full_subscription_that_must_not_lose_anything_fails_after_what_it_holds_and_no_other_fails()
    {
        await using var session = await TestSession.NegotiatedAsync(script => script
            .Expect("go").Event("E0").Event("E1").Event("E2").Return());
        using var subscription = session.Client.Subscribe(new QmpSubscriptionOptions { Capacity = 2, Overflow = QmpOverflowPolicy.Fail });

        await session.Client.ExecuteAsync("go").InTime();

        Assert.Equal("E0", (await subscription.NextAsync()).EventName);
        Assert.Equal("E1", (await subscription.NextAsync()).EventName);
        var failure = await Assert.ThrowsAsync<QmpEventsLostException>(() => subscription.NextAsync());
        Assert.Equal(2, failure.Capacity);
        Assert.Equal(3, session.Client.Events.Count);
    }

    [Fact]
    public async Task Filters_go_by_type_and_by_name()
    {
        await using var session = await TestSession.NegotiatedAsync(
            script => script.Expect("go").Event("STOP").Event("NEW").Event("BLOCK_IO_ERROR", """{"device": "d"}""").Event("BLOCK_IO_ERROR", "{}").Event("RESUME").Return().Close(),
            Typed);
        using var typed = session.Client.Subscribe(new() { Filter = QmpEventFilter.Of<StopEvent>() });
        using var either = session.Client.Subscribe(new() { Filter = QmpEventFilter.Of<StopEvent>().Or<BlockIoErrorEvent>() });
        using var named = session.Client.Subscribe(new() { Filter = QmpEventFilter.Named("RESUME", "STOP") });
        using var unknown = session.Client.Subscribe(new() { Filter = QmpEventFilter.Of<UnknownEvent>() });
        using var all = session.Client.Subscribe();

        await session.Client.ExecuteAsync("go").InTime();

        Assert.Equal(["STOP"], await typed.NamesAsync().InTime());
        Assert.Equal(["STOP", "BLOCK_IO_ERROR", "BLOCK_IO_ERROR"], await either.NamesAsync().InTime());
        Assert.Equal(["STOP", "RESUME"], await named.NamesAsync().InTime());
        Assert.Equal(["NEW", "RESUME"], await unknown.NamesAsync().InTime());
        Assert.Equal(["STOP", "NEW", "BLOCK_IO_ERROR", "BLOCK_IO_ERROR", "RESUME"], await all.NamesAsync().InTime());
    }

    [Fact]
    public async Task Events_that_cannot_be_read_can_be_asked_for_and_come_to_whoever_asked_for_their_type()
    {
        await using var session = await TestSession.NegotiatedAsync(
            script => script.Expect("go").Event("BLOCK_IO_ERROR", "{}").Event("STOP").Return().Close(),
            Typed);
        using var unreadable = session.Client.Subscribe(new() { Filter = QmpEventFilter.Of<UnreadableEvent>() });
        using var typed = session.Client.Subscribe(new() { Filter = QmpEventFilter.Of<BlockIoErrorEvent>() });
        using var other = session.Client.Subscribe(new() { Filter = QmpEventFilter.Of<StopEvent>() });

        await session.Client.ExecuteAsync("go").InTime();

        Assert.Equal(["BLOCK_IO_ERROR"], await unreadable.NamesAsync().InTime());
        Assert.Equal(["BLOCK_IO_ERROR"], await typed.NamesAsync().InTime());
        Assert.Equal(["STOP"], await other.NamesAsync().InTime());
    }

    [Fact]
    public async Task Waiting_for_a_type_that_the_clients_reader_does_not_know_is_refused_instead_of_lasting_for_ever()
    {
        await using var session = await TestSession.NegotiatedAsync(_ => { });

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => session.Client.WaitForAsync<StopEvent>().InTime());

        Assert.Contains("StopEvent", failure.Message, StringComparison.Ordinal);
        Assert.Contains("EventReader", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_with_escapes_in_it_passes_a_filter_like_any_other()
    {
        await using var session = await TestSession.NegotiatedAsync(
            script => script.Send("""{"timestamp": {"seconds": 1, "microseconds": 2}, "event": "ST\u004fP"}""").Send("""{"event": "ST\u004fP"}""").Close(),
            Typed with { EventCapacity = 2 });

        Assert.Equal(["STOP", "STOP"], await session.Client.Events.NamesAsync().InTime());

        await using var filtered = await TestSession.NegotiatedAsync(
            script => script.Expect("go").Send("""{"event": "ST\u004fP"}""").Return().Close(),
            Typed with { EventCapacity = 0 });
        using var stops = filtered.Client.Subscribe(new() { Filter = QmpEventFilter.Of<StopEvent>() });
        await filtered.Client.ExecuteAsync("go").InTime();

        Assert.Equal(["STOP"], await stops.NamesAsync().InTime());
    }

    [Fact]
    public async Task Whoever_stops_reading_and_starts_again_goes_on_where_he_stopped()
    {
        await using var session = await TestSession.NegotiatedAsync(script => script.Event("E0").Event("E1").Event("E2").Close());

        Assert.Equal("E0", (await session.Client.Events.NextAsync()).EventName);
        Assert.Equal("E1", (await session.Client.Events.NextAsync()).EventName);
        Assert.Equal(["E2"], await session.Client.Events.NamesAsync().InTime());
    }

    [Fact]
    [Trait("PeerFault", "G5 tmds 84")]
    public async Task Cancelling_ends_the_waiting_and_loses_no_event()
    {
        var cancelled = new TaskCompletionSource();
        await using var session = await TestSession.NegotiatedAsync(script => script.WaitFor(cancelled.Task).Event("STOP"));
        using var cancellation = new CancellationTokenSource();
        await using var events = session.Client.Events.GetAsyncEnumerator(cancellation.Token);
        var waiting = events.MoveNextAsync().AsTask();
        Assert.False(waiting.IsCompleted);

        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.InTime());
        cancelled.SetResult();

        Assert.Equal("STOP", (await session.Client.Events.NextAsync()).EventName);
    }

    [Fact]
    public async Task A_subscription_that_is_disposed_of_ends_its_readers_and_receives_nothing_more()
    {
        await using var session = await TestSession.NegotiatedAsync(script => script.Expect("go").Event("STOP").Return());
        var subscription = session.Client.Subscribe();
        var names = subscription.NamesAsync();

        subscription.Dispose();
        subscription.Dispose();
        await session.Client.ExecuteAsync("go").InTime();

        Assert.Empty(await names.InTime());
        Assert.Equal(0, subscription.Count);
    }

    [Fact]
    public async Task Several_readers_of_one_subscription_share_its_events()
    {
        const int Count = 2000;
        await using var session = await TestSession.NegotiatedAsync(script =>
        {
            for (var i = 0; i < Count; i++)
            {
                script.Event($"E{i}");
            }

            script.Close();
        });

        var names = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(session.Client.Events.NamesAsync))).InTime();

        Assert.Equal(Count, names.SelectMany(n => n).Distinct().Count());
        Assert.Equal(Count, names.Sum(n => n.Count));
    }

    [Fact]
    public void Events_that_nobody_wants_are_skipped_unread_and_without_an_allocation()
    {
        var hub = new EventHub(Typed, new ClientCounters("test"), NullLogger.Instance);
        using var subscription = hub.Add(new QmpSubscriptionOptions { Filter = QmpEventFilter.Of<StopEvent>().OrNamed("RESUME") });
        var text = Encoding.UTF8.GetBytes(QmpTestScript.EventText("BLOCK_IO_ERROR", """{"device": "d"}"""));
        Assert.NotEqual(default, EventHeader.Of(text));
        hub.Accept(EventHeader.Of(text), EventHeader.Of(text).Name(text), text);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            hub.Accept(EventHeader.Of(text), EventHeader.Of(text).Name(text), text);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(0, subscription.Count);
    }

    [Fact]
    public void An_enumerator_has_no_current_event_before_the_first()
    {
        var hub = new EventHub(QmpClientOptions.Default, new ClientCounters("test"), NullLogger.Instance);
        using var subscription = hub.Add(new QmpSubscriptionOptions());

        Assert.Throws<InvalidOperationException>(() => subscription.GetAsyncEnumerator().Current);
    }

    private static Task<List<string>> OverflowAsync(QmpOverflowPolicy policy, out QmpSubscription subscription)
    {
        var hub = new EventHub(QmpClientOptions.Default, new ClientCounters("test"), NullLogger.Instance);
        subscription = hub.Add(new QmpSubscriptionOptions { Capacity = 3, Overflow = policy });
        for (var i = 0; i < 5; i++)
        {
            hub.Accept(default, "E"u8, Encoding.UTF8.GetBytes(QmpTestScript.EventText($"E{i}")));
        }

        hub.Complete(QmpCloseReason.Disposed);
        return subscription.NamesAsync().InTime();
    }
}
