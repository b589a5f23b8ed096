using System.Text.Json;
using QmpGen.Benchmarks.Document;
using QmpGen.Benchmarks.Lines;

namespace QmpGen.Benchmarks.Baselines;

/// <summary>A JsonDocument of each message, and every member asked for by its name.</summary>
internal static class DocumentByHand
{
    /// <summary>Reads a whole batch.</summary>
    public static QmpEvent? Read(Batch batch)
    {
        QmpEvent? last = null;
        for (var i = 0; i < batch.Count; i++)
        {
            var reader = new Utf8JsonReader(batch[i]);
            using var document = JsonDocument.ParseValue(ref reader);
            last = ToEvent(document.RootElement);
        }

        return last;
    }

    private static QmpEvent ToEvent(JsonElement message)
    {
        var stamp = message.GetProperty("timestamp");
        var timestamp = new QmpTimestamp(stamp.GetProperty("seconds").GetInt64(), stamp.GetProperty("microseconds").GetInt64());
        var data = message.TryGetProperty("data", out var given) ? given : default;
        return message.GetProperty("event").GetString() switch
        {
            "BLOCK_IO_ERROR" => new BlockIoErrorEvent
            {
                Timestamp = timestamp,
                Device = Text(data, "device"),
                Operation = new BlockIoErrorOperation(Text(data, "operation")),
                Action = new BlockIoErrorAction(Text(data, "action")),
            },
            "RTC_CHANGE" => new RtcChangeEvent { Timestamp = timestamp, Offset = data.GetProperty("offset").GetInt64() },
            "WATCHDOG" => new WatchdogEvent { Timestamp = timestamp, Action = new WatchdogAction(Text(data, "action")) },
            "VNC_CONNECTED" => new VncConnectedEvent { Timestamp = timestamp, Server = Server(data), Client = NewClient(data) },
            "VNC_INITIALIZED" => new VncInitializedEvent { Timestamp = timestamp, Server = Server(data), Client = Client(data) },
            "VNC_DISCONNECTED" => new VncDisconnectedEvent { Timestamp = timestamp, Server = Server(data), Client = Client(data) },
            "STOP" => new StopEvent { Timestamp = timestamp },
            "RESUME" => new ResumeEvent { Timestamp = timestamp },
            "RESET" => new ResetEvent { Timestamp = timestamp },
            "SHUTDOWN" => new ShutdownEvent { Timestamp = timestamp },
            var name => throw new JsonException(name),
        };
    }

    private static VncServer Server(JsonElement data)
    {
        var server = data.GetProperty("server");
        return new VncServer
        {
            Host = Text(server, "host"),
            Service = Text(server, "service"),
            Family = new VncFamily(Text(server, "family")),
            Auth = Optional(server, "auth"),
        };
    }

    private static VncConnectedClient NewClient(JsonElement data)
    {
        var client = data.GetProperty("client");
        return new VncConnectedClient
        {
            Host = Text(client, "host"),
            Service = Text(client, "service"),
            Family = new VncFamily(Text(client, "family")),
        };
    }

    private static VncClient Client(JsonElement data)
    {
        var client = data.GetProperty("client");
        return new VncClient
        {
            Host = Text(client, "host"),
            Service = Text(client, "service"),
            Family = new VncFamily(Text(client, "family")),
            X509Dname = Optional(client, "x509_dname"),
            SaslUsername = Optional(client, "sasl_username"),
        };
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private static string? Optional(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) ? value.GetString() : null;
}
