using System.Text;
using Microsoft.Extensions.Logging;
using QmpGen.Diagnostics;
using QmpGen.Serialization;

namespace QmpGen.Subscriptions;

/// <summary>Reads each event once and hands it to every subscription that wants it. It outlives connections.</summary>
/// <remarks>It is its own lock, as nobody outside the client sees it: an idle client is spared an object.</remarks>
/// <param name="options">How to read, and what to keep.</param>
/// <param name="counters">What to count in.</param>
/// <param name="logger">Where to log to.</param>
internal sealed class EventHub(QmpClientOptions options, ClientCounters counters, ILogger logger)
{
    private QmpSubscription[] _subscriptions = [];
    private QmpCloseReason? _ended;
    private EarlyEvents? _early;
    private bool _keepsText = options.KeepRawJson;
    private bool _lacksReader = options.EventReader == QmpEventReader.Unset;

    /// <summary>What to count in.</summary>
    public ClientCounters Counters => counters;

    /// <summary>Adds a subscription; after the end it is one that has ended too.</summary>
    public QmpSubscription Add(QmpSubscriptionOptions subscriptionOptions)
    {
        var subscription = new QmpSubscription(this, subscriptionOptions.Filter.For(options.EventReader), subscriptionOptions);
        lock (this)
        {
            if (_ended is null)
            {
                Replace([.. _subscriptions, subscription]);
                return subscription;
            }
        }

        subscription.Complete(EndOf(_ended));
        return subscription;
    }

    /// <summary>Takes a subscription out.</summary>
    public void Remove(QmpSubscription subscription)
    {
        lock (this)
        {
            Replace(Array.FindAll(_subscriptions, s => s != subscription));
        }
    }

    /// <summary>Takes an event, on the read loop.</summary>
    /// <param name="header">Its header; empty where it is laid out in another way than QEMU's.</param>
    /// <param name="name">Its name, as far as it could be told without reading the message.</param>
    /// <param name="text">The message; not to be kept.</param>
    public void Accept(EventHeader header, ReadOnlySpan<byte> name, ReadOnlySpan<byte> text)
    {
        counters.EventReceived();
        if (!IsWanted(header, name, text))
        {
            return;
        }

        if (_early is { HasRoom: false })
        {
            counters.EventDropped();
            return;
        }

        // What reading allocates is what the event holds, whatever its reader makes of the text, and perhaps a little more.
        var before = GC.GetAllocatedBytesForCurrentThread();
        var qmpEvent = Read(header, name, text);
        var size = GC.GetAllocatedBytesForCurrentThread() - before;
        if (_early is null)
        {
            Publish(qmpEvent, size);
        }
        else if (!_early.TryAdd(qmpEvent, size))
        {
            counters.EventDropped();
        }
    }

    /// <summary>Publishes what was held back since the connection was lost: commands may be run again.</summary>
    public void Negotiated()
    {
        if (_early is not { } early)
        {
            return;
        }

        _early = null;
        Publish(early.Gap, size: 0);
        foreach (var (qmpEvent, size) in early.All)
        {
            Publish(qmpEvent, size);
        }
    }

    /// <summary>
    /// Notes that a connection was lost. Everybody learns of it once the next session stands, since who hears of a gap will
    /// ask how things are; events that come before are held until then.
    /// </summary>
    /// <remarks>Called between two sessions, so that the events always have one writer.</remarks>
    public void NoteGap(QmpCloseReason reason) => _early = new EarlyEvents(
        new ConnectionGapEvent(reason) { Timestamp = QmpTimestamp.FromTime(options.TimeProvider.GetUtcNow()) },
        options.EventByteCapacity);

    /// <summary>Ends every subscription, later ones too.</summary>
    public void Complete(QmpCloseReason reason)
    {
        QmpSubscription[] all;
        lock (this)
        {
            _ended ??= reason;
            (all, _subscriptions) = (_subscriptions, []);
        }

        _early = null;

        foreach (var subscription in all)
        {
            subscription.Complete(EndOf(reason));
        }
    }

    /// <summary>A stream that ends between two messages ends its readers, announced or not; the reason says which.</summary>
    private static QmpConnectionClosedException? EndOf(QmpCloseReason reason) =>
        reason.IsNormal || reason.Kind == QmpCloseKind.ClosedByPeer ? null : new QmpConnectionClosedException(reason);

    private bool IsWanted(EventHeader header, ReadOnlySpan<byte> name, ReadOnlySpan<byte> text)
    {
        var subscriptions = Volatile.Read(ref _subscriptions);
        foreach (var subscription in subscriptions)
        {
            if (subscription.Matcher.MayMatch(name))
            {
                return true;
            }
        }

        return subscriptions.Length > 0 && header.Length > 0 && header.MayBeOverruled(text);
    }

    private QmpEvent Read(EventHeader header, ReadOnlySpan<byte> name, ReadOnlySpan<byte> text)
    {
        if (text.Length > options.MaxEventSize)
        {
            return Unreadable(name, QmpMessageTooLargeException.ForEvent(text.Length, options.MaxEventSize));
        }

        if (_lacksReader)
        {
            _lacksReader = false;
            Log.NoEventReader(logger);
        }

        QmpEvent qmpEvent;
        try
        {
            qmpEvent = options.EventReader.Read(header, text);
        }
#pragma warning disable CA1031 // A hand-written reader may throw anything; then the event cannot be read, but the session goes on.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            qmpEvent = Unreadable(name, exception);
            qmpEvent.KeepRawJson(text);
            return qmpEvent;
        }

        if (Volatile.Read(ref _keepsText))
        {
            qmpEvent.KeepRawJson(text);
        }

        return qmpEvent;
    }

    private UnreadableEvent Unreadable(ReadOnlySpan<byte> name, Exception exception)
    {
        var unreadable = new UnreadableEvent(Encoding.UTF8.GetString(name), exception);
        counters.EventUnreadable();
        counters.Lines(logger, options.TimeProvider).EventUnreadable(unreadable.EventName, unreadable.Path);
        return unreadable;
    }

    private void Replace(QmpSubscription[] subscriptions)
    {
        // Before the subscription hears of its first event.
        Volatile.Write(ref _keepsText, options.KeepRawJson || Array.Exists(subscriptions, s => s.KeepsText));
        Volatile.Write(ref _subscriptions, subscriptions);
    }

    private void Publish(QmpEvent qmpEvent, long size)
    {
        foreach (var subscription in Volatile.Read(ref _subscriptions))
        {
            subscription.Accept(qmpEvent, size);
        }
    }
}
