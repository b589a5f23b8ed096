using System.Globalization;

namespace QmpGen;

/// <summary>
/// A subscription with <see cref="QmpOverflowPolicy.Fail"/> was full when an event came. It ended there; the events before
/// that one were still delivered.
/// </summary>
public sealed class QmpEventsLostException : QmpException
{
    internal QmpEventsLostException(int capacity, string advice)
        : base(string.Create(CultureInfo.InvariantCulture, $"The subscription's buffer of {capacity} events was full when another one came. {advice}")) =>
        Capacity = capacity;

    /// <summary>How many events the buffer held.</summary>
    public int Capacity { get; }
}
