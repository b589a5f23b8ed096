using System.Text.Json;

namespace QmpGen;

/// <summary>A command's reply, and the event that was awaited with it.</summary>
/// <typeparam name="TEvent">The type of the event.</typeparam>
/// <param name="Result">What the command returned.</param>
/// <param name="Event">The event.</param>
public sealed record QmpCommandOutcome<TEvent>(JsonElement Result, TEvent Event)
    where TEvent : QmpEvent;
