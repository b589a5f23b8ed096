using System.Text.Json;
using System.Text.Json.Serialization;

namespace QmpGen.Benchmarks.Typed;

/// <summary>The results of query-block and query-qmp-schema as one would write them for the serializer.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.KebabCaseLower)]
[JsonSerializable(typeof(Block[]))]
[JsonSerializable(typeof(SchemaEntity[]))]
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class ResultContext : JsonSerializerContext;

internal sealed record Block(string Device, string? Qdev, string Type, bool Removable, bool Locked)
{
    [JsonPropertyName("tray_open")]
    public bool? TrayOpen { get; init; }

    public BlockDevice? Inserted { get; init; }

    public string? IoStatus { get; init; }

    public DirtyBitmap[]? DirtyBitmaps { get; init; }
}

internal sealed record BlockDevice(string File, string? NodeName, bool Ro, string Drv)
{
    [JsonPropertyName("backing_file")]
    public string? BackingFile { get; init; }

    [JsonPropertyName("backing_file_depth")]
    public long BackingFileDepth { get; init; }

    public bool Encrypted { get; init; }

    [JsonPropertyName("detect_zeroes")]
    public required string DetectZeroes { get; init; }

    public long Bps { get; init; }

    [JsonPropertyName("bps_rd")]
    public long BpsRd { get; init; }

    [JsonPropertyName("bps_wr")]
    public long BpsWr { get; init; }

    public long Iops { get; init; }

    [JsonPropertyName("iops_rd")]
    public long IopsRd { get; init; }

    [JsonPropertyName("iops_wr")]
    public long IopsWr { get; init; }

    public required BlockImage Image { get; init; }

    public string? Group { get; init; }

    public required BlockCache Cache { get; init; }

    [JsonPropertyName("write_threshold")]
    public long WriteThreshold { get; init; }

    public DirtyBitmap[]? DirtyBitmaps { get; init; }
}

internal sealed record BlockImage(string Filename, string Format, long VirtualSize, long? ActualSize, long? ClusterSize)
{
    public bool? DirtyFlag { get; init; }

    public string? BackingFilename { get; init; }

    public BlockImage? BackingImage { get; init; }
}

internal sealed record BlockCache(bool Writeback, bool Direct, bool NoFlush);

internal sealed record DirtyBitmap(string? Name, long Count, uint Granularity, bool Recording, bool Busy, bool Persistent);

internal sealed record SchemaEntity(string Name, string MetaType, string[]? Features)
{
    public string? JsonType { get; init; }

    public string? ElementType { get; init; }

    public SchemaEntityMember[]? Members { get; init; }

    public string[]? Values { get; init; }

    public string? Tag { get; init; }

    public SchemaVariant[]? Variants { get; init; }

    public string? ArgType { get; init; }

    public string? RetType { get; init; }

    public bool? AllowOob { get; init; }
}

internal sealed record SchemaEntityMember(string? Name, string? Type, JsonElement? Default, string[]? Features);

internal sealed record SchemaVariant(string Case, string Type);
