using System.Text.Json;
using QmpGen.Benchmarks.Document;
using QmpGen.Benchmarks.Lines;

namespace QmpGen.Benchmarks.Baselines;

/// <summary>
/// What a careful author writes with a Utf8JsonReader: one pass over the tokens, the record and its strings, nothing else.
/// </summary>
internal static partial class HandWritten
{
    /// <summary>Reads a whole batch.</summary>
    public static QmpEvent? Read(Batch batch)
    {
        QmpEvent? last = null;
        for (var i = 0; i < batch.Count; i++)
        {
            last = Read(batch[i]);
        }

        return last;
    }

    /// <summary>Reads one message, its members in any order.</summary>
    public static QmpEvent Read(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8);
        var timestamp = default(QmpTimestamp);
        var data = default(Utf8JsonReader);
        var name = default(ReadOnlySpan<byte>);
        QmpEvent? read = null;
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("timestamp"u8))
            {
                timestamp = Timestamp(ref reader);
            }
            else if (reader.ValueTextEquals("event"u8))
            {
                reader.Read();
                name = reader.ValueIsEscaped ? System.Text.Encoding.UTF8.GetBytes(reader.GetString()!) : reader.ValueSpan;
            }
            else if (!reader.ValueTextEquals("data"u8))
            {
                reader.Skip();
            }
            else if (name.IsEmpty || timestamp == default)
            {
                reader.Read();
                data = reader;
                reader.Skip();
            }
            else
            {
                reader.Read();
                read = Data(name, ref reader, timestamp);
            }
        }

        reader.Read();
        return read ?? Data(name, ref data, timestamp);
    }

    private static QmpTimestamp Timestamp(ref Utf8JsonReader reader)
    {
        long seconds = 0, microseconds = 0;
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("seconds"u8))
            {
                reader.Read();
                seconds = reader.GetInt64();
            }
            else if (reader.ValueTextEquals("microseconds"u8))
            {
                reader.Read();
                microseconds = reader.GetInt64();
            }
            else
            {
                reader.Skip();
            }
        }

        return new QmpTimestamp(seconds, microseconds);
    }

    private static QmpEvent Data(ReadOnlySpan<byte> name, ref Utf8JsonReader data, QmpTimestamp timestamp) => name switch
    {
        _ when name.SequenceEqual("BLOCK_IO_ERROR"u8) => BlockIoError(ref data, timestamp),
        _ when name.SequenceEqual("VNC_INITIALIZED"u8) => VncInitialized(ref data, timestamp),
        _ when name.SequenceEqual("VNC_CONNECTED"u8) => VncConnected(ref data, timestamp),
        _ when name.SequenceEqual("VNC_DISCONNECTED"u8) => VncDisconnected(ref data, timestamp),
        _ when name.SequenceEqual("RTC_CHANGE"u8) => RtcChange(ref data, timestamp),
        _ when name.SequenceEqual("WATCHDOG"u8) => Watchdog(ref data, timestamp),
        _ when name.SequenceEqual("STOP"u8) => new StopEvent { Timestamp = timestamp },
        _ when name.SequenceEqual("RESUME"u8) => new ResumeEvent { Timestamp = timestamp },
        _ when name.SequenceEqual("RESET"u8) => new ResetEvent { Timestamp = timestamp },
        _ when name.SequenceEqual("SHUTDOWN"u8) => new ShutdownEvent { Timestamp = timestamp },
        _ => throw new JsonException("An unknown event."),
    };

    /// <summary>A value of a list: the text that stands for it, not a new one.</summary>
    private static string OneOf(ref Utf8JsonReader reader, string first, string second, string third = "")
    {
        reader.Read();
        return reader.ValueTextEquals(first)
            ? first
            : reader.ValueTextEquals(second) ? second
            : reader.ValueTextEquals(third) ? third
            : reader.GetString()!;
    }

    private static string? Text(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.GetString();
    }

    private static T Present<T>(T? value)
        where T : class => value ?? throw new JsonException("A member is missing.");
}
