using QmpGen.Subscriptions;

namespace QmpGen;

/// <summary>
/// Which events a subscription receives: those of some types, those of some names, or all. A <see cref="ConnectionGapEvent"/>
/// passes every filter, and so does an <see cref="UnreadableEvent"/> that may be one of those asked for.
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

    /// <summary>Every event.</summary>
    public static QmpEventFilter All { get; } = new([typeof(QmpEvent)], []);

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
    /// <exception cref="InvalidOperationException">A type is no event of the spec, so waiting for it would never end.</exception>
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
            $"{type.Name} is no event that this client's {nameof(QmpClientOptions.EventReader)} knows: set {nameof(QmpClientOptions)}.{nameof(QmpClientOptions.EventReader)} to QmpEvents.Reader of the spec that has it.");
}
