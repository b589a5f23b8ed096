using System.Text.Json;

namespace QmpGen.Serialization;

/// <summary>Implemented by generated event records. Only generated code implements it.</summary>
/// <typeparam name="TSelf">The record itself.</typeparam>
public interface IQmpEvent<TSelf>
    where TSelf : QmpEvent, IQmpEvent<TSelf>
{
    /// <summary>The event's name on the wire.</summary>
    static abstract string WireName { get; }

    /// <summary>Reads the event's data.</summary>
    /// <param name="data">Positioned on the first token of the data; left anywhere within it.</param>
    /// <param name="timestamp">The event's time stamp.</param>
    /// <returns>The event.</returns>
    /// <exception cref="JsonException">A member is missing or has the wrong type.</exception>
    static abstract TSelf ReadData(ref Utf8JsonReader data, QmpTimestamp timestamp);
}
