using System.Globalization;
using QmpGen.Subscriptions;

namespace QmpGen.Tests.Subscriptions;

public sealed class EventRingTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(100)]
    public void Events_come_out_in_their_order_and_the_oldest_give_way(int capacity)
    {
        var ring = new EventRing(capacity, long.MaxValue);

        for (var i = 0; i < capacity + 5; i++)
        {
            Assert.Equal(i < capacity ? null : Event(i - capacity), WriteWithRoom(ring, i));
        }

        Assert.Equal(capacity, ring.Count);
        for (var i = 5; i < capacity + 5; i++)
        {
            Assert.Equal(i, Number(ring.TryRead()!));
        }

        Assert.Null(ring.TryRead());
        Assert.Equal(0, ring.Count);
    }

    [Fact]
    public void A_full_ring_refuses_where_nothing_may_give_way()
    {
        var ring = new EventRing(2, long.MaxValue);

        Assert.True(ring.TryWrite(Event(0), size: 1));
        Assert.True(ring.TryWrite(Event(1), size: 1));
        Assert.False(ring.TryWrite(Event(2), size: 1));
        Assert.Equal(0, Number(ring.TryRead()!));
        Assert.True(ring.TryWrite(Event(3), size: 1));
        Assert.Equal(1, Number(ring.TryRead()!));
        Assert.Equal(3, Number(ring.TryRead()!));
    }

    [Theory]
    [InlineData(3, 1)]
    [InlineData(64, 3)]
    [InlineData(5000, 2)]
    public async Task While_one_writes_and_others_read_every_event_is_read_once_or_dropped_once_and_never_out_of_order(
        int capacity, int readers)
    {
        const int Count = 200_000;
        var ring = new EventRing(capacity, long.MaxValue);
        var dropped = 0;
        var done = false;
        var reading = Enumerable.Range(0, readers).Select(_ => Task.Run(() =>
        {
            var numbers = new List<int>();
            while (true)
            {
                var wasDone = Volatile.Read(ref done);
                if (ring.TryRead() is { } next)
                {
                    numbers.Add(Number(next));
                }
                else if (wasDone)
                {
                    return numbers;
                }
                else
                {
                    Thread.Yield();
                }
            }
        })).ToArray();

        for (var i = 0; i < Count; i++)
        {
            dropped += WriteWithRoom(ring, i) is null ? 0 : 1;
        }

        Volatile.Write(ref done, true);
        var read = await Task.WhenAll(reading).InTime();

        Assert.All(read, numbers => Assert.Equal(numbers.Order(), numbers));
        Assert.Equal(Count, dropped + read.Sum(n => n.Count));
        Assert.Equal(read.Sum(n => n.Count), read.SelectMany(n => n).Distinct().Count());
    }

    [Fact]
    public void A_ring_takes_events_up_to_its_bytes_and_one_that_never_fits_not_at_all()
    {
        var ring = new EventRing(100, byteCapacity: 10);

        Assert.True(ring.TryWrite(Event(0), size: 4));
        Assert.True(ring.TryWrite(Event(1), size: 6));
        Assert.False(ring.TryWrite(Event(2), size: 1));
        Assert.Equal(Event(0), ring.DropOldest());
        Assert.False(ring.TryWrite(Event(2), size: 5));
        Assert.True(ring.TryWrite(Event(2), size: 4));
        Assert.Equal(1, Number(ring.TryRead()!));
        Assert.Equal(2, Number(ring.TryRead()!));
        Assert.False(ring.TryWrite(Event(3), size: 11));
        Assert.True(ring.TryWrite(Event(3), size: 10));
        Assert.Equal(1, ring.Count);
    }

    [Fact]
    public async Task However_readers_race_a_ring_that_grows_it_lets_go_of_every_event()
    {
        for (var round = 0; round < 200; round++)
        {
            var ring = new EventRing(4096, long.MaxValue);
            var events = await PassAsync(ring, count: 600);

            GC.Collect();

            // The last one may still be held by a thread that has just finished with it.
            Assert.InRange(events.Count(e => e.IsAlive), 0, 3);
            GC.KeepAlive(ring);
        }
    }

    private static async Task<List<WeakReference>> PassAsync(EventRing ring, int count)
    {
        var read = 0;
        var reading = Enumerable.Range(0, 2).Select(_ => Task.Run(() =>
        {
            while (Volatile.Read(ref read) < count)
            {
                _ = ring.TryRead() is null ? 0 : Interlocked.Increment(ref read);
            }
        })).ToArray();
        var events = new List<WeakReference>(count);
        for (var i = 0; i < count; i++)
        {
            events.Add(WriteOne(ring, i));
        }

        await Task.WhenAll(reading).InTime();
        return events;
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static WeakReference WriteOne(EventRing ring, int number)
    {
        var next = Event(number);
        Assert.True(ring.TryWrite(next, size: 1));
        return new WeakReference(next);
    }

    [Fact]
    public void Events_that_were_read_are_let_go()
    {
        var ring = new EventRing(16, long.MaxValue);
        var weak = WriteAndRead(ring);

        GC.Collect();

        Assert.False(weak.IsAlive);
        GC.KeepAlive(ring);
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static WeakReference WriteAndRead(EventRing ring)
    {
        ring.TryWrite(Event(1), size: 1);
        return new WeakReference(ring.TryRead());
    }

    /// <returns>The event that was dropped for it.</returns>
    private static QmpEvent? WriteWithRoom(EventRing ring, int number)
    {
        QmpEvent? dropped = null;
        while (!ring.TryWrite(Event(number), size: 1))
        {
            dropped = ring.DropOldest();
        }

        return dropped;
    }

    private static UnknownEvent Event(int number) => new(number.ToString(CultureInfo.InvariantCulture));

    private static int Number(QmpEvent qmpEvent) => int.Parse(qmpEvent.EventName, CultureInfo.InvariantCulture);
}
