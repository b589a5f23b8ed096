using System.Text.Json;

namespace QmpGen;

/// <summary>A command's reply, and the event that was awaited with it.</summary>
/// <typeparam name="TEvent">The type of the event.</typeparam>
/// <param name="Result">What the command returned; of the kind <see cref="JsonValueKind.Undefined"/> where <see cref="HasReply"/> is false.</param>
/// <param name="Event">The event.</param>
public sealed record QmpCommandOutcome<TEvent>(JsonElement Result, TEvent Event)
    where TEvent : QmpEvent
{
    /// <summary>
    /// Whether the command was answered. False if the connection ended after the event and before the reply;
    /// <see cref="QmpClient.Completion"/>, or <see cref="QmpClient.LastLoss"/> of a client that reconnects, says why it ended.
    /// </summary>
    public bool HasReply => Result.ValueKind != JsonValueKind.Undefined;
}
