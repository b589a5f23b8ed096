using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using QmpGen.Benchmarks.Lines;

namespace QmpGen.Benchmarks.Baselines;

/// <summary>
/// The usual design: read a line as a string, look into it with a JsonDocument, read it once more into an envelope, then
/// turn the data into a type.
/// </summary>
internal static class LineByLine
{
    /// <summary>Reads a whole batch.</summary>
    public static object? Read(Batch batch)
    {
        object? last = null;
        using var lines = new StreamReader(new MemoryStream(batch.Bytes), Encoding.UTF8, false, 4096);
        while (lines.ReadLine() is { } line)
        {
            last = Parse(line);
        }

        return last;
    }

    /// <summary>Reads one line; null if it is no event.</summary>
    public static object? Parse(string line)
    {
        using var document = JsonDocument.Parse(line);
        return document.RootElement.TryGetProperty("event", out _)
            ? Typed(JsonSerializer.Deserialize(line, PeerJson.Default.Envelope)!)
            : null;
    }

    private static object? Typed(PeerModel.Envelope envelope) => envelope.Event switch
    {
        "BLOCK_IO_ERROR" => envelope.Data.Deserialize(PeerJson.Default.BlockIoError),
        "RTC_CHANGE" => envelope.Data.Deserialize(PeerJson.Default.RtcChange),
        "WATCHDOG" => envelope.Data.Deserialize(PeerJson.Default.Watchdog),
        "VNC_CONNECTED" or "VNC_INITIALIZED" or "VNC_DISCONNECTED" => envelope.Data.Deserialize(PeerJson.Default.Vnc),
        _ => new PeerModel.NoData(),
    };
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PeerModel.Envelope))]
[JsonSerializable(typeof(PeerModel.BlockIoError))]
[JsonSerializable(typeof(PeerModel.RtcChange))]
[JsonSerializable(typeof(PeerModel.Watchdog))]
[JsonSerializable(typeof(PeerModel.Vnc))]
internal sealed partial class PeerJson : JsonSerializerContext;
