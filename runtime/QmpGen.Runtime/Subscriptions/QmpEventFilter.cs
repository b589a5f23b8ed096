using QmpGen.Subscriptions;

namespace QmpGen;

/// <summary>
/// Which events a subscription receives: those of some types, those of some names, or all. A <see cref="ConnectionGapEvent"/>
/// passes every filter, and so does an <see cref="UnreadableEvent"/> that may be one of those asked for.
/// </summary>
public sealed class QmpEventFilter
{
    private readonly Type[] _types;
    private readonly string[] _names;

    private QmpEventFilter(Type[] types, string[] names)
    {
        _types = types;
        _names = names;
    }

    /// <summary>Every event.</summary>
    public static QmpEventFilter All { get; } = new([typeof(QmpEvent)], []);

    private bool TakesAll => Array.IndexOf(_types, typeof(QmpEvent)) >= 0;

    /// <summary>The events of one type.</summary>
    /// <typeparam name="TEvent">A generated event, or <see cref="UnknownEvent"/> for those that the spec does not have.</typeparam>
    /// <returns>A filter.</returns>
    public static QmpEventFilter Of<TEvent>()
        where TEvent : QmpEvent => new([typeof(TEvent)], []);

    /// <summary>The events of some names, whether the spec has them or not.</summary>
    /// <param name="names">Names on the wire, such as <c>DEVICE_DELETED</c>.</param>
    /// <returns>A filter.</returns>
    public static QmpEventFilter Named(params ReadOnlySpan<string> names) => new([], names.ToArray());

    /// <summary>Adds the events of one more type.</summary>
    /// <typeparam name="TEvent">A generated event, or <see cref="UnknownEvent"/>.</typeparam>
    /// <returns>A filter.</returns>
    public QmpEventFilter Or<TEvent>()
        where TEvent : QmpEvent => new([.. _types, typeof(TEvent)], _names);

    /// <summary>Adds the events of some more names.</summary>
    /// <param name="names">Names on the wire.</param>
    /// <returns>A filter.</returns>
    public QmpEventFilter OrNamed(params ReadOnlySpan<string> names) => new(_types, [.. _names, .. names]);

    /// <summary>The filter for the events of one spec.</summary>
    internal EventMatcher For(QmpEventReader reader)
    {
        if (TakesAll)
        {
            return new EventMatcher(null, takesUnknown: true);
        }

        var names = new HashSet<string>(_names, StringComparer.Ordinal);
        foreach (var info in reader.Events)
        {
            if (Array.IndexOf(_types, info.Type) >= 0)
            {
                names.Add(info.Name);
            }
        }

        return new EventMatcher(names, Array.IndexOf(_types, typeof(UnknownEvent)) >= 0);
    }
}
