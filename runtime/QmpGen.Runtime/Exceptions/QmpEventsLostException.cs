using System.Globalization;

namespace QmpGen;

/// <summary>
/// The buffer of a subscription with <see cref="QmpOverflowPolicy.Fail"/> was full when an event arrived. The subscription ends at
/// that event; earlier events are still delivered.
/// </summary>
public sealed class QmpEventsLostException : QmpException
{
    internal QmpEventsLostException(int capacity, long byteCapacity, string advice)
        : base(
            string.Create(
                CultureInfo.InvariantCulture,
                $"The subscription's buffer of {capacity} events and {byteCapacity} bytes was full when another event arrived. {advice}"))
    {
        Capacity = capacity;
        ByteCapacity = byteCapacity;
    }

    /// <summary>The capacity of the buffer, in events.</summary>
    public int Capacity { get; }

    /// <summary>The capacity of the buffer, in bytes.</summary>
    public long ByteCapacity { get; }
}
