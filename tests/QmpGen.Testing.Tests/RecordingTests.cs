using System.Text;

namespace QmpGen.Testing.Tests;

/// <summary>A recording is read line by line, and what is wrong with one is said precisely.</summary>
public sealed class RecordingTests
{
    private const string Header = """{"qmpRecording": 1, "started": "2026-11-23T20:28:08.123456Z"}""";

    [Fact]
    public void Lines_are_read_with_their_times()
    {
        var recording = Open(
            Header,
            """{"at": 1234567, "vm": "vm1", "from": "qemu", "message": {"event": "STOP"}, "later": [1]}""",
            """{"vm": "vm2", "message": {"execute": "cont", "id": 7}, "from": "client", "at": 1234567}""",
            """{"at": 1234568, "vm": "vm1", "state": "dropped", "detail": 3}""",
            """{"at": 1234569, "vm": "vm1", "state": "disconnected", "detail": null}""",
            "");

        var lines = recording.Lines.ToList();

        Assert.Equal(new DateTimeOffset(2026, 11, 23, 20, 28, 8, TimeSpan.Zero).AddTicks(1234560), recording.Started);
        var stop = Assert.IsType<QmpRecordedMessage>(lines[0]);
        Assert.Equal(
            (TimeSpan.FromMicroseconds(1234567), "vm1", QmpRecordedSide.Qemu, """{"event": "STOP"}"""),
            (stop.At, stop.Vm, stop.From, stop.ToString()));
        Assert.Equal(QmpRecordedSide.Client, Assert.IsType<QmpRecordedMessage>(lines[1]).From);
        Assert.Equal("3", Assert.IsType<QmpRecordedState>(lines[2]).Detail);
        Assert.Null(Assert.IsType<QmpRecordedState>(lines[3]).Detail);
        Assert.Equal(stop, recording.Lines.First());
        Assert.Null(recording.Notice);
    }

    [Theory]
    [InlineData("", 1, "the recording is empty.")]
    [InlineData("QMP", 1, "expected a JSON object; the line is not valid JSON")]
    [InlineData("[1]", 1, "expected a JSON object; found [1]")]
    [InlineData("""{"at": 1}""", 1, """expected a recording, which starts with {"qmpRecording": 1, "started": …}; found {"at": 1}""")]
    [InlineData("""{"qmpRecording": 2}""", 1, "the format's version is 2, expected 1; use a newer QmpGen.Testing to read it")]
    [InlineData(
        """{"qmpRecording": 1, "started": "now"}""", 1, "'started' must be a time such as \"2026-11-23T20:28:08.123456Z\"; found \"now\"")]
    [InlineData(Header + "\nnonsense\n", 2, "expected a JSON object; the line is not valid JSON")]
    [InlineData(Header + "\n\n", 2, "expected a JSON object; the line is not valid JSON")]
    [InlineData(
        Header + "\n{\"vm\": \"a\", \"state\": \"connected\"}",
        2,
        "'at' must be an integer, the microseconds since the start; found nothing")]
    [InlineData(Header + "\n{\"at\": 1.5, \"vm\": \"a\", \"state\": \"connected\"}", 2, "found 1.5")]
    [InlineData(Header + "\n{\"at\": -1, \"vm\": \"a\", \"state\": \"connected\"}", 2, "found -1")]
    [InlineData(
        Header + "\n{\"at\": 1, \"state\": \"connected\"}", 2, "'vm' must be a string, the monitor's name or address; found nothing")]
    [InlineData(Header + "\n{\"at\": 1, \"vm\": \"a\"}", 2, "expected either 'from' with 'message' or 'state'; found neither in")]
    [InlineData(Header + "\n{\"at\": 1, \"vm\": \"a\", \"from\": \"qemu\", \"state\": \"connected\"}", 2, "found both in")]
    [InlineData(
        Header + "\n{\"at\": 1, \"vm\": \"a\", \"from\": \"guest\", \"message\": {}}",
        2,
        "'from' must be one of \"qemu\", \"client\"; found \"guest\"")]
    [InlineData(Header + "\n{\"at\": 1, \"vm\": \"a\", \"from\": \"qemu\"}", 2, "'message' is missing in")]
    [InlineData(
        Header + "\n{\"at\": 1, \"vm\": \"a\", \"from\": \"qemu\", \"message\": 7}",
        2,
        "'message' must be a JSON object, or a string if the message was not valid JSON; found 7")]
    [InlineData(
        Header + "\n{\"at\": 1, \"vm\": \"a\", \"state\": \"asleep\"}",
        2,
        "'state' must be one of \"connected\", \"disconnected\", \"dropped\"; found \"asleep\"")]
    [InlineData(
        Header + "\n{\"at\": 1, \"vm\": \"a\", \"state\": \"connected\", \"detail\": []}",
        2,
        "'detail' must be a string or a number; found []")]
    [InlineData(
        Header + "\n{\"at\": 2, \"vm\": \"a\", \"state\": \"connected\"}\n{\"at\": 1, \"vm\": \"b\", \"state\": \"connected\"}",
        3,
        "'at' is 1, less than the 2 of an earlier line; times must not decrease")]
    public void What_is_wrong_is_said_with_its_line(string text, long line, string problem)
    {
        var failure = Assert.Throws<QmpRecordingException>(() => Open(text).Lines.ToList());

        Assert.Equal(line, failure.LineNumber);
        Assert.StartsWith($"Line {line} of the recording: ", failure.Message, StringComparison.Ordinal);
        Assert.Contains(problem, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_last_line_that_was_cut_is_left_out_with_a_notice()
    {
        const string Whole = """{"at": 1, "vm": "a", "state": "connected"}""";
        for (var length = 1; length < Whole.Length; length++)
        {
            var recording = Open(Header, Whole, Whole[..length]);

            Assert.Single(recording.Lines);
            Assert.StartsWith(
                "The last line is incomplete and was skipped. Line 3 of the recording: ", recording.Notice, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_byte_order_mark_is_no_part_of_the_first_line() => Assert.Empty(Open("\uFEFF" + Header).Lines);

    [Fact]
    public void A_line_may_be_longer_than_any_buffer()
    {
        var data = new string('x', 1_000_000);

        var message = Assert.IsType<QmpRecordedMessage>(Assert.Single(
            Open(Header, $$"""{"at": 1, "vm": "a", "from": "qemu", "message": {"event": "E", "data": "{{data}}" } }""").Lines));

        Assert.Contains(data, message.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_are_read_as_they_are_asked_for()
    {
        var recording = Open(Header, """{"at": 1, "vm": "a", "state": "connected"}""", "nonsense", "");

        using var lines = recording.Lines.GetEnumerator();

        Assert.True(lines.MoveNext());
        Assert.Throws<QmpRecordingException>(() => lines.MoveNext());
    }

    private static QmpRecording Open(params string[] lines) =>
        QmpRecording.Open(() => new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', lines))));
}
