using System.Text.Json;

namespace QmpGen.Serialization;

/// <summary>Reads a value on its own, outside an event, so that a failure says where in it.</summary>
internal static class LocatedReading
{
    /// <summary>Reads a value.</summary>
    /// <param name="reader">Positioned on the value's first token.</param>
    /// <param name="read">Reads it.</param>
    /// <exception cref="JsonException">A member is missing or of the wrong kind; the message names its path.</exception>
    public static T Read<T>(ref Utf8JsonReader reader, QmpValueReader<T> read)
    {
        var start = reader;
        try
        {
            return read(ref reader);
        }
        catch (MemberMismatchException mismatch)
        {
            throw mismatch.Locate(start, eventName: null);
        }
    }
}
