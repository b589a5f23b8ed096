using System.Buffers;
using System.IO.Pipelines;
using BenchmarkDotNet.Attributes;
using QmpGen.Benchmarks.Lines;
using QmpGen.Framing;

namespace QmpGen.Benchmarks.Parts;

/// <summary>
/// Cutting a stream into messages beside what .NET has for it, a PipeReader: once with the least that a reader of lines does,
/// which knows neither pretty-printed messages nor damaged ones, and once with our scanner on what the pipe holds.
/// </summary>
public class Framings
{
    private const int Received = 64 * 1024;

    /// <summary>The lines.</summary>
    public static IEnumerable<Batch> Batches => [QemuLines.Make("50,000 lines", 50_000)];

    /// <summary>The lines.</summary>
    [ParamsSource(nameof(Batches))]
    public Batch Lines { get; set; } = null!;

    /// <summary>The library's.</summary>
    [Benchmark(Baseline = true, Description = "PipeReader, cut at line feeds")]
    public async Task<long> PipeLines()
    {
        using var stream = new MemoryStream(Lines.Bytes);
        var pipe = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: Received));
        var length = 0L;
        while (true)
        {
            var result = await pipe.ReadAsync().ConfigureAwait(false);
            var (used, found) = CutLines(result.Buffer);
            length += found;
            pipe.AdvanceTo(used, result.Buffer.End);
            if (result.IsCompleted)
            {
                await pipe.CompleteAsync().ConfigureAwait(false);
                return length;
            }
        }
    }

    /// <summary>The library's buffers under our scanner.</summary>
    [Benchmark(Description = "PipeReader, our scanner on its buffers")]
    public async Task<long> PipeScanner()
    {
        using var stream = new MemoryStream(Lines.Bytes);
        var pipe = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: Received));
        var joined = new ArrayBufferWriter<byte>(2 * Received);
        var length = 0L;
        while (true)
        {
            var result = await pipe.ReadAsync().ConfigureAwait(false);
            var (used, found) = Scan(result.Buffer, joined);
            length += found;
            pipe.AdvanceTo(result.Buffer.GetPosition(used), result.Buffer.End);
            if (result.IsCompleted)
            {
                await pipe.CompleteAsync().ConfigureAwait(false);
                return length;
            }
        }
    }

    /// <summary>Ours.</summary>
    [Benchmark(Description = "**QmpGen**'s FrameReader")]
    public async Task<long> Frames()
    {
        using var stream = new MemoryStream(Lines.Bytes);
        using var frames = new FrameReader(FrameReader.LargestSize);
        var length = 0L;
        while (await stream.ReadAsync(frames.PrepareRoom()).ConfigureAwait(false) is var count and > 0)
        {
            frames.Advance(count);
            while (frames.Read(out var text) != FrameKind.Incomplete)
            {
                length += text.Length;
            }
        }

        return length;
    }

    private static (SequencePosition Used, long Length) CutLines(ReadOnlySequence<byte> received)
    {
        var reader = new SequenceReader<byte>(received);
        var length = 0L;
        while (reader.TryReadTo(out ReadOnlySequence<byte> line, (byte)'\n'))
        {
            length += line.Length - 1;
        }

        return (reader.Position, length);
    }

    /// <summary>The scanner wants one stretch with room behind it, which a pipe does not promise.</summary>
    private static (int Used, long Length) Scan(ReadOnlySequence<byte> received, ArrayBufferWriter<byte> joined)
    {
        joined.ResetWrittenCount();
        foreach (var segment in received)
        {
            joined.Write(segment.Span);
        }

        var end = joined.WrittenCount;
        joined.GetSpan(ByteBlock.Size);
        joined.Advance(ByteBlock.Size);
        var (start, position, length) = (0, 0, 0L);
        var scanner = default(FrameScanner);
        while (scanner.Scan(joined.WrittenSpan, ref start, ref position, end) != FrameKind.Incomplete)
        {
            length += position - start;
            start = position;
        }

        return (start, length);
    }
}
