using System.Diagnostics;
using System.Text;
using CsCheck;
using QmpGen.Framing;

namespace QmpGen.Tests.Framing;

public sealed class FrameReaderTests
{
    [Theory]
    [InlineData("""{"a": 1}""", "value {\"a\": 1}")]
    [InlineData("""{"a": "}]{[\""}{"b": []}""", "value {\"a\": \"}]{[\\\"\"}", "value {\"b\": []}")]
    [InlineData("""{"a": "\\"} {"b": "\\\""}""", "value {\"a\": \"\\\\\"}", "value {\"b\": \"\\\\\\\"\"}")]
    [InlineData("xx{}yy[]", "value {}", "value []")]
    [InlineData("}]{}", "value {}")]
    [InlineData("{\"a\": \"cut\n{\"b\": 1}", "broken {\"a\": \"cut\n", "value {\"b\": 1}")]
    [InlineData("{\"a\": {\n  \"b\": 1\n}\n}", "value {\"a\": {\n  \"b\": 1\n}\n}")]
    [InlineData("{\"a\": {\n{\"b\": 1}", "broken {\"a\": {\n", "value {\"b\": 1}")]
    [InlineData("{\"a\": [\n{\"b\": 1},\n{}]}", "value {\"a\": [\n{\"b\": 1},\n{}]}")]
    [InlineData("{\"a\": \n{\"b\": 1}}", "value {\"a\": \n{\"b\": 1}}")]
    [InlineData("{{\"a\": 1}}", "value {{\"a\": 1}}")]
    public async Task Values_are_framed_by_their_tokens_and_cut_off_ones_are_told_apart(string text, params string[] expected)
    {
        var frames = await FramesAsync(Encoding.UTF8.GetBytes(text), [text.Length]);

        Assert.Equal(expected, frames);
        Assert.Equal(expected, FramingReference.Frames(Encoding.UTF8.GetBytes(text)));
    }

    [Fact]
    public void Any_text_in_any_chunks_is_framed_as_the_slow_way_frames_it()
    {
        // The bytes that matter, often enough that blocks are full of them, with text between that pushes them across blocks.
        var piece = Gen.OneOf<string>(
            Gen.OneOf(
                "{",
                "}",
                "[",
                "]",
                "\"",
                "\\",
                "\\\"",
                "\\\\",
                "\n",
                "\r\n",
                ": ",
                ", ",
                " ",
                "a",
                "{\"a\": 1}\r\n",
                "{\"k\": \"v\\\\\"}",
                "{\"e\": {\n"),
            Gen.Int[1, 200].Select(n => "\"" + new string('x', n) + "\""));
        var text = piece.Array[0, 60].Select(pieces => Encoding.UTF8.GetBytes(string.Concat(pieces)));

        Gen.Select(text, Gen.Int[1, 97].Array[1, 8]).Sample(
            (bytes, sizes) =>
            {
                var found = FramesAsync(bytes, sizes).GetAwaiter().GetResult();
                Assert.Equal(FramingReference.Frames(bytes), found);
            },
            iter: 20_000);
    }

    [Fact]
    public async Task A_long_value_in_small_reads_takes_time_in_proportion_to_its_length()
    {
        await TimeAsync(500_000);
        var small = await TimeAsync(500_000);
        var large = await TimeAsync(8_000_000);

        // Sixteen times the length; scanning from the start again on every read would take 256 times as long.
        Assert.InRange(large / small, 0, 100);

        // The shortest of several times: whatever else the machine does only makes the others longer.
        static async Task<double> TimeAsync(int length)
        {
            var bytes = Encoding.UTF8.GetBytes("{\"a\": \"" + new string('x', length) + "\"}");
            var shortest = double.MaxValue;
            for (var i = 0; i < 7; i++)
            {
                var watch = Stopwatch.StartNew();
                Assert.Single(await FramesAsync(bytes, [1000]));
                shortest = Math.Min(shortest, watch.Elapsed.TotalSeconds);
            }

            return shortest;
        }
    }

    [Fact]
    public async Task Memory_goes_back_to_the_pool_after_a_large_value_and_while_nothing_is_held()
    {
        var large = Encoding.UTF8.GetBytes("{\"a\": \"" + new string('x', 5_000_000) + "\"}");
        using var stream = new ChunkStream([.. large, .. "{\"b\": 1}{\"c\": 2"u8, .. new byte[3000]], [100_000]);
        using var reader = new FrameReader(10_000_000);
        var largest = 0;
        while (await reader.FillAsync(stream))
        {
            largest = Math.Max(largest, reader.BorrowedSize);
            while (reader.Read(out _) != FrameKind.Incomplete)
            {
            }
        }

        Assert.InRange(largest, large.Length, 4 * large.Length);
        Assert.InRange(reader.BorrowedSize, 0, 128 * 1024);
        reader.Dispose();
        Assert.Equal(0, reader.BorrowedSize);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(100_000)]
    public async Task A_value_above_the_limit_is_refused_before_it_is_whole(int limit)
    {
        var bytes = Encoding.UTF8.GetBytes("{\"a\": \"" + new string('x', limit * 20));
        using var stream = new ChunkStream(bytes, [1000]);
        using var reader = new FrameReader(limit);

        var kind = FrameKind.Incomplete;
        while (kind == FrameKind.Incomplete && await reader.FillAsync(stream))
        {
            kind = reader.Read(out _);
        }

        Assert.Equal(FrameKind.TooLarge, kind);
        Assert.InRange(reader.HeldSize, limit + 1, limit + 1000);
        Assert.InRange(reader.BorrowedSize, 0, Math.Max(4 * limit, 128 * 1024));
    }

    [Fact]
    public async Task A_value_of_exactly_the_limit_is_read_and_one_byte_more_is_not()
    {
        var bytes = "{\"a\": 12}"u8.ToArray();

        Assert.Equal(["value {\"a\": 12}"], await FramesAsync(bytes, [4], bytes.Length));
        Assert.Equal(["too large"], await FramesAsync(bytes, [4], bytes.Length - 1));
    }

    [Fact]
    public void Bytes_that_are_at_hand_are_framed_like_those_that_are_received()
    {
        var text = Encoding.UTF8.GetBytes("{\"a\": \"" + new string('x', 300_000) + "\"} stray [1]");
        using var reader = new FrameReader(1_000_000);
        var lengths = new List<int>();
        foreach (var part in new[] { text[..10], text[10..200_000], text[200_000..] })
        {
            reader.Add(part);
            while (reader.Read(out var frame) is not FrameKind.Incomplete)
            {
                lengths.Add(frame.Length);
            }
        }

        Assert.Equal([300_009, "stray ".Length, "[1]".Length], lengths);
        Assert.Equal(0, reader.HeldSize);
    }

    private static async Task<List<string>> FramesAsync(byte[] bytes, int[] chunks, int limit = int.MaxValue / 8)
    {
        var frames = new List<string>();
        using var stream = new ChunkStream(bytes, chunks);
        using var reader = new FrameReader(limit);
        while (await reader.FillAsync(stream))
        {
            while (true)
            {
                var kind = reader.Read(out var text);
                if (kind == FrameKind.Incomplete)
                {
                    break;
                }

                if (kind == FrameKind.TooLarge)
                {
                    return [.. frames, "too large"];
                }

                if (kind != FrameKind.Stray)
                {
                    frames.Add((kind == FrameKind.Value ? "value " : "broken ") + Encoding.Latin1.GetString(text));
                }
            }
        }

        return frames;
    }
}
