using System.Text.Json;
using QmpGen.Benchmarks.Document;

namespace QmpGen.Benchmarks.Baselines;

/// <content>The data of each event.</content>
internal static partial class HandWritten
{
    private static BlockIoErrorEvent BlockIoError(ref Utf8JsonReader reader, QmpTimestamp timestamp)
    {
        string? device = null, operation = null, action = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("device"u8))
            {
                device = Text(ref reader);
            }
            else if (reader.ValueTextEquals("operation"u8))
            {
                operation = OneOf(ref reader, "read", "write");
            }
            else if (reader.ValueTextEquals("action"u8))
            {
                action = OneOf(ref reader, "stop", "report", "ignore");
            }
            else
            {
                reader.Skip();
            }
        }

        return new BlockIoErrorEvent
        {
            Timestamp = timestamp,
            Device = Present(device),
            Operation = new BlockIoErrorOperation(Present(operation)),
            Action = new BlockIoErrorAction(Present(action)),
        };
    }

    private static RtcChangeEvent RtcChange(ref Utf8JsonReader reader, QmpTimestamp timestamp)
    {
        long? offset = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("offset"u8))
            {
                reader.Read();
                offset = reader.GetInt64();
            }
            else
            {
                reader.Skip();
            }
        }

        return new RtcChangeEvent { Timestamp = timestamp, Offset = offset!.Value };
    }

    private static WatchdogEvent Watchdog(ref Utf8JsonReader reader, QmpTimestamp timestamp)
    {
        string? action = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("action"u8))
            {
                reader.Read();
                action = WatchdogActionText(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }

        return new WatchdogEvent { Timestamp = timestamp, Action = new WatchdogAction(Present(action)) };
    }

    private static string WatchdogActionText(ref Utf8JsonReader reader) => reader switch
    {
        _ when reader.ValueTextEquals("reset"u8) => "reset",
        _ when reader.ValueTextEquals("shutdown"u8) => "shutdown",
        _ when reader.ValueTextEquals("poweroff"u8) => "poweroff",
        _ when reader.ValueTextEquals("pause"u8) => "pause",
        _ when reader.ValueTextEquals("debug"u8) => "debug",
        _ when reader.ValueTextEquals("none"u8) => "none",
        _ => reader.GetString()!,
    };

    private static VncConnectedEvent VncConnected(ref Utf8JsonReader reader, QmpTimestamp timestamp)
    {
        var (server, client) = VncEnds(ref reader);
        return new VncConnectedEvent
        {
            Timestamp = timestamp,
            Server = server.ToServer(),
            Client = new VncConnectedClient
            {
                Host = Present(client.Host),
                Service = Present(client.Service),
                Family = new VncFamily(Present(client.Family)),
            },
        };
    }

    private static VncInitializedEvent VncInitialized(ref Utf8JsonReader reader, QmpTimestamp timestamp)
    {
        var (server, client) = VncEnds(ref reader);
        return new VncInitializedEvent { Timestamp = timestamp, Server = server.ToServer(), Client = client.ToClient() };
    }

    private static VncDisconnectedEvent VncDisconnected(ref Utf8JsonReader reader, QmpTimestamp timestamp)
    {
        var (server, client) = VncEnds(ref reader);
        return new VncDisconnectedEvent { Timestamp = timestamp, Server = server.ToServer(), Client = client.ToClient() };
    }

    private static (VncEnd Server, VncEnd Client) VncEnds(ref Utf8JsonReader reader)
    {
        VncEnd server = default, client = default;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("server"u8))
            {
                server = OneVncEnd(ref reader);
            }
            else if (reader.ValueTextEquals("client"u8))
            {
                client = OneVncEnd(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }

        return (server, client);
    }

    private static VncEnd OneVncEnd(ref Utf8JsonReader reader)
    {
        var end = default(VncEnd);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("auth"u8))
            {
                end.Auth = Text(ref reader);
            }
            else if (reader.ValueTextEquals("family"u8))
            {
                end.Family = OneOf(ref reader, "ipv4", "ipv6");
            }
            else if (reader.ValueTextEquals("service"u8))
            {
                end.Service = Text(ref reader);
            }
            else if (reader.ValueTextEquals("host"u8))
            {
                end.Host = Text(ref reader);
            }
            else if (reader.ValueTextEquals("x509_dname"u8))
            {
                end.X509Dname = Text(ref reader);
            }
            else if (reader.ValueTextEquals("sasl_username"u8))
            {
                end.SaslUsername = Text(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }

        return end;
    }

    private record struct VncEnd(string? Host, string? Service, string? Family, string? Auth, string? X509Dname, string? SaslUsername)
    {
        public readonly VncServer ToServer() =>
            new() { Host = Present(Host), Service = Present(Service), Family = new VncFamily(Present(Family)), Auth = Auth };

        public readonly VncClient ToClient() => new()
        {
            Host = Present(Host),
            Service = Present(Service),
            Family = new VncFamily(Present(Family)),
            X509Dname = X509Dname,
            SaslUsername = SaslUsername,
        };
    }
}
