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
}
