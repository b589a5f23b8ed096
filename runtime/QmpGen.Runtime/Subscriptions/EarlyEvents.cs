using QmpGen.Serialization;

namespace QmpGen.Subscriptions;

/// <summary>
/// The events that a connection sends before it is negotiated. There are a few at most, when a server's flood meets a new
/// connection.
/// </summary>
/// <param name="gap">What everybody is to hear of before them.</param>
internal sealed class EarlyEvents(ConnectionGapEvent gap)
{
    private const int Capacity = 1024;

    private readonly List<(EventHeader Header, byte[] Name, byte[] Text)> _events = [];

    /// <summary>What everybody is to hear of first.</summary>
    public ConnectionGapEvent Gap => gap;

    /// <summary>What was kept.</summary>
    public IReadOnlyList<(EventHeader Header, byte[] Name, byte[] Text)> All => _events;

    /// <summary>Keeps a copy of an event.</summary>
    /// <returns>False if there is no room for it.</returns>
    public bool TryAdd(EventHeader header, ReadOnlySpan<byte> name, ReadOnlySpan<byte> text)
    {
        if (_events.Count == Capacity)
        {
            return false;
        }

        _events.Add((header, name.ToArray(), text.ToArray()));
        return true;
    }
}
