using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace QmpGen.Serialization;

/// <summary>
/// A member that is missing or of the wrong kind, known by its offset only. The reading code stays free of paths;
/// whoever has the whole message finds the path by walking to the offset once more.
/// </summary>
[SuppressMessage("Design", "CA1064:Exceptions should be public", Justification = "It never leaves this assembly: Locate turns it into a plain JsonException.")]
internal sealed class MemberMismatchException(long offset, string? member, string expected, string found) : JsonException
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

        var subject = eventName is null ? "The JSON value" : $"The event {eventName}";
        var place = path.Length == 0 ? "should be" : $"should have in '{path}'";
        return new JsonException($"{subject} {place} {expected}, but {found} was found.", path: $"$.{path}".TrimEnd('.'), lineNumber: null, bytePositionInLine: null);
    }
}
