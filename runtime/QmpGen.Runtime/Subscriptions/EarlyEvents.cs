namespace QmpGen.Subscriptions;

/// <summary>
/// The events that a connection sends before it is negotiated. There are a few at most, when a server's flood meets a new
/// connection.
/// </summary>
internal sealed class EarlyEvents
{
    private const int Capacity = 1024;

    private readonly List<(byte[] Name, byte[] Text)> _events = [];

    /// <summary>Keeps a copy of an event.</summary>
    /// <returns>False if there is no room for it.</returns>
    public bool TryAdd(ReadOnlySpan<byte> name, ReadOnlySpan<byte> text)
    {
        if (_events.Count == Capacity)
        {
            return false;
        }

        _events.Add((name.ToArray(), text.ToArray()));
        return true;
    }

    /// <summary>Hands over what was kept.</summary>
    public IReadOnlyList<(byte[] Name, byte[] Text)> TakeAll()
    {
        (byte[] Name, byte[] Text)[] all = [.. _events];
        _events.Clear();
        return all;
    }
}
