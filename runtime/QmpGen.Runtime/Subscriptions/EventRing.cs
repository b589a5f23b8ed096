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
internal sealed class EventRing(int capacity)
{
    private const int InitialSlots = 8;

    private QmpEvent?[] _slots = [];
    private long _head;
    private long _tail;

    /// <summary>How many events are held.</summary>
    public int Count => (int)Math.Max(0, Volatile.Read(ref _tail) - Volatile.Read(ref _head));

    /// <summary>Adds an event. Only the writer calls this.</summary>
    /// <param name="qmpEvent">The event.</param>
    /// <param name="makeRoom">Whether a full buffer drops its oldest event for it.</param>
    /// <returns>The event that was dropped, if one was: the oldest one if room was to be made, otherwise this one.</returns>
    public QmpEvent? Write(QmpEvent qmpEvent, bool makeRoom)
    {
        var tail = _tail;
        var head = Volatile.Read(ref _head);
        QmpEvent? dropped = null;
        if (tail - head >= capacity)
        {
            if (!makeRoom)
            {
                return qmpEvent;
            }

            // If this fails, a reader has just taken the oldest event and room is there.
            var oldest = _slots[head & (_slots.Length - 1)];
            dropped = Interlocked.CompareExchange(ref _head, head + 1, head) == head ? oldest : null;
        }

        if (tail - head >= _slots.Length && _slots.Length < capacity)
        {
            Grow(head, tail);
        }

        Volatile.Write(ref _slots[tail & (_slots.Length - 1)], qmpEvent);
        Volatile.Write(ref _tail, tail + 1);
        return dropped;
    }

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
            ref var slot = ref slots[head & (slots.Length - 1)];
            var qmpEvent = Volatile.Read(ref slot);
            if (Interlocked.CompareExchange(ref _head, head + 1, head) == head)
            {
                // Lets go of the event, unless the writer has already put another one there.
                Interlocked.CompareExchange(ref slot, null, qmpEvent);
                return qmpEvent;
            }
        }
    }

    private void Grow(long head, long tail)
    {
        var slots = new QmpEvent?[Math.Max(
            InitialSlots, Math.Min(_slots.Length * 2, (int)BitOperations.RoundUpToPowerOf2((uint)capacity)))];
        for (var i = head; i < tail; i++)
        {
            slots[i & (slots.Length - 1)] = _slots[i & (_slots.Length - 1)];
        }

        Volatile.Write(ref _slots, slots);
    }
}
