using System.Text;
using System.Text.Json;
using QmpGen.Serialization;

namespace QmpGen.Protocol;

/// <summary>The name of an event whose message is laid out in another way than QEMU's.</summary>
internal static class EventName
{
    /// <summary>The name as text, out of what the member <c>event</c> holds.</summary>
    /// <param name="payload">A JSON value in UTF-8; anything but a string is taken as it stands.</param>
    public static ReadOnlySpan<byte> Unquote(ReadOnlySpan<byte> payload)
    {
        payload = WellFormedText.Of(payload);
        if (!payload.Contains((byte)'\\'))
        {
            return payload.Trim((byte)'"');
        }

        try
        {
            var reader = new Utf8JsonReader(payload);
            reader.Read();
            return reader.TokenType == JsonTokenType.String ? Encoding.UTF8.GetBytes(QmpJson.ReadText(ref reader)) : payload;
        }
        catch (JsonException)
        {
            return payload.Trim((byte)'"');
        }
    }
}
