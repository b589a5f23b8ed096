using QmpGen.Subscriptions;

namespace QmpGen;

/// <summary>
/// Selects events by type or by name. A <see cref="ConnectionGapEvent"/> passes every filter, and so does an
/// <see cref="UnreadableEvent"/> whose event may be one of those selected.
/// </summary>
public sealed class QmpEventFilter
{
    private static readonly Type[] OutsideSpecs = [typeof(UnknownEvent), typeof(UnreadableEvent), typeof(ConnectionGapEvent)];

    private readonly Type[] _types;
    private readonly string[] _names;

    private QmpEventFilter(Type[] types, string[] names)
    {
        _types = types;
        _names = names;
    }

    /// <summary>Selects every event.</summary>
    public static QmpEventFilter All { get; } = new([typeof(QmpEvent)], []);

    /// <summary>Selects the events of one type.</summary>
    /// <typeparam name="TEvent">A generated event, or <see cref="UnknownEvent"/> for events that the spec does not have.</typeparam>
    /// <returns>The filter.</returns>
    public static QmpEventFilter Of<TEvent>()
        where TEvent : QmpEvent => new([typeof(TEvent)], []);

    /// <summary>Selects events by name, whether the spec has them or not.</summary>
    /// <param name="names">Names on the wire, such as <c>DEVICE_DELETED</c>.</param>
    /// <returns>The filter.</returns>
    public static QmpEventFilter Named(params ReadOnlySpan<string> names) => new([], names.ToArray());

    /// <summary>Adds the events of another type.</summary>
    /// <typeparam name="TEvent">A generated event, or <see cref="UnknownEvent"/>.</typeparam>
    /// <returns>The filter.</returns>
    public QmpEventFilter Or<TEvent>()
        where TEvent : QmpEvent => new([.. _types, typeof(TEvent)], _names);

    /// <summary>Adds events by name.</summary>
    /// <param name="names">Names on the wire.</param>
    /// <returns>The filter.</returns>
    public QmpEventFilter OrNamed(params ReadOnlySpan<string> names) => new(_types, [.. _names, .. names]);

    /// <summary>The filter for the events of one spec.</summary>
    /// <exception cref="InvalidOperationException">A type is not an event of the spec, so it would never be received.</exception>
    internal EventMatcher For(QmpEventReader reader)
    {
        if (Array.IndexOf(_types, typeof(QmpEvent)) >= 0)
        {
            return EventMatcher.All;
        }

        var names = new HashSet<string>(_names, StringComparer.Ordinal);
        foreach (var type in _types.Except(OutsideSpecs))
        {
            names.Add(NameOf(type, reader));
        }

        return new EventMatcher(names, _types);
    }

    private static string NameOf(Type type, QmpEventReader reader) =>
        reader.Events.FirstOrDefault(info => info.Type == type)?.Name
        ?? throw new InvalidOperationException(
            $"This client's {nameof(QmpClientOptions.EventReader)} does not have the event {type.Name}. Set "
                + $"{nameof(QmpClientOptions)}.{nameof(QmpClientOptions.EventReader)} to QmpEvents.Reader of the spec that has it.");
}
