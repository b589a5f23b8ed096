using System.Text.Json;
using System.Text.Json.Serialization;
using QmpGen.Serialization;

namespace QmpGen.Tests;

/// <summary>Two events as a generator would write them, since generated code lives elsewhere.</summary>
internal static class VmEvents
{
    public static QmpEventReader Reader { get; } = new VmEventReader();

    private sealed class VmEventReader : QmpEventReader
    {
        public override IReadOnlyList<QmpEventInfo> Events { get; } =
        [
            new("STOP", typeof(StopEvent)),
            new("BLOCK_IO_ERROR", typeof(BlockIoErrorEvent)),
            new("FAULTY", typeof(FaultyEvent)),
        ];

        protected override QmpEvent? ReadData(ReadOnlySpan<byte> name, ref Utf8JsonReader data, QmpTimestamp timestamp)
        {
            if (name.SequenceEqual("STOP"u8))
            {
                return StopEvent.ReadData(ref data, timestamp);
            }

            if (name.SequenceEqual("FAULTY"u8))
            {
                throw new InvalidOperationException("This reader has a bug.");
            }

            return name.SequenceEqual("BLOCK_IO_ERROR"u8) ? BlockIoErrorEvent.ReadData(ref data, timestamp) : null;
        }
    }
}

[JsonConverter(typeof(QmpEventConverter<StopEvent>))]
internal sealed record StopEvent : QmpEvent, IQmpEvent<StopEvent>
{
    public static string WireName => "STOP";

    public override string EventName => WireName;

    public static StopEvent ReadData(ref Utf8JsonReader data, QmpTimestamp timestamp) => new() { Timestamp = timestamp };
}

internal sealed record FaultyEvent : QmpEvent
{
    public override string EventName => "FAULTY";
}

[JsonConverter(typeof(QmpEventConverter<BlockIoErrorEvent>))]
internal sealed record BlockIoErrorEvent : QmpEvent, IQmpEvent<BlockIoErrorEvent>
{
    public static string WireName => "BLOCK_IO_ERROR";

    public override string EventName => WireName;

    public required string Device { get; init; }

    public bool? Nospace { get; init; }

    public BlockServer? Server { get; init; }

    public static BlockIoErrorEvent ReadData(ref Utf8JsonReader data, QmpTimestamp timestamp)
    {
        string? device = null;
        bool? nospace = null;
        BlockServer? server = null;
        QmpJson.EnterObject(ref data);
        while (QmpJson.NextMember(ref data))
        {
            if (data.ValueTextEquals("device"u8))
            {
                data.Read();
                device = QmpJson.ReadString(ref data);
            }
            else if (data.ValueTextEquals("nospace"u8))
            {
                data.Read();
                nospace = QmpJson.IsNull(ref data) ? null : QmpJson.ReadBoolean(ref data);
            }
            else if (data.ValueTextEquals("server"u8))
            {
                data.Read();
                server = BlockServer.Read(ref data);
            }
            else
            {
                QmpJson.SkipMember(ref data);
            }
        }

        return new BlockIoErrorEvent
        {
            Timestamp = timestamp,
            Device = device ?? throw QmpJson.Missing(ref data, "device", "a string"),
            Nospace = nospace,
            Server = server,
        };
    }

    protected override void WriteData(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("data"u8);
        writer.WriteString("device"u8, Device);
        if (Nospace is { } nospace)
        {
            writer.WriteBoolean("nospace"u8, nospace);
        }

        if (Server is { } server)
        {
            writer.WritePropertyName("server"u8);
            server.Write(writer);
        }

        writer.WriteEndObject();
    }
}

internal sealed record BlockServer : IQmpObject<BlockServer>
{
    public required long Port { get; init; }

    public static BlockServer Read(ref Utf8JsonReader reader)
    {
        long? port = null;
        QmpJson.EnterObject(ref reader);
        while (QmpJson.NextMember(ref reader))
        {
            if (reader.ValueTextEquals("port"u8))
            {
                reader.Read();
                port = QmpJson.ReadInt64(ref reader);
            }
            else
            {
                QmpJson.SkipMember(ref reader);
            }
        }

        return new BlockServer { Port = port ?? throw QmpJson.Missing(ref reader, "port", "an integer") };
    }

    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteNumber("port"u8, Port);
        writer.WriteEndObject();
    }
}
