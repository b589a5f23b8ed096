using BenchmarkDotNet.Attributes;
using QmpGen.Benchmarks.Baselines;
using QmpGen.Benchmarks.Document;
using QmpGen.Benchmarks.Lines;

namespace QmpGen.Benchmarks.Reading;

/// <summary>Reading the same events in layouts that QEMU does not print, which must cost no more than a hand-written reader.</summary>
public class OtherLayouts
{
    /// <summary>The layouts.</summary>
    public static IEnumerable<Batch> Batches => Layouts.All(1_000);

    /// <summary>The messages.</summary>
    [ParamsSource(nameof(Batches))]
    public Batch Layout { get; set; } = null!;

    /// <summary>The unit.</summary>
    [Benchmark(Baseline = true, Description = "bare Utf8JsonReader walk")]
    public long Walk() => ReaderWalk.Tokens(Layout);

    /// <summary>What one would write by hand.</summary>
    [Benchmark(Description = "hand-written Utf8JsonReader dispatcher")]
    public object? Hand() => HandWritten.Read(Layout);

    /// <summary>Ours.</summary>
    [Benchmark(Description = "**QmpGen**, `QmpEvents.Parse`")]
    public object? Ours()
    {
        object? last = null;
        for (var i = 0; i < Layout.Count; i++)
        {
            last = QmpEvents.Parse(Layout[i]);
        }

        return last;
    }
}
