using System.Text.Json;

namespace QmpGen;

/// <summary>
/// An event that could not be read, because a required member is missing, a value has the wrong type, or the text is not valid
/// JSON; <see cref="QmpEvent.RawJson"/> then has its text. Or an event that exceeds <see cref="QmpClientOptions.MaxEventSize"/>,
/// whose text is not kept. The session continues.
/// </summary>
public sealed record UnreadableEvent : QmpEvent
{
    internal UnreadableEvent(string eventName, Exception error)
    {
        EventName = eventName;
        Error = error;
    }

    /// <summary>The name on the wire; empty if it could not be read.</summary>
    public override string EventName { get; }

    /// <summary>The failure. Its message names the event, the member's path, and what was expected and found.</summary>
    public Exception Error { get; }

    /// <summary>The path at which reading failed, such as <c>$.data.device</c>; <see langword="null"/> if it is not known.</summary>
    public string? Path => (Error as JsonException)?.Path;
}
