using System.Buffers;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using QmpGen.Benchmarks.Baselines;
using QmpGen.Benchmarks.Document;
using QmpGen.Benchmarks.Lines;

namespace QmpGen.Benchmarks.Reading;

/// <summary>Writing events in their wire form, beside the walk over what is written.</summary>
public class WrittenBack
{
    private readonly ArrayBufferWriter<byte> _buffer = new(1024);
    private QmpEvent[] _events = [];

    /// <summary>The batches.</summary>
    public static IEnumerable<Batch> Batches => [QemuLines.Make("1,000 events", 1_000)];

    /// <summary>The lines that the events come from.</summary>
    [ParamsSource(nameof(Batches))]
    public Batch Lines { get; set; } = null!;

    /// <summary>Reads the events.</summary>
    [GlobalSetup]
    public void Read() => _events = [.. Enumerable.Range(0, Lines.Count).Select(i => QmpEvents.Parse(Lines[i]))];

    /// <summary>The unit.</summary>
    [Benchmark(Baseline = true, Description = "bare Utf8JsonReader walk")]
    public long Walk() => ReaderWalk.Tokens(Lines);

    /// <summary>To text.</summary>
    [Benchmark(Description = "**QmpGen**, `ToJson`")]
    public int Text() => _events.Sum(e => e.ToJson().Length);

    /// <summary>To a writer.</summary>
    [Benchmark(Description = "**QmpGen**, `WriteTo` a writer that is used again")]
    public long Writer()
    {
        long written = 0;
        using var writer = new Utf8JsonWriter(_buffer);
        foreach (var qmpEvent in _events)
        {
            _buffer.ResetWrittenCount();
            writer.Reset();
            qmpEvent.WriteTo(writer);
            writer.Flush();
            written += _buffer.WrittenCount;
        }

        return written;
    }
}
