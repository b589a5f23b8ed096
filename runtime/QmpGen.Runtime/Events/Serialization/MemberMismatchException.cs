using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace QmpGen.Serialization;

/// <summary>
/// A member that is missing or has the wrong type, identified only by its offset. The reading code keeps no paths; the caller
/// that has the whole message finds the path by reading up to the offset again.
/// </summary>
[SuppressMessage(
    "Design",
    "CA1064:Exceptions should be public",
    Justification = "It never leaves this assembly: Locate turns it into a plain JsonException.")]
internal sealed class MemberMismatchException(long offset, string? member, string expected, string? found) : JsonException
{
    /// <summary>Makes the exception that a user sees.</summary>
    /// <param name="start">Positioned on the first token of the value that was being read.</param>
    /// <param name="eventName">The event, if it is known.</param>
    /// <param name="inText">False if the data that failed is not part of the text, because the message has no data.</param>
    public JsonException Locate(Utf8JsonReader start, string? eventName, bool inText = true)
    {
        var path = inText ? JsonPathFinder.Find(start, offset) : "data";
        if (member is not null)
        {
            path = path.Length == 0 ? member : $"{path}.{member}";
        }

        var message = ForeignText.OnOneLine(Describe(path, eventName));
        return new JsonException(message, path: $"$.{path}".TrimEnd('.'), lineNumber: null, bytePositionInLine: null);
    }

    private string Describe(string path, string? eventName)
    {
        var culprit = (eventName, path.Length) switch
        {
            (null, 0) => "The JSON value",
            (null, _) => $"'{path}'",
            (_, 0) => $"The event {eventName}",
            _ => $"'{path}' of the event {eventName}",
        };
        return found is null ? $"{culprit} is missing: expected {expected}." : $"{culprit} must be {expected}; found {found}.";
    }
}
