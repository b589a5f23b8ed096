using System.Text.Json;
using System.Text.Json.Serialization;

namespace QmpGen.Benchmarks.Baselines;

/// <summary>
/// Events as one writes them by hand for System.Text.Json, in the shape it reads fastest: properties that can be set, and no
/// check for what is required.
/// </summary>
internal static class PeerModel
{
    internal sealed record NoData;

    internal sealed record BlockIoError
    {
        public string? Device { get; set; }

        public Operation Operation { get; set; }

        public BlockAction Action { get; set; }
    }

    internal sealed record RtcChange
    {
        public long Offset { get; set; }
    }

    internal sealed record Watchdog
    {
        public WatchdogAction Action { get; set; }
    }

    internal sealed record Vnc
    {
        public VncEnd? Server { get; set; }

        public VncEnd? Client { get; set; }
    }

    internal sealed record VncEnd
    {
        public string? Host { get; set; }

        public string? Service { get; set; }

        public Family Family { get; set; }

        public string? Auth { get; set; }

        [JsonPropertyName("x509_dname")]
        public string? X509Dname { get; set; }

        [JsonPropertyName("sasl_username")]
        public string? SaslUsername { get; set; }
    }

    internal record struct Stamp
    {
        public long Seconds { get; set; }

        public long Microseconds { get; set; }
    }

    internal sealed record Envelope
    {
        public string? Event { get; set; }

        public Stamp Timestamp { get; set; }

        public JsonElement Data { get; set; }
    }

    [JsonConverter(typeof(JsonStringEnumConverter<Operation>))]
    internal enum Operation
    {
        Read,
        Write,
    }

    [JsonConverter(typeof(JsonStringEnumConverter<BlockAction>))]
    internal enum BlockAction
    {
        Ignore,
        Report,
        Stop,
    }

    [JsonConverter(typeof(JsonStringEnumConverter<WatchdogAction>))]
    internal enum WatchdogAction
    {
        Reset,
        Shutdown,
        Poweroff,
        Pause,
        Debug,
        None,
    }

    [JsonConverter(typeof(JsonStringEnumConverter<Family>))]
    internal enum Family
    {
        Ipv4,
        Ipv6,
    }
}
