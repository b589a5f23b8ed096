namespace QmpGen.Serialization;

/// <summary>Reads a message that is laid out as QEMU prints it.</summary>
internal static class EventLayout
{
    /// <summary>Reads a message if it is laid out so.</summary>
    /// <param name="utf8">The text of one message.</param>
    /// <param name="spec">What knows the events.</param>
    /// <returns>The event; null if the general reader has to read it, or to say why nobody can.</returns>
    public static QmpEvent? TryRead(ReadOnlySpan<byte> utf8, QmpEventReader spec)
    {
        var message = new QmpLayoutReader(utf8);
        return message.ReadHeader(out var name, out var timestamp) ? spec.ReadAnyLayout(name, message, timestamp) : null;
    }
}
