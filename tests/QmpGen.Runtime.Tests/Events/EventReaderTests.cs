using System.Text;
using System.Text.Json;

namespace QmpGen.Tests.Events;

/// <summary>Reading and writing events through a reader as a generator would write it.</summary>
public sealed class EventReaderTests
{
    [Theory]
    [Trait("Rule", "8 13 26"), Trait("PeerFault", "G8")]
    [InlineData("""{"timestamp": {"seconds": 1, "microseconds": 2}, "event": "NEW", "data": {"a": [1, 9007199254740993, {"b": null}], "u": 18446744073709551615}}""")]
    [InlineData("""{"timestamp": {"seconds": 1, "microseconds": 2}, "event": "NEW", "data": "text"}""")]
    [InlineData("""{"timestamp": {"seconds": -1, "microseconds": -1}, "event": "__com.example_NEW"}""")]
    [InlineData("""{"event": "NEW"}""")]
    public void An_event_that_the_spec_does_not_have_goes_there_and_back(string text)
    {
        var read = Read(text);
        var again = Read(read.ToJson());

        var unknown = Assert.IsType<UnknownEvent>(read);
        Assert.Equal(read, again);
        Assert.Equal(read.GetHashCode(), again.GetHashCode());
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(text), JsonElement.Parse(read.ToJson())), read.ToJson());
        Assert.Equal(unknown, JsonSerializer.Deserialize(text, TestJson.Default.UnknownEvent));
        Assert.Equal(read.ToJson(), JsonSerializer.Serialize(unknown, TestJson.Default.UnknownEvent));
    }

    [Fact]
    public void Unknown_events_differ_by_name_time_and_data()
    {
        var one = Read("""{"timestamp": {"seconds": 1, "microseconds": 2}, "event": "A", "data": {"x": 1, "y": 2}}""");

        Assert.Equal(one, Read("""{"timestamp": {"seconds": 1, "microseconds": 2}, "event": "A", "data": {"y": 2, "x": 1}}"""));
        Assert.NotEqual(one, Read("""{"timestamp": {"seconds": 1, "microseconds": 3}, "event": "A", "data": {"x": 1, "y": 2}}"""));
        Assert.NotEqual(one, Read("""{"timestamp": {"seconds": 1, "microseconds": 2}, "event": "B", "data": {"x": 1, "y": 2}}"""));
        Assert.NotEqual(one, Read("""{"timestamp": {"seconds": 1, "microseconds": 2}, "event": "A", "data": {"x": 1}}"""));
        Assert.NotEqual(one, Read("""{"timestamp": {"seconds": 1, "microseconds": 2}, "event": "A"}"""));
    }

    [Theory]
    [Trait("PeerFault", "R3")]
    [InlineData(
        """{"event": "BLOCK_IO_ERROR", "data": {"device": "d", "nospace": true}, "timestamp": {"microseconds": 2, "seconds": 1}}""")]
    [InlineData("""{"data": {"later": {"x": []}, "nospace": null, "nospace": true, "device": "x", "device": "d"}, "timestamp": {"seconds": 1, "microseconds": 2, "zone": "UTC"}, "event": "\u0042LOCK_IO_ERROR", "more": 1}""")]
    public void Members_come_in_any_order_unknown_ones_are_skipped_and_the_last_of_several_counts(string text)
    {
        var expected = new BlockIoErrorEvent { Device = "d", Nospace = true, Timestamp = new QmpTimestamp(1, 2) };

        Assert.Equal(expected, Read(text));
        Assert.Equal(expected, JsonSerializer.Deserialize(text, TestJson.BlockIoErrorEvent));
    }

    [Theory]
    [InlineData("""{"event": "STOP"}""")]
    [InlineData("""{"event": "STOP", "data": null}""")]
    [InlineData("""{"event": "STOP", "data": {}}""")]
    [InlineData("""{"event": "STOP", "data": {"surprise": 1}}""")]
    public void Where_nothing_is_required_data_may_be_anything_or_absent(string text) => Assert.Equal(new StopEvent(), Read(text));

    [Theory]
    [Trait("PeerFault", "qapi-rs 23")]
    [InlineData(
        """{"event": "BLOCK_IO_ERROR", "data": {}}""",
        "'data.device' of the event BLOCK_IO_ERROR is missing: expected a string.",
        "$.data.device")]
    [InlineData(
        """{"event": "BLOCK_IO_ERROR"}""", "'data.device' of the event BLOCK_IO_ERROR is missing: expected a string.", "$.data.device")]
    [InlineData(
        """{"event": "BLOCK_IO_ERROR", "data": {"device": 5}}""",
        "'data.device' of the event BLOCK_IO_ERROR must be a string; found the number 5.",
        "$.data.device")]
    [InlineData(
        """{"event": "BLOCK_IO_ERROR", "data": {"x": [1, {"y": 2}], "device": {}}}""",
        "'data.device' of the event BLOCK_IO_ERROR must be a string; found an object.",
        "$.data.device")]
    [InlineData(
        """{"event": "BLOCK_IO_ERROR", "data": {"device": "d", "server": {"port": 1.5}}}""",
        "'data.server.port' of the event BLOCK_IO_ERROR must be a 64-bit integer; found the number 1.5.",
        "$.data.server.port")]
    [InlineData(
        """{"event": "BLOCK_IO_ERROR", "data": [1]}""", "'data' of the event BLOCK_IO_ERROR must be an object; found an array.", "$.data")]
    [InlineData(
        """{"timestamp": {"seconds": "1"}, "event": "STOP"}""",
        "'timestamp.seconds' must be a 64-bit integer; found the string \"1\".",
        "$.timestamp.seconds")]
    [InlineData("""{"data": {}}""", "'event' is missing: expected a string.", "$.event")]
    [InlineData("""{"return": {}, "id": 1}""", "Expected an event; this is a reply to a command.", "$.event")]
    [InlineData(
        """{"id": 1, "error": {"class": "GenericError", "desc": "no"}}""",
        "Expected an event; this is an error reply to a command.",
        "$.event")]
    [InlineData("""{"QMP": {"version": {}, "capabilities": []}}""", "Expected an event; this is QEMU's greeting.", "$.event")]
    [InlineData("[]", "The JSON value must be an object; found an array.", "$")]
    public void What_cannot_be_read_is_named_with_event_path_expectation_and_finding(string text, string message, string path)
    {
        var failure = Assert.Throws<JsonException>(() => Read(text));

        Assert.Equal(message, failure.Message);
        Assert.Equal(path, failure.Path);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("""{"event": "STOP"} x""")]
    [InlineData("""{"event": "STOP"}{}""")]
    public void A_text_that_is_not_one_object_is_refused(string text) => Assert.ThrowsAny<JsonException>(() => Read(text));

    [Fact]
    public void An_event_of_another_name_is_refused_by_the_type()
    {
        var failure = Assert.Throws<JsonException>(() => JsonSerializer.Deserialize("""{"event": "RESUME"}""", TestJson.StopEvent));

        Assert.Contains("Expected the event STOP; this is RESUME.", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_copy_keeps_the_time_and_not_the_raw_text()
    {
        var original = (BlockIoErrorEvent)Read(
            """{"timestamp": {"seconds": 1, "microseconds": 2}, "event": "BLOCK_IO_ERROR", "data": {"device": "d"}}""");
        original.KeepRawJson("{}"u8);

        var copy = original with { Device = "e" };

        Assert.Equal(original.Timestamp, copy.Timestamp);
        Assert.True(copy.RawJson.IsEmpty);
        Assert.False(original.RawJson.IsEmpty);
        Assert.Contains("Device = e", copy.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_marks_of_the_client_itself_are_written_like_events()
    {
        var gap = new ConnectionGapEvent(new QmpCloseReason(QmpCloseKind.ClosedByPeer, "Gone."));

        Assert.Equal("""{"event":"__qmpgen_CONNECTION_GAP","data":{"reason":"ClosedByPeer: Gone."}}""", gap.ToJson());
    }

    private static QmpEvent Read(string text) => VmEvents.Reader.Read(Encoding.UTF8.GetBytes(text));
}
