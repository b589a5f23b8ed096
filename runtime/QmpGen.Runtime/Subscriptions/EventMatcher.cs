using System.Text;

namespace QmpGen.Subscriptions;

/// <summary>A filter in the terms of one spec: names, since a name can be told without reading the event.</summary>
internal sealed class EventMatcher
{
    private readonly HashSet<string> _names;
    private readonly byte[][] _utf8Names;
    private readonly bool _takesUnknown;
    private readonly bool _takesUnreadable;

    /// <summary>Makes a matcher.</summary>
    /// <param name="names">The names that pass.</param>
    /// <param name="types">The types that pass; of interest are those that no spec has.</param>
    public EventMatcher(HashSet<string> names, ReadOnlySpan<Type> types)
    {
        _names = names;
        _utf8Names = [.. names.Select(Encoding.UTF8.GetBytes)];
        _takesUnknown = types.Contains(typeof(UnknownEvent));
        _takesUnreadable = types.Contains(typeof(UnreadableEvent));
    }

    /// <summary>The matcher that every event passes.</summary>
    public static EventMatcher All { get; } = new([], []) { TakesAll = true };

    /// <summary>Whether every event passes.</summary>
    public bool TakesAll { get; private init; }

    /// <summary>Whether an event passes.</summary>
    public bool Matches(QmpEvent qmpEvent) => TakesAll || qmpEvent switch
    {
        ConnectionGapEvent => true,
        UnreadableEvent unreadable => _takesUnreadable || unreadable.EventName.Length == 0 || _names.Contains(unreadable.EventName),
        UnknownEvent unknown => _takesUnknown || _names.Contains(unknown.EventName),
        _ => _names.Contains(qmpEvent.EventName),
    };

    /// <summary>Whether an event of a name may pass, as far as the name tells.</summary>
    /// <param name="name">The name in UTF-8.</param>
    public bool MayMatch(ReadOnlySpan<byte> name)
    {
        if (TakesAll || _takesUnknown || _takesUnreadable)
        {
            return true;
        }

        foreach (var wanted in _utf8Names)
        {
            if (name.SequenceEqual(wanted))
            {
                return true;
            }
        }

        return name.IsEmpty;
    }
}
