using System.Text.Json;
using System.Text.Json.Serialization;
using QmpGen.Benchmarks.Lines;

namespace QmpGen.Benchmarks.Baselines;

/// <summary>System.Text.Json's own source generation, told of the types and of the member that tells them apart.</summary>
internal static class Polymorphic
{
    /// <summary>Reads a whole batch.</summary>
    public static object? Read(Batch batch)
    {
        object? last = null;
        for (var i = 0; i < batch.Count; i++)
        {
            last = JsonSerializer.Deserialize(batch[i], PolymorphicJson.Default.Message);
        }

        return last;
    }

    [JsonPolymorphic(TypeDiscriminatorPropertyName = "event", IgnoreUnrecognizedTypeDiscriminators = true)]
    [JsonDerivedType(typeof(BlockIoErrorMessage), "BLOCK_IO_ERROR")]
    [JsonDerivedType(typeof(RtcChangeMessage), "RTC_CHANGE")]
    [JsonDerivedType(typeof(WatchdogMessage), "WATCHDOG")]
    [JsonDerivedType(typeof(VncConnectedMessage), "VNC_CONNECTED")]
    [JsonDerivedType(typeof(VncInitializedMessage), "VNC_INITIALIZED")]
    [JsonDerivedType(typeof(VncDisconnectedMessage), "VNC_DISCONNECTED")]
    internal record Message
    {
        public PeerModel.Stamp Timestamp { get; set; }
    }

    internal sealed record BlockIoErrorMessage : Message
    {
        public PeerModel.BlockIoError? Data { get; set; }
    }

    internal sealed record RtcChangeMessage : Message
    {
        public PeerModel.RtcChange? Data { get; set; }
    }

    internal sealed record WatchdogMessage : Message
    {
        public PeerModel.Watchdog? Data { get; set; }
    }

    internal sealed record VncConnectedMessage : Message
    {
        public PeerModel.Vnc? Data { get; set; }
    }

    internal sealed record VncInitializedMessage : Message
    {
        public PeerModel.Vnc? Data { get; set; }
    }

    internal sealed record VncDisconnectedMessage : Message
    {
        public PeerModel.Vnc? Data { get; set; }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, AllowOutOfOrderMetadataProperties = true)]
[JsonSerializable(typeof(Polymorphic.Message))]
internal sealed partial class PolymorphicJson : JsonSerializerContext;
