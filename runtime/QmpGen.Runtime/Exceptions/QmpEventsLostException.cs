using System.Globalization;

namespace QmpGen;

/// <summary>
/// The buffer of a subscription with <see cref="QmpOverflowPolicy.Fail"/> was full when an event arrived. The subscription ends at
/// that event; earlier events are still delivered.
/// </summary>
public sealed class QmpEventsLostException : QmpException
{
    internal QmpEventsLostException(int capacity, string advice)
        : base(
            string.Create(
                CultureInfo.InvariantCulture,
                $"The subscription's buffer of {capacity} events was full when another event arrived. {advice}")) =>
        Capacity = capacity;

    /// <summary>The capacity of the buffer, in events.</summary>
    public int Capacity { get; }
}
