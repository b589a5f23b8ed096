using QmpGen.Subscriptions;

namespace QmpGen;

/// <summary>
/// A stream of events with its own bounded buffer. A slow reader does not delay replies, other subscriptions or the connection.
/// The subscription receives events from its creation, not from the first read.
/// </summary>
/// <remarks>
/// Enumerating removes events from the buffer. Enumerating again resumes where the last enumeration stopped; concurrent
/// enumerations share the events. The enumeration ends after the last event once the client has ended: without an exception if the
/// connection ended between two messages or the client was disposed of, otherwise with a
/// <see cref="QmpConnectionClosedException"/>. To find out whether QEMU announced its end, check
/// <see cref="QmpCloseReason.IsNormal"/> of <see cref="QmpClient.Completion"/>.
/// </remarks>
public sealed class QmpSubscription : IAsyncEnumerable<QmpEvent>, IDisposable
{
    private const string OverflowAdvice =
        $"Read faster, raise {nameof(QmpSubscriptionOptions)}.{nameof(QmpSubscriptionOptions.Capacity)} or "
            + $"{nameof(QmpSubscriptionOptions.ByteCapacity)}, or choose a policy that drops events.";

    private readonly EventHub _hub;
    private readonly EventMatcher _matcher;
    private readonly EventRing _ring;
    private readonly QmpOverflowPolicy _overflow;
    private SubscriptionEnumerator? _waiting;
    private SubscriptionEnd? _end;
    private ConnectionGapEvent? _missedGap;
    private long _dropped;
    private bool _isReleased;

    internal QmpSubscription(EventHub hub, EventMatcher matcher, QmpSubscriptionOptions options)
    {
        _hub = hub;
        _matcher = matcher;
        _overflow = options.Overflow;
        KeepsText = options.KeepsText;
        _ring = new EventRing(options.Capacity, options.ByteCapacity);
    }

    /// <summary>The number of events that were dropped because the buffer was full, by their number or by their size.</summary>
    public long DroppedCount => Volatile.Read(ref _dropped);

    /// <summary>The number of events in the buffer.</summary>
    public int Count => _ring.Count;

    /// <summary>Returns an enumerator that removes events from the buffer and waits for more.</summary>
    /// <param name="cancellationToken">Cancels the wait with an <see cref="OperationCanceledException"/>. No event is lost.</param>
    /// <returns>An enumerator for one reader.</returns>
    public IAsyncEnumerator<QmpEvent> GetAsyncEnumerator(CancellationToken cancellationToken = default) =>
        new SubscriptionEnumerator(this, cancellationToken);

    /// <summary>Removes the oldest event from the buffer without waiting.</summary>
    /// <param name="qmpEvent">The oldest event.</param>
    /// <returns><see langword="true"/> if there was an event.</returns>
    public bool TryRead([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out QmpEvent? qmpEvent)
    {
        qmpEvent = TakeMissedGap() ?? _ring.TryRead();
        return qmpEvent is not null;
    }

    /// <summary>Stops receiving and releases the events in the buffer; enumerations end.</summary>
    public void Dispose()
    {
        _hub.Remove(this);
        Complete(exception: null);
        Volatile.Write(ref _isReleased, true);
        Release();
    }

    internal EventMatcher Matcher => _matcher;

    /// <summary>Whether its reader needs what a spec may not know.</summary>
    internal bool KeepsText { get; }

    /// <summary>Takes an event, on the read loop.</summary>
    /// <param name="qmpEvent">The event.</param>
    /// <param name="size">How many bytes it takes.</param>
    internal void Accept(QmpEvent qmpEvent, long size)
    {
        if (_end is not null || !_matcher.Matches(qmpEvent))
        {
            return;
        }

        while (!_ring.TryWrite(qmpEvent, size))
        {
            // Nothing is gained by dropping others for an event that never fits.
            if (_overflow == QmpOverflowPolicy.DropOldest && size <= _ring.ByteCapacity)
            {
                if (_ring.DropOldest() is { } oldest)
                {
                    NoteDropped(oldest);
                }

                continue;
            }

            NoteDropped(qmpEvent);
            if (_overflow == QmpOverflowPolicy.Fail && qmpEvent is not ConnectionGapEvent)
            {
                _hub.Remove(this);
                Complete(new QmpEventsLostException(_ring.Capacity, _ring.ByteCapacity, OverflowAdvice));
                return;
            }

            break;
        }

        WakeReaders();
        if (Volatile.Read(ref _isReleased))
        {
            // It was disposed of after the first look.
            Release();
        }
    }

    /// <summary>Ends the stream after what is in the buffer; only the first call has an effect.</summary>
    internal void Complete(Exception? exception)
    {
        if (Interlocked.CompareExchange(ref _end, new SubscriptionEnd(exception), null) is null)
        {
            WakeReaders();
        }
    }

    /// <summary>Adds a reader to the wait list.</summary>
    internal void Wait(SubscriptionEnumerator reader)
    {
        SubscriptionEnumerator? first;
        do
        {
            first = Volatile.Read(ref _waiting);
            reader.Next = first;
        }
        while (Interlocked.CompareExchange(ref _waiting, reader, first) != first);

        // Whatever came before the reader was in the list has woken nobody.
        if (_ring.Count > 0 || _missedGap is not null || _end is not null || reader.IsCancelled)
        {
            WakeReaders();
        }
    }

    /// <summary>Wakes every waiting reader to check the buffer again.</summary>
    internal void WakeReaders()
    {
        // Full fence: either a reader that enqueues now sees the new state, or this call sees the reader.
        Interlocked.MemoryBarrier();
        var reader = Volatile.Read(ref _waiting) is null ? null : Interlocked.Exchange(ref _waiting, null);
        while (reader is not null)
        {
            var next = reader.Next;
            reader.Next = null;
            reader.Wake();
            reader = next;
        }
    }

    /// <summary>Whether no further event can arrive.</summary>
    /// <param name="exception">The exception for the reader, if the subscription ended with an error.</param>
    internal bool HasEnded(out Exception? exception)
    {
        var end = Volatile.Read(ref _end);
        exception = end?.Exception;
        return end is not null && _ring.Count == 0 && Volatile.Read(ref _missedGap) is null;
    }

    private ConnectionGapEvent? TakeMissedGap() =>
        Volatile.Read(ref _missedGap) is null ? null : Interlocked.Exchange(ref _missedGap, null);

    private void Release()
    {
        while (TryRead(out _))
        {
            // Nobody reads them any more.
        }
    }

    private void NoteDropped(QmpEvent dropped)
    {
        if (dropped is ConnectionGapEvent gap)
        {
            // That a gap fell out of a full buffer must not hide that there was one.
            Volatile.Write(ref _missedGap, gap);
        }
        else
        {
            Interlocked.Increment(ref _dropped);
            _hub.Counters.EventDropped();
        }
    }

    private sealed record SubscriptionEnd(Exception? Exception);
}
