using System.Numerics;

namespace QmpGen.Subscriptions;

/// <summary>
/// A bounded buffer with one writer, the read loop, and any number of readers. The writer never waits: it takes no lock,
/// tries nothing twice, and no reader can hold it up.
/// </summary>
/// <remarks>
/// <para>
/// A bounded channel that drops the oldest item does the same with locks. This ring takes a third of its time, and a
/// subscription that is awaited event by event allocates nothing where a channel allocates 99 bytes an event:
/// <c>dotnet run -c Release --project tests/QmpGen.Benchmarks -- --short --filter *Parts*</c>, tables "Event buffers" and
/// "Handovers".
/// </para>
/// <para>
/// A slot is written only after the head has moved past its former event. So a reader that reads a slot and then moves
/// the head by one, with nobody having moved it meanwhile, has read that very event; otherwise it tries again.
/// </para>
/// <para>
/// The slots grow with need. The writer copies them to a larger array and goes on there; a reader that still looks at the
/// smaller one sees the same events in it, since nobody writes to it any more.
/// </para>
/// </remarks>
/// <param name="capacity">The most events held.</param>
/// <param name="byteCapacity">The most bytes that the events held may take.</param>
internal sealed class EventRing(int capacity, long byteCapacity)
{
    private const int InitialSlots = 8;

    private Slot[] _slots = [];
    private long _head;
    private long _tail;

    // The sizes of all events ever written. Only the writer needs it: what is held is the difference to that of the oldest slot.
    private long _written;

    /// <summary>The most events held.</summary>
    public int Capacity => capacity;

    /// <summary>The most bytes that the events held may take.</summary>
    public long ByteCapacity => byteCapacity;

    /// <summary>How many events are held.</summary>
    public int Count => (int)Math.Max(0, Volatile.Read(ref _tail) - Volatile.Read(ref _head));

    /// <summary>Adds an event if there is room for it. Only the writer calls this.</summary>
    /// <param name="qmpEvent">The event.</param>
    /// <param name="size">How many bytes it takes.</param>
    public bool TryWrite(QmpEvent qmpEvent, long size)
    {
        var tail = _tail;
        var head = Volatile.Read(ref _head);
        if (tail - head >= capacity || size > byteCapacity - HeldSize(head, tail))
        {
            return false;
        }

        if (tail - head >= _slots.Length && _slots.Length < capacity)
        {
            Grow(head, tail);
        }

        ref var slot = ref _slots[tail & (_slots.Length - 1)];
        slot.WrittenBefore = _written;
        _written += size;
        Volatile.Write(ref slot.Event, qmpEvent);
        Volatile.Write(ref _tail, tail + 1);
        return true;
    }

    /// <summary>Drops the oldest event. Only the writer calls this.</summary>
    /// <returns>The event; null if a reader has just taken it, so that there is more room as well.</returns>
    public QmpEvent? DropOldest()
    {
        var head = Volatile.Read(ref _head);
        if (head >= _tail)
        {
            return null;
        }

        ref var slot = ref _slots[head & (_slots.Length - 1)];
        var oldest = slot.Event;
        if (Interlocked.CompareExchange(ref _head, head + 1, head) != head)
        {
            return null;
        }

        slot.Event = null;
        return oldest;
    }

    private long HeldSize(long head, long tail) => head == tail ? 0 : _written - _slots[head & (_slots.Length - 1)].WrittenBefore;

    /// <summary>Takes the oldest event.</summary>
    public QmpEvent? TryRead()
    {
        while (true)
        {
            var head = Volatile.Read(ref _head);
            if (head >= Volatile.Read(ref _tail))
            {
                return null;
            }

            var slots = Volatile.Read(ref _slots);
            var qmpEvent = Volatile.Read(ref slots[head & (slots.Length - 1)].Event);
            if (Interlocked.CompareExchange(ref _head, head + 1, head) == head)
            {
                // The writer may have gone on to a larger array meanwhile.
                slots = Volatile.Read(ref _slots);

                // Lets go of the event, unless the writer has already put another one there.
                Interlocked.CompareExchange(ref slots[head & (slots.Length - 1)].Event, null, qmpEvent);
                return qmpEvent;
            }
        }
    }

    private void Grow(long head, long tail)
    {
        var slots = new Slot[Math.Max(InitialSlots, Math.Min(_slots.Length * 2, (int)BitOperations.RoundUpToPowerOf2((uint)capacity)))];
        for (var i = head; i < tail; i++)
        {
            slots[i & (slots.Length - 1)] = _slots[i & (_slots.Length - 1)];
        }

        Volatile.Write(ref _slots, slots);

        // Full fence: either a reader that takes an event now sees the new array, or this sees what was taken of the old one.
        Interlocked.MemoryBarrier();
        var taken = Volatile.Read(ref _head);
        for (var i = head; i < taken; i++)
        {
            slots[i & (slots.Length - 1)].Event = null;
        }
    }

    private struct Slot
    {
        public QmpEvent? Event;

        /// <summary>The sizes of all events before this one. Readers leave it alone.</summary>
        public long WrittenBefore;
    }
}
