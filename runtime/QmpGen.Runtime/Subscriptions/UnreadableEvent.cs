using System.Text.Json;

namespace QmpGen;

/// <summary>
/// An event that came and could not be read: a required member is missing, a value is of the wrong kind, or the text is no
/// JSON. Its text is in <see cref="QmpEvent.RawJson"/>. The session goes on.
/// </summary>
public sealed record UnreadableEvent : QmpEvent
{
    internal UnreadableEvent(string eventName, Exception error)
    {
        EventName = eventName;
        Error = error;
    }

    /// <summary>The name on the wire; empty if not even that could be read.</summary>
    public override string EventName { get; }

    /// <summary>What is wrong with it; the message names the event, the member's path, what was expected and what was found.</summary>
    public Exception Error { get; }

    /// <summary>Where in the message the reader stopped, such as <c>$.data.device</c>; null if that is not known.</summary>
    public string? Path => (Error as JsonException)?.Path;
}
