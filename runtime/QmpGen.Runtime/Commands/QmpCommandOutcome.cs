using System.Text.Json;

namespace QmpGen;

/// <summary>The result of a command and the event that it caused.</summary>
/// <typeparam name="TEvent">The type of the event.</typeparam>
/// <param name="Result">The command's result.</param>
/// <param name="Event">The event.</param>
public sealed record QmpCommandOutcome<TEvent>(JsonElement Result, TEvent Event)
    where TEvent : QmpEvent;
