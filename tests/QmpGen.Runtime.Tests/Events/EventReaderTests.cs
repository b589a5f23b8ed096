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
    [InlineData("""{"event": "BLOCK_IO_ERROR", "data": {"device": "d", "nospace": true}, "timestamp": {"microseconds": 2, "seconds": 1}}""")]
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
    [InlineData("""{"event": "BLOCK_IO_ERROR", "data": {}}""", "The event BLOCK_IO_ERROR should have in 'data.device' a string, but nothing was found.", "$.data.device")]
    [InlineData("""{"event": "BLOCK_IO_ERROR"}""", "The event BLOCK_IO_ERROR should have in 'data.device' a string, but nothing was found.", "$.data.device")]
    [InlineData("""{"event": "BLOCK_IO_ERROR", "data": {"device": 5}}""", "The event BLOCK_IO_ERROR should have in 'data.device' a string, but the number 5 was found.", "$.data.device")]
    [InlineData("""{"event": "BLOCK_IO_ERROR", "data": {"x": [1, {"y": 2}], "device": {}}}""", "The event BLOCK_IO_ERROR should have in 'data.device' a string, but an object was found.", "$.data.device")]
    [InlineData("""{"event": "BLOCK_IO_ERROR", "data": {"device": "d", "server": {"port": 1.5}}}""", "The event BLOCK_IO_ERROR should have in 'data.server.port' an integer of 64 bits, but the number 1.5 was found.", "$.data.server.port")]
    [InlineData("""{"event": "BLOCK_IO_ERROR", "data": [1]}""", "The event BLOCK_IO_ERROR should have in 'data' an object, but an array was found.", "$.data")]
    [InlineData("""{"timestamp": {"seconds": "1"}, "event": "STOP"}""", "The JSON value should have in 'timestamp.seconds' an integer of 64 bits, but the string \"1\" was found.", "$.timestamp.seconds")]
    [InlineData("""{"data": {}}""", "The JSON value should have in 'event' a string, but nothing was found.", "$.event")]
    [InlineData("""{"return": {}, "id": 1}""", "The JSON value should have in 'event' a string, but only a command's result ('return') was found.", "$.event")]
    [InlineData("""{"id": 1, "error": {"class": "GenericError", "desc": "no"}}""", "The JSON value should have in 'event' a string, but only a command's failure ('error') was found.", "$.event")]
    [InlineData("""{"QMP": {"version": {}, "capabilities": []}}""", "The JSON value should have in 'event' a string, but only QEMU's greeting ('QMP') was found.", "$.event")]
    [InlineData("[]", "The JSON value should be an object, but an array was found.", "$")]
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

        Assert.Contains("STOP was expected, but RESUME was found", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_copy_keeps_the_time_and_not_the_raw_text()
    {
        var original = (BlockIoErrorEvent)Read("""{"timestamp": {"seconds": 1, "microseconds": 2}, "event": "BLOCK_IO_ERROR", "data": {"device": "d"}}""");
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
