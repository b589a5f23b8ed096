using System.Text;

namespace QmpGen.Subscriptions;

/// <summary>A filter in the terms of one spec: names, since a name can be told without reading the event.</summary>
/// <param name="names">The names that pass; null for all.</param>
/// <param name="takesUnknown">Whether the events that the spec does not have pass too.</param>
internal sealed class EventMatcher(HashSet<string>? names, bool takesUnknown)
{
    private readonly byte[][] _names = names is null ? [] : [.. names.Select(Encoding.UTF8.GetBytes)];

    /// <summary>Whether every event passes.</summary>
    public bool TakesAll => names is null;

    /// <summary>Whether an event passes.</summary>
    public bool Matches(QmpEvent qmpEvent) =>
        names is null
        || names.Contains(qmpEvent.EventName)
        || qmpEvent is ConnectionGapEvent
        || (qmpEvent is UnknownEvent && takesUnknown)
        || (qmpEvent is UnreadableEvent && qmpEvent.EventName.Length == 0);

    /// <summary>Whether an event of a name may pass, as far as the name tells.</summary>
    /// <param name="name">The name in UTF-8.</param>
    public bool MayMatch(ReadOnlySpan<byte> name)
    {
        if (names is null || takesUnknown)
        {
            return true;
        }

        foreach (var wanted in _names)
        {
            if (name.SequenceEqual(wanted))
            {
                return true;
            }
        }

        return false;
    }
}
