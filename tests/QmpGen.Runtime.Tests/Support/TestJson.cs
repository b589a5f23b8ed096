using System.Text.Json.Serialization;

namespace QmpGen.Tests;

internal sealed record Arguments(
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("count")] int Count);

internal sealed record Status([property: JsonPropertyName("running")] bool Running);

[JsonSerializable(typeof(Arguments))]
[JsonSerializable(typeof(Status))]
[JsonSerializable(typeof(int))]
[JsonSerializable(typeof(UnknownEvent))]
[JsonSerializable(typeof(StopEvent))]
[JsonSerializable(typeof(BlockIoErrorEvent))]
internal sealed partial class TestJson : JsonSerializerContext;
