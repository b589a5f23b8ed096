namespace QmpGen.Subscriptions;

/// <summary>
/// The events that a connection sends before it is negotiated. There are a few at most, when a server's flood meets a new
/// connection.
/// </summary>
/// <param name="gap">What everybody is to hear of before them.</param>
/// <param name="byteCapacity">The most bytes that they may take.</param>
internal sealed class EarlyEvents(ConnectionGapEvent gap, long byteCapacity)
{
    private const int Capacity = 1024;

    private readonly List<(QmpEvent Event, long Size)> _events = [];
    private long _size;

    /// <summary>What everybody is to hear of first.</summary>
    public ConnectionGapEvent Gap => gap;

    /// <summary>What was kept.</summary>
    public IReadOnlyList<(QmpEvent Event, long Size)> All => _events;

    /// <summary>Whether there may be room for another event.</summary>
    public bool HasRoom => _events.Count < Capacity && _size < byteCapacity;

    /// <summary>Keeps an event.</summary>
    /// <param name="qmpEvent">The event.</param>
    /// <param name="size">How many bytes it takes.</param>
    /// <returns>False if there is no room for it.</returns>
    public bool TryAdd(QmpEvent qmpEvent, long size)
    {
        if (!HasRoom || size > byteCapacity - _size)
        {
            return false;
        }

        _events.Add((qmpEvent, size));
        _size += size;
        return true;
    }
}
