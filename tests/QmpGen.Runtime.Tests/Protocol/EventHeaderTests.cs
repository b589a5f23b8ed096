using System.Text;
using CsCheck;
using QmpGen.Framing;
using QmpGen.Serialization;
using QmpGen.Tests.Framing;
using QmpGen.Tests.Shared;

namespace QmpGen.Tests.Protocol;

public sealed class EventHeaderTests
{
    private const string Line = """{"timestamp": {"seconds": 1795448696, "microseconds": 640634}, "event": "RESET", "data": {"guest": true, "reason": "guest-reset"}}""";

    [Theory]
    [InlineData("""{"timestamp": {"seconds": 1795448697, "microseconds": 48671}, "event": "STOP"}""", "STOP")]
    [InlineData(
        """{"timestamp": {"seconds": 1795448697, "microseconds": 0}, "event": "__com.redhat_SPICE", "data": {}}""", "__com.redhat_SPICE")]
    [InlineData(
        """{"timestamp": {"seconds": 1795448697, "microseconds": 999999}, "event": "A_NAME_THAT_IS_LONGER_THAN_ANY_BLOCK"}""",
        "A_NAME_THAT_IS_LONGER_THAN_ANY_BLOCK")]
    public void The_name_is_told_from_QEMUs_own_layout(string line, string name)
    {
        var text = Encoding.UTF8.GetBytes(line);

        Assert.Equal(name, Encoding.UTF8.GetString(EventHeader.Of(text).Name(text)));
        Assert.Equal((byte)'"', text[EventHeader.Of(text).Length - 1]);
    }

    [Theory]
    [InlineData("""{"timestamp": {"seconds": -1, "microseconds": -1}, "event": "RESET", "data": {"guest": true}}""")]
    [InlineData("""{"timestamp":{"seconds":1795448696,"microseconds":640634},"event":"RESET","data":{"guest":true}}""")]
    [InlineData("""{"timestamp": {"seconds": 1795448696, "microseconds": 640634}, "event": "RES\u0045T"}""")]
    [InlineData("""{"timestamp": {"seconds": 1795448696, "microseconds": 6406340}, "event": "RESET", "data": {}}""")]
    [InlineData("""{"timestamp": {"seconds": 179544869, "microseconds": 640634}, "event": "RESET", "data": {}}""")]
    [InlineData("""{"timestamp": {"seconds": 0795448696, "microseconds": 640634}, "event": "RESET", "data": {}}""")]
    [InlineData("""{"timestamp": {"seconds": 1795448696, "microseconds": 0640}, "event": "RESET", "data": {}}""")]
    [InlineData("""{"timestamp": {"seconds": 1795448696, "microseconds": 640634}, "event": "", "data": {"guest": true}}""")]
    [InlineData("""{"timestamp": {"seconds": 1795448696, "microseconds": 640634}, "event": "RÉSET", "data": {"guest": true}}""")]
    [InlineData("""{"return": {"status": "running", "singlestep": false, "running": true}, "id": 1234567890}""")]
    public void Any_other_layout_is_left_to_the_general_reader(string line) =>
        Assert.Equal(default, EventHeader.Of(Encoding.UTF8.GetBytes(line)));

    [Theory]
    [InlineData(1_000_000_000, 0)]
    [InlineData(1_795_448_697, 7)]
    [InlineData(1_795_448_697, 48_671)]
    [InlineData(9_999_999_999, 999_999)]
    public void The_time_is_read_from_the_header(long seconds, long microseconds)
    {
        var text = Encoding.UTF8.GetBytes(
            $$$"""{"timestamp": {"seconds": {{{seconds}}}, "microseconds": {{{microseconds}}}}, "event": "STOP"}""");

        Assert.NotEqual(default, EventHeader.Of(text));
        Assert.Equal(new QmpTimestamp(seconds, microseconds), EventHeader.TimestampOf(text));
    }

    [Fact]
    public void A_header_that_has_not_come_whole_is_none_and_one_that_was_damaged_anywhere_is_none()
    {
        var text = Encoding.UTF8.GetBytes(Line);
        var length = EventHeader.Of(text).Length;

        for (var i = 0; i < length; i++)
        {
            Assert.Equal(default, EventHeader.Of(text.AsSpan(0, i)));

            var damaged = text.ToArray();
            damaged[i] = (byte)'\n';
            Assert.Equal(default, EventHeader.Of(damaged));
        }
    }

    [Fact]
    public void Every_line_that_a_real_QEMU_sent_has_one() =>
        Assert.All(File.ReadLines(Fixtures.CapturedEvents), line => Assert.NotEqual(default, EventHeader.Of(Encoding.UTF8.GetBytes(line))));

    [Fact]
    public void Frames_are_the_same_whether_or_not_headers_are_passed_over()
    {
        var piece = Gen.OneOf<string>(
            Gen.OneOf(
                "{", "}", "\"", "\n", "\r\n", " ", Line, Line + "\r\n", Line[..^1], Line[..^2] + "\r\n", """{"return": {}, "id": 1}"""),
            Gen.Int[1, Line.Length].Select(n => Line[..n]),
            Gen.Int[1, Line.Length].Select(n => Line[n..]));
        var text = piece.Array[0, 20].Select(pieces => Encoding.UTF8.GetBytes(string.Concat(pieces)));

        Gen.Select(text, Gen.Int[1, 400].Array[1, 8]).Sample(
            (bytes, sizes) => Assert.Equal(FramingReference.Frames(bytes), FramesAsync(bytes, sizes).GetAwaiter().GetResult()),
            iter: 20_000);
    }

    private static async Task<List<string>> FramesAsync(byte[] bytes, int[] sizes)
    {
        var frames = new List<string>();
        using var stream = new ChunkStream(bytes, sizes);
        using var reader = new FrameReader(1_000_000);
        while (await reader.FillAsync(stream))
        {
            while (Next(reader, out var text) is var kind and not FrameKind.Incomplete)
            {
                if (kind != FrameKind.Stray)
                {
                    frames.Add(kind.ToString().ToLowerInvariant() + " " + Encoding.Latin1.GetString(text));
                }
            }
        }

        return frames;
    }

    private static FrameKind Next(FrameReader reader, out ReadOnlySpan<byte> text)
    {
        if (!reader.IsInsideValue && EventHeader.Of(reader.Upcoming()) is { Length: > 0 } header)
        {
            reader.Enter(header.Length);
        }

        return reader.Read(out text);
    }
}
