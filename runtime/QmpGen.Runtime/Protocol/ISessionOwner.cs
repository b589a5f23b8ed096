using QmpGen.Serialization;

namespace QmpGen.Protocol;

/// <summary>What a session belongs to: its one way to report upwards. All calls come from its read loop, one after the other.</summary>
internal interface ISessionOwner
{
    /// <summary>The server has greeted, and the negotiation has begun.</summary>
    void Greeted();

    /// <summary>The negotiation is over: commands may be run.</summary>
    void Negotiated();

    /// <summary>An event has come.</summary>
    /// <param name="header">Its header; empty where it is laid out in another way than QEMU's.</param>
    /// <param name="name">Its name, as far as it could be told without reading the message.</param>
    /// <param name="text">The message; not to be kept.</param>
    void Received(EventHeader header, ReadOnlySpan<byte> name, ReadOnlySpan<byte> text);
}
