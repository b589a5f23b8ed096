namespace QmpGen.Protocol;

/// <summary>Takes the events of a session, on its read loop.</summary>
internal interface IEventSink
{
    /// <summary>Takes an event.</summary>
    /// <param name="name">Its name, as far as it could be told without reading the message.</param>
    /// <param name="text">The message; not to be kept.</param>
    void Accept(ReadOnlySpan<byte> name, ReadOnlySpan<byte> text);

    /// <summary>Notes that the session has been negotiated, so that events are expected from here on.</summary>
    void Negotiated();
}
