using System.Text;
using System.Text.Json;

namespace QmpGen.Serialization;

/// <summary>
/// Reads a message in one pass, where everything that tells how to read the data stands before it, as in whatever QEMU
/// sends. All else, and what cannot be read, is left to <see cref="EventMessage"/>, which goes over the data twice.
/// </summary>
internal static class OrderedMessage
{
    /// <summary>Reads the message that starts at the reader's token.</summary>
    /// <param name="reader">Positioned on the message's first token; of no use afterwards if the result is null.</param>
    /// <param name="spec">What knows the events.</param>
    /// <returns>The event; null if the message has to be read, or refused, in the other way.</returns>
    public static QmpEvent? TryRead(ref Utf8JsonReader reader, QmpEventReader spec)
    {
        QmpEvent? result = null;
        QmpTimestamp timestamp = default;
        ReadOnlySpan<byte> name = default;
        try
        {
            QmpJson.EnterObject(ref reader);
            while (QmpJson.NextMember(ref reader))
            {
                if (result is null && !timestamp.IsPresent && reader.ValueTextEquals("timestamp"u8))
                {
                    reader.Read();
                    timestamp = QmpTimestampConverter.ReadPresent(ref reader);
                }
                else if (result is null && name.IsEmpty && reader.ValueTextEquals("event"u8))
                {
                    reader.Read();
                    if (reader.TokenType != JsonTokenType.String || reader.HasValueSequence)
                    {
                        return null;
                    }

                    name = reader.ValueIsEscaped ? Encoding.UTF8.GetBytes(QmpJson.ReadString(ref reader)) : reader.ValueSpan;
                }
                else if (result is null && !name.IsEmpty && timestamp.IsPresent && reader.ValueTextEquals("data"u8))
                {
                    reader.Read();
                    if (reader.TokenType != JsonTokenType.StartObject)
                    {
                        return null;
                    }

                    result = spec.ReadAnyData(name, ref reader, timestamp);
                    if (result is null)
                    {
                        return null;
                    }

                    // A record without members does not look at its data.
                    reader.Skip();
                }
                else if (reader.ValueTextEquals("timestamp"u8) || reader.ValueTextEquals("event"u8) || reader.ValueTextEquals("data"u8))
                {
                    // Another order, or one of them twice.
                    return null;
                }
                else
                {
                    QmpJson.SkipMember(ref reader);
                }
            }

            if (result is null && !name.IsEmpty && timestamp.IsPresent)
            {
                var empty = EventMessage.EmptyData();
                result = spec.ReadAnyData(name, ref empty, timestamp);
            }

            return result;
        }
        catch (MemberMismatchException)
        {
            return null;
        }
    }
}
