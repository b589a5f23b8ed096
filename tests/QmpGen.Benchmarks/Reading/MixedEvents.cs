using BenchmarkDotNet.Attributes;
using QmpGen.Benchmarks.Baselines;
using QmpGen.Benchmarks.Document;
using QmpGen.Benchmarks.Lines;

namespace QmpGen.Benchmarks.Reading;

/// <summary>Reading events as QEMU prints them, with the members of the document of 2010, in every common design.</summary>
public class MixedEvents
{
    /// <summary>A small batch, which fits every cache and teaches the branch predictor, and one that does neither.</summary>
    public static IEnumerable<Batch> Batches => [QemuLines.Make("1,000 lines", 1_000), QemuLines.Make("50,000 lines", 50_000)];

    /// <summary>The lines.</summary>
    [ParamsSource(nameof(Batches))]
    public Batch Lines { get; set; } = null!;

    /// <summary>The unit.</summary>
    [Benchmark(Baseline = true, Description = "bare Utf8JsonReader walk")]
    public long Walk() => ReaderWalk.Tokens(Lines);

    /// <summary>A floor.</summary>
    [Benchmark(Description = "finding the line ends alone")]
    public int LineFeeds() => ReaderWalk.LineFeeds(Lines);

    /// <summary>The design of most clients.</summary>
    [Benchmark(Description = "ReadLine, JsonDocument, Deserialize")]
    public object? ReadLine() => LineByLine.Read(Lines);

    /// <summary>Without strings and envelopes.</summary>
    [Benchmark(Description = "JsonDocument by hand")]
    public object? Document() => DocumentByHand.Read(Lines);

    /// <summary>The platform's generator.</summary>
    [Benchmark(Description = "System.Text.Json source generation, polymorphic")]
    public object? Generated() => Polymorphic.Read(Lines);

    /// <summary>What one would write by hand.</summary>
    [Benchmark(Description = "hand-written Utf8JsonReader dispatcher")]
    public object? Hand() => HandWritten.Read(Lines);

    /// <summary>Ours.</summary>
    [Benchmark(Description = "**QmpGen**, `QmpEvents.Parse`")]
    public object? Ours()
    {
        object? last = null;
        for (var i = 0; i < Lines.Count; i++)
        {
            last = QmpEvents.Parse(Lines[i]);
        }

        return last;
    }
}
