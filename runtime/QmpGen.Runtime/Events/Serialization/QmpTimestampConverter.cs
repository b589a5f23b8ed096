using System.Text.Json;
using System.Text.Json.Serialization;

namespace QmpGen.Serialization;

/// <summary>Converts a time stamp to and from its wire format; an absent one is null.</summary>
public sealed class QmpTimestampConverter : JsonConverter<QmpTimestamp>
{
    /// <inheritdoc/>
    public override bool HandleNull => true;

    /// <inheritdoc/>
    public override QmpTimestamp Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Null ? default : LocatedReading.Read(ref reader, ReadPresent);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, QmpTimestamp value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        if (value.IsPresent)
        {
            WritePresent(writer, value);
        }
        else
        {
            writer.WriteNullValue();
        }
    }

    internal static QmpTimestamp ReadPresent(ref Utf8JsonReader reader)
    {
        long? seconds = null;
        long? microseconds = null;
        QmpJson.EnterObject(ref reader);
        while (QmpJson.NextMember(ref reader))
        {
            if (reader.ValueTextEquals("seconds"u8))
            {
                reader.Read();
                seconds = QmpJson.ReadInt64(ref reader);
            }
            else if (reader.ValueTextEquals("microseconds"u8))
            {
                reader.Read();
                microseconds = QmpJson.ReadInt64(ref reader);
            }
            else
            {
                QmpJson.SkipMember(ref reader);
            }
        }

        return new QmpTimestamp(
            seconds ?? throw QmpJson.Missing(ref reader, "seconds", "an integer"),
            microseconds ?? throw QmpJson.Missing(ref reader, "microseconds", "an integer"));
    }

    internal static void WritePresent(Utf8JsonWriter writer, QmpTimestamp value)
    {
        writer.WriteStartObject();
        writer.WriteNumber("seconds"u8, value.Seconds);
        writer.WriteNumber("microseconds"u8, value.Microseconds);
        writer.WriteEndObject();
    }
}
