using System.Text;
using System.Text.Json;
using Machine;

namespace QmpGen.Generator.Tests.Emit;

/// <summary>The reader takes whatever a newer or older QEMU may send, and says exactly what it cannot take.</summary>
public sealed class ReaderTests
{
    private const string Data =
        "\"door\":\"front\",\"is-open\":true,\"force\":2,\"count\":3,\"reason\":\"wind\",\"room\":{\"number\":7},\"extra\":[1]";

    private static readonly DoorMovedEvent Door = new()
    {
        Door = "front",
        IsOpen = true,
        Force = 2,
        Count = 3,
        Reason = DoorMovedReason.Wind,
        Room = new DoorMovedRoom { Number = 7 },
        Extra = JsonElement.Parse("[1]"),
    };

    [Theory]
    [InlineData($"{{\"event\":\"DOOR_MOVED\",\"data\":{{{Data}}}}}")]
    [InlineData($"{{\"data\":{{{Data}}},\"event\":\"DOOR_MOVED\"}}")]
    [InlineData(
        "{\"event\":\"DOOR_MOVED\",\"data\":{\"extra\":[1],\"room\":{\"number\":7},\"reason\":\"wind\",\"count\":3,"
            + "\"force\":2.0,\"is-open\":true,\"door\":\"front\"}}")]
    [InlineData($"{{\"event\":\"DOOR\\u005fMOVED\",\"data\":{{{Data}}}}}")]
    public void The_order_of_members_is_free(string json) => Assert.Equal(Door, QmpEvents.Parse(json));

    [Theory]
    [InlineData($"{{\"new\":[{{}}],\"event\":\"DOOR_MOVED\",\"data\":{{{Data},\"new\":{{\"a\":[1,{{\"door\":2}}]}}}},\"id\":null}}")]
    [InlineData(
        "{\"event\":\"DOOR_MOVED\",\"data\":{\"door\":\"front\",\"is-open\":true,\"force\":2,\"count\":3,\"reason\":\"wind\","
            + "\"room\":{\"new\":[[]],\"number\":7,\"x\":null},\"extra\":[1]}}")]
    public void Unknown_members_are_skipped_at_every_level(string json) => Assert.Equal(Door, QmpEvents.Parse(json));

    [Theory]
    [InlineData($"{{\"event\":\"DOOR_MOVED\",\"data\":{{\"door\":\"back\",\"room\":{{\"number\":1,\"label\":\"x\"}},{Data}}}}}")]
    [InlineData($"{{\"event\":\"ALARM\",\"data\":[],\"event\":\"DOOR_MOVED\",\"data\":{{{Data}}}}}")]
    public void The_last_of_two_members_with_one_name_counts(string json) => Assert.Equal(Door, QmpEvents.Parse(json));

    [Fact]
    public void Null_for_an_optional_member_is_as_good_as_none()
    {
        var e = QmpEvents.Parse(
            $"{{\"event\":\"DOOR_MOVED\",\"data\":{{{Data},\"who\":null,\"delay\":null,\"mood\":null,\"parts\":null}}}}");

        Assert.Equal(Door, e);
        Assert.DoesNotContain("null", e.ToJson(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"event\":\"LAMP_CHANGED\"}")]
    [InlineData("{\"event\":\"LAMP_CHANGED\",\"data\":null}")]
    [InlineData("{\"event\":\"LAMP_CHANGED\",\"data\":{}}")]
    public void Data_may_be_absent_where_nothing_in_it_is_required(string json)
    {
        Assert.Equal(new LampChangedEvent(), QmpEvents.Parse(json));
        Assert.Equal("{\"event\":\"LAMP_CHANGED\"}", QmpEvents.Parse(json).ToJson());
    }

    [Theory]
    [InlineData("{\"event\":\"ALARM\",\"data\":{\"new\":1}}")]
    [InlineData("{\"event\":\"ALARM\",\"data\":{}}")]
    [InlineData("{\"event\":\"ALARM\",\"data\":[1,{}]}")]
    [InlineData("{\"event\":\"ALARM\"}")]
    public void Data_that_the_spec_does_not_know_of_is_passed_over(string json) => Assert.Equal(new AlarmEvent(), QmpEvents.Parse(json));

    [Theory]
    [InlineData("{\"event\":\"DOOR_MOVED\"}", "'data.door' of the event DOOR_MOVED is missing: expected a string.")]
    [InlineData("{\"event\":\"DOOR_MOVED\",\"data\":[]}", "'data' of the event DOOR_MOVED must be an object; found an array.")]
    [InlineData(
        "{\"event\":\"DOOR_MOVED\",\"data\":{\"door\":4}}", "'data.door' of the event DOOR_MOVED must be a string; found the number 4.")]
    [InlineData("{\"event\":\"DOOR_MOVED\",\"data\":{\"door\":null}}", "'data.door' of the event DOOR_MOVED must be a string; found null.")]
    [InlineData(
        "{\"event\":\"DOOR_MOVED\",\"data\":{\"is-open\":\"yes\"}}",
        "'data.is-open' of the event DOOR_MOVED must be true or false; found the string \"yes\".")]
    [InlineData(
        "{\"event\":\"DOOR_MOVED\",\"data\":{\"force\":{}}}", "'data.force' of the event DOOR_MOVED must be a number; found an object.")]
    [InlineData(
        "{\"event\":\"DOOR_MOVED\",\"data\":{\"count\":1.5}}",
        "'data.count' of the event DOOR_MOVED must be an unsigned 64-bit integer; found the number 1.5.")]
    [InlineData(
        "{\"event\":\"DOOR_MOVED\",\"data\":{\"delay\":1.5}}",
        "'data.delay' of the event DOOR_MOVED must be a 64-bit integer; found the number 1.5.")]
    [InlineData(
        "{\"event\":\"DOOR_MOVED\",\"data\":{\"reason\":true}}", "'data.reason' of the event DOOR_MOVED must be a string; found true.")]
    [InlineData(
        "{\"data\":{\"room\":{\"label\":\"x\"}},\"event\":\"DOOR_MOVED\"}",
        "'data.room.number' of the event DOOR_MOVED is missing: expected a 64-bit integer.")]
    [InlineData(
        "{\"event\":\"DOOR_MOVED\",\"data\":{\"room\":{\"number\":1,\"floor\":{\"level\":\"one\"}}}}",
        "'data.room.floor.level' of the event DOOR_MOVED must be a 64-bit integer; found the string \"one\".")]
    [InlineData(
        "{\"event\":\"DOOR_MOVED\",\"data\":{\"room\":null}}", "'data.room' of the event DOOR_MOVED must be an object; found null.")]
    public void What_is_missing_or_of_another_kind_is_told_with_event_path_expected_and_found(string json, string message)
    {
        Assert.Equal(message, Assert.Throws<JsonException>(() => QmpEvents.Parse(json)).Message);
        Assert.Equal(message, Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<DoorMovedEvent>(json)).Message);
    }

