using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using QmpGen.Serialization;

namespace QmpGen.Tests;

internal sealed record Arguments(
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("count")] int Count);

internal sealed record Status([property: JsonPropertyName("running")] bool Running);

[JsonSerializable(typeof(Arguments))]
[JsonSerializable(typeof(Status))]
[JsonSerializable(typeof(int))]
[JsonSerializable(typeof(UnknownEvent))]
internal sealed partial class TestJson : JsonSerializerContext
{
    // One generator does not see what another one makes, so these two are put together by hand.
    public static JsonTypeInfo<StopEvent> StopEvent => Info(new QmpEventConverter<StopEvent>());

    public static JsonTypeInfo<BlockIoErrorEvent> BlockIoErrorEvent => Info(new QmpEventConverter<BlockIoErrorEvent>());

    private static JsonTypeInfo<T> Info<T>(JsonConverter<T> converter) =>
        JsonMetadataServices.CreateValueInfo<T>(new JsonSerializerOptions { TypeInfoResolver = Default }, converter);
}
