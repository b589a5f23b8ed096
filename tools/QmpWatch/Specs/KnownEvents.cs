using QmpGen.Generator;
using QmpWatch.Events;

namespace QmpWatch.Specs;

/// <summary>The events that a watched QEMU is expected to send.</summary>
internal sealed class KnownEvents
{
    private readonly HashSet<string> _names;

    private KnownEvents(IEnumerable<string> names, string source)
    {
        _names = names.ToHashSet(StringComparer.Ordinal);
        Source = source;
    }

    /// <summary>Those that qmpwatch knows without a spec: of its document, and of today's QEMU.</summary>
    public static KnownEvents Default { get; } =
        new(QmpEvents.Schema.EventNames.Concat(TodaysEvents.Names), "the events that qmpwatch knows");

    public IReadOnlyCollection<string> Names => _names;

    /// <summary>What they are, for a sentence: <c>the events of my-events.txt</c>.</summary>
    public string Source { get; }

    /// <summary>Those of a spec.</summary>
    public static KnownEvents Of(LoadedSpec spec) => new(spec.Events.Events.Select(e => e.WireName), $"the events of {spec.Name}");

    public bool Has(string name) => _names.Contains(name);

    /// <summary>The name that a misspelt one was meant to be; null if none is close.</summary>
    public string? Closest(string name) => SpecReader.Closest(name, [.. _names]);
}