    [Fact]
    public void An_event_that_the_spec_lacks_keeps_its_data()
    {
        var e = Assert.IsType<UnknownEvent>(QmpEvents.Parse("{\"event\":\"WINDOW_MOVED\",\"data\":{\"a\":1}}"u8));

        Assert.Equal("WINDOW_MOVED", e.EventName);
        Assert.Equal("{\"a\":1}", e.Data.ToString());
        Assert.IsType<UnknownEvent>(QmpEvents.Parse("{\"event\":\"ALARM2\"}"));
    }

    [Fact]
    public void All_ways_of_reading_and_writing_agree()
    {
        var json = $"{{\"timestamp\":{{\"seconds\":5,\"microseconds\":6}},"
            + $"\"event\":\"DOOR_MOVED\",\"data\":{{{Data},\"mood\":\"bang\",\"who\":\"me\"}}}}";
        var e = Assert.IsType<DoorMovedEvent>(QmpEvents.Parse(json));

        Assert.Equal(e, QmpEvents.Parse(Encoding.UTF8.GetBytes(json)));
        Assert.Equal(e, QmpEvents.Reader.Read(json));
        Assert.Equal(e, JsonSerializer.Deserialize<DoorMovedEvent>(json));
        Assert.Equal(e.ToJson(), JsonSerializer.Serialize(e));
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(json), JsonElement.Parse(e.ToJson())));
        Assert.Equal(new QmpTimestamp(5, 6), e.Timestamp);
    }

    [Fact]
    public void An_object_inside_an_event_is_serialised_on_its_own_too()
    {
        var room = new DoorMovedRoom { Number = 7, Floor = new DoorMovedFloor { Level = 2 } };

        Assert.Equal("{\"number\":7,\"floor\":{\"level\":2}}", JsonSerializer.Serialize(room));
        Assert.Equal(room, JsonSerializer.Deserialize<DoorMovedRoom>("{\"floor\":{\"level\":2},\"number\":7}"));
    }

    [Fact]
    public void A_number_of_64_unsigned_bits_is_kept() =>
        Assert.Equal(
            ulong.MaxValue,
            JsonSerializer.Deserialize<DoorMovedEvent>(
                $"{{\"event\":\"DOOR_MOVED\",\"data\":{{{Data},\"count\":18446744073709551615}}}}")!.Count);

    [Fact]
    public void Records_are_equal_if_all_members_are_and_JSON_counts_by_value()
    {
        var other = Door with { Extra = JsonElement.Parse("[ 1.0 ]"), Parts = JsonElement.Parse("{\"a\":1,\"b\":2}") };

        Assert.Equal(other, Door with { Parts = JsonElement.Parse("{ \"b\": 2, \"a\": 1 }") });
        Assert.Equal(other.GetHashCode(), (Door with { Parts = JsonElement.Parse("{ \"b\": 2, \"a\": 1 }") }).GetHashCode());
        Assert.NotEqual(other, Door);
        Assert.NotEqual(Door, Door with { Extra = JsonElement.Parse("[2]") });
        Assert.NotEqual(Door, Door with { Room = new DoorMovedRoom { Number = 8 } });
        Assert.NotEqual(Door, Door with { Who = "me" });
        Assert.NotEqual(Door, Door with { Timestamp = new QmpTimestamp(1, 2) });
    }

    [Fact]
    public void The_spec_tells_its_events_and_what_it_knows_of_them()
    {
        Assert.Equal(["DOOR_MOVED", "ALARM", "LAMP_CHANGED"], QmpEvents.EventNames);
        Assert.Equal(QmpEvents.EventNames, QmpEvents.Reader.Events.Select(e => e.Name));
        Assert.Equal([typeof(DoorMovedEvent), typeof(AlarmEvent), typeof(LampChangedEvent)], QmpEvents.Reader.Events.Select(e => e.Type));
        Assert.Equal([true, false, true], QmpEvents.Reader.Events.Select(e => e.IsRateLimited));
        Assert.Equal(["door", null, null], QmpEvents.Reader.Events.Select(e => e.RateLimitKey));
        Assert.Equal(["ALARM"], QmpEvents.Reader.Events[0].FollowedBy);
    }
}
