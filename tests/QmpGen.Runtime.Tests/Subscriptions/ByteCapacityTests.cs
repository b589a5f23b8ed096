using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using QmpGen.Diagnostics;
using QmpGen.Serialization;
using QmpGen.Subscriptions;
using QmpGen.Testing;

namespace QmpGen.Tests.Subscriptions;

/// <summary>What is held is bounded by its size in memory, whatever the events are, and let go of with its owner.</summary>
public sealed class ByteCapacityTests
{
    private const int Large = 10_000;

    private static readonly QmpClientOptions Typed = new() { EventReader = VmEvents.Reader, EventByteCapacity = 10 * Large };

    private static QmpCloseReason Lost { get; } = new(QmpCloseKind.ConnectionLost, "The connection was lost.");

    [Theory]
    [InlineData("BLOCK_IO_ERROR")]
    [InlineData("NEW")]
    [InlineData("FAULTY")]
    public void The_oldest_events_give_way_to_a_new_one_by_their_bytes(string name)
    {
        var hub = Hub();
        using var subscription = hub.Add(new QmpSubscriptionOptions { ByteCapacity = 10 * Large });

        Send(hub, name, count: 100);

        // A character takes one byte or two.
        Assert.InRange(subscription.Count, 2, 10);
        Assert.Equal(100, subscription.Count + subscription.DroppedCount);
        Send(hub, "STOP", length: 0);
        Assert.Equal("STOP", Read(subscription).Last());
    }

    [Fact]
    public void A_list_of_small_values_counts_with_what_it_takes_in_memory()
    {
        var hub = Hub();
        using var subscription = hub.Add(new QmpSubscriptionOptions { ByteCapacity = 10 * Large });
        var text = Encoding.UTF8.GetBytes(QmpTestScript.EventText("NEW", $"[{string.Join(',', Enumerable.Repeat('0', Large / 2))}]"));

        for (var i = 0; i < 10; i++)
        {
            hub.Accept(EventHeader.Of(text), "NEW"u8, text);
        }

        // A number of one digit takes two bytes of text, and twelve more for finding it.
        Assert.InRange(subscription.Count, 1, 2);
        Assert.Equal(10, subscription.Count + subscription.DroppedCount);
    }

    [Fact]
    public void An_event_that_never_fits_is_dropped_and_nothing_else_for_it()
    {
        var hub = Hub();
        using var subscription = hub.Add(new QmpSubscriptionOptions { ByteCapacity = 10 * Large });
        Send(hub, "E1", length: 0);

        Send(hub, "HUGE", length: 100 * Large);
        Send(hub, "E2", length: 0);

        Assert.Equal(["E1", "E2"], Read(subscription));
        Assert.Equal(1, subscription.DroppedCount);
    }

    [Fact]
    public void The_newest_events_give_way_where_that_is_wanted()
    {
        var hub = Hub();
        using var subscription = hub.Add(new QmpSubscriptionOptions { ByteCapacity = 3 * Large, Overflow = QmpOverflowPolicy.DropNewest });
        Send(hub, "E1", Large / 2);

        Send(hub, "E2", 3 * Large);
        Send(hub, "E3", length: 0);

        Assert.Equal(["E1", "E3"], Read(subscription));
        Assert.Equal(1, subscription.DroppedCount);
    }

