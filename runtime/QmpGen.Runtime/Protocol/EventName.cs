using System.Text;
using System.Text.Json;

namespace QmpGen.Protocol;

/// <summary>Reads an event's name out of the message as QEMU lays it out, without reading the rest.</summary>
internal static class EventName
{
    /// <summary>Finds the name.</summary>
    /// <param name="text">One frame.</param>
    /// <param name="name">The name.</param>
    /// <returns>False if the message is laid out differently or is no event; that says nothing about it.</returns>
    public static bool TryPeek(ReadOnlySpan<byte> text, out ReadOnlySpan<byte> name)
    {
        name = default;
        if (!text.StartsWith("{\"timestamp\": {"u8))
        {
            return false;
        }

        var end = text.IndexOf((byte)'}');
        var rest = text[(end + 1)..];
        if (end < 0 || !rest.StartsWith(", \"event\": \""u8))
        {
            return false;
        }

        rest = rest[", \"event\": \"".Length..];
        var length = rest.IndexOfAny((byte)'"', (byte)'\\');
        if (length < 0 || rest[length] == '\\')
        {
            return false;
        }

        name = rest[..length];
        return true;
    }

    /// <summary>The name as text, out of what the member <c>event</c> holds.</summary>
    /// <param name="payload">A JSON value in UTF-8; anything but a string is taken as it stands.</param>
    public static ReadOnlySpan<byte> Unquote(ReadOnlySpan<byte> payload)
    {
        if (!payload.Contains((byte)'\\'))
        {
            return payload.Trim((byte)'"');
        }

        try
        {
            var reader = new Utf8JsonReader(payload);
            reader.Read();
            return Encoding.UTF8.GetBytes(reader.GetString()!);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return payload.Trim((byte)'"');
        }
    }
}
