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
        var ring = new EventRing(capacity);

        for (var i = 0; i < capacity + 5; i++)
        {
            Assert.Equal(i < capacity ? null : Event(i - capacity), ring.Write(Event(i), makeRoom: true));
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
        var ring = new EventRing(2);

        Assert.Null(ring.Write(Event(0), makeRoom: false));
        Assert.Null(ring.Write(Event(1), makeRoom: false));
        Assert.Equal(Event(2), ring.Write(Event(2), makeRoom: false));
        Assert.Equal(0, Number(ring.TryRead()!));
        Assert.Null(ring.Write(Event(3), makeRoom: false));
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
        var ring = new EventRing(capacity);
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
            dropped += ring.Write(Event(i), makeRoom: true) is null ? 0 : 1;
        }

        Volatile.Write(ref done, true);
        var read = await Task.WhenAll(reading).InTime();

        Assert.All(read, numbers => Assert.Equal(numbers.Order(), numbers));
        Assert.Equal(Count, dropped + read.Sum(n => n.Count));
        Assert.Equal(read.Sum(n => n.Count), read.SelectMany(n => n).Distinct().Count());
    }

    [Fact]
    public void Events_that_were_read_are_let_go()
    {
        var ring = new EventRing(16);
        var weak = WriteAndRead(ring);

        GC.Collect();

        Assert.False(weak.IsAlive);
        GC.KeepAlive(ring);
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static WeakReference WriteAndRead(EventRing ring)
    {
        ring.Write(Event(1), makeRoom: true);
        return new WeakReference(ring.TryRead());
    }

    private static UnknownEvent Event(int number) => new(number.ToString(CultureInfo.InvariantCulture));

    private static int Number(QmpEvent qmpEvent) => int.Parse(qmpEvent.EventName, CultureInfo.InvariantCulture);
}