    [Fact]
    public async Task A_subscription_that_must_not_lose_anything_fails_and_tells_both_limits()
    {
        var hub = Hub();
        using var subscription = hub.Add(new QmpSubscriptionOptions { ByteCapacity = Large, Overflow = QmpOverflowPolicy.Fail });
        Send(hub, "E1", length: 0);
        Send(hub, "E2", Large);

        Assert.Equal("E1", (await subscription.NextAsync()).EventName);
        var failure = await Assert.ThrowsAsync<QmpEventsLostException>(() => subscription.NextAsync());
        Assert.Equal((4096, Large), (failure.Capacity, failure.ByteCapacity));
        Assert.Contains("ByteCapacity", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_gap_is_told_of_even_if_its_place_was_needed()
    {
        var hub = Hub();
        using var subscription = hub.Add(new QmpSubscriptionOptions { ByteCapacity = 3 * Large });
        hub.NoteGap(Lost);
        hub.Negotiated();

        Send(hub, "NEW", count: 10);

        Assert.Equal("__qmpgen_CONNECTION_GAP", Read(subscription)[0]);
    }

    [Fact]
    public void What_comes_before_the_negotiation_is_bounded_too_and_let_go_of_if_there_is_none()
    {
        var hub = Hub();
        using var subscription = hub.Add(new QmpSubscriptionOptions());
        hub.NoteGap(Lost);
        Send(hub, "NEW", count: 100);
        Assert.Equal(0, subscription.Count);

        hub.Negotiated();

        Assert.InRange(subscription.Count, 2, 11);
        Assert.Equal(0, subscription.DroppedCount);

        hub.NoteGap(Lost);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var i = 0; i < 50; i++)
        {
            Send(hub, "NEW", length: 1000);
        }

        hub.Complete(Lost);

        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 30_000);
        GC.KeepAlive(hub);
    }

    [Fact]
    public void A_subscription_that_is_disposed_of_holds_nothing()
    {
        var hub = Hub();
        var subscription = hub.Add(new QmpSubscriptionOptions());
        Send(hub, "NEW", count: 5);
        Assert.Equal(5, subscription.Count);

        subscription.Dispose();

        Assert.Equal(0, subscription.Count);
        Assert.False(subscription.TryRead(out _));
    }

    [Theory]
    [InlineData("""{"timestamp": {"seconds": 1267061043, "microseconds": 959568}, "event": "BLOCK_IO_ERROR", "data": """)]
    [InlineData("""{"event": "BLOCK_IO_ERROR", "data": """)]
    public async Task An_event_above_its_limit_is_told_of_without_its_text_and_the_session_goes_on(string start)
    {
        var text = start + $$"""{"device": "{{new string('d', 2000)}}"}""" + "}";
        await using var session = await TestSession.NegotiatedAsync(
            script => script.Expect("go").Send(text).Event("STOP").Return(), Typed with { MaxEventSize = 2000 });
        using var typed = session.Client.Subscribe(new() { Filter = QmpEventFilter.Of<BlockIoErrorEvent>() });

        await session.Client.ExecuteAsync("go").InTime();

        var unreadable = Assert.IsType<UnreadableEvent>(await typed.NextAsync());
        Assert.Equal("BLOCK_IO_ERROR", unreadable.EventName);
        Assert.Equal(0, unreadable.RawJson.Length);
        Assert.Equal(2000, Assert.IsType<QmpMessageTooLargeException>(unreadable.Error).Limit);
        Assert.Contains("MaxEventSize", unreadable.Error.Message, StringComparison.Ordinal);
        Assert.Same(unreadable, await session.Client.Events.NextAsync());
        Assert.IsType<StopEvent>(await session.Client.Events.NextAsync());
    }

    private static EventHub Hub() => new(Typed, new ClientCounters("test"), NullLogger.Instance);

    private static void Send(EventHub hub, string name, int length = Large, int count = 1)
    {
        var data = length == 0 ? null : "{\"device\": \"" + new string('d', length) + "\"}";
        var text = Encoding.UTF8.GetBytes(QmpTestScript.EventText(name, data));
        for (var i = 0; i < count; i++)
        {
            hub.Accept(EventHeader.Of(text), Encoding.UTF8.GetBytes(name), text);
        }
    }

    private static List<string> Read(QmpSubscription subscription)
    {
        var names = new List<string>();
        while (subscription.TryRead(out var next))
        {
            names.Add(next.EventName);
        }

        return names;
    }
}
