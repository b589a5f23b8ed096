using System.Text.Json;

namespace QmpGen;

/// <summary>The result of a command and the event that it caused.</summary>
/// <typeparam name="TEvent">The type of the event.</typeparam>
/// <param name="Result">
/// The command's result; of the kind <see cref="JsonValueKind.Undefined"/> if <see cref="HasReply"/> is <see langword="false"/>.
/// </param>
/// <param name="Event">The event.</param>
public sealed record QmpCommandOutcome<TEvent>(JsonElement Result, TEvent Event)
    where TEvent : QmpEvent
{
    /// <summary>
    /// Whether the command was answered. False if the connection ended after the event and before the reply;
    /// <see cref="QmpClient.Completion"/>, or <see cref="QmpClient.LastDisconnectReason"/> of a client that reconnects, says why it ended.
    /// </summary>
    public bool HasReply => Result.ValueKind != JsonValueKind.Undefined;
}

/// <summary>The result of a typed command and the event that it caused.</summary>
/// <typeparam name="TResult">The type of the result.</typeparam>
/// <typeparam name="TEvent">The type of the event.</typeparam>
/// <param name="Result">The command's result; the type's default if <see cref="HasReply"/> is <see langword="false"/>.</param>
/// <param name="Event">The event.</param>
/// <param name="HasReply">
/// Whether the command was answered. False if the connection ended after the event and before the reply;
/// <see cref="QmpClient.Completion"/>, or <see cref="QmpClient.LastDisconnectReason"/> of a client that reconnects, says why it ended.
/// </param>
public sealed record QmpCommandOutcome<TResult, TEvent>(TResult Result, TEvent Event, bool HasReply)
    where TEvent : QmpEvent;
