#if TODAY
using BenchmarkDotNet.Attributes;
using QmpGen.Benchmarks.Baselines;
using QmpGen.Benchmarks.Lines;

namespace QmpGen.Benchmarks.Reading;

/// <summary>Reading events with the members that QEMU 7.2 sends, by its own schema and by the document of 2010.</summary>
public class TodaysMembers
{
    /// <summary>The batches.</summary>
    public static IEnumerable<Batch> Batches =>
        [QemuLines.Make("1,000 lines", 1_000, QemuMembers.Today), QemuLines.Make("50,000 lines", 50_000, QemuMembers.Today)];

    /// <summary>The lines.</summary>
    [ParamsSource(nameof(Batches))]
    public Batch Lines { get; set; } = null!;

    /// <summary>The unit.</summary>
    [Benchmark(Baseline = true, Description = "bare Utf8JsonReader walk")]
    public long Walk() => ReaderWalk.Tokens(Lines);

    /// <summary>What one would write by hand, for the members of 2010.</summary>
    [Benchmark(Description = "hand-written Utf8JsonReader dispatcher (members of 2010)")]
    public object? Hand() => HandWritten.Read(Lines);

    /// <summary>Ours, with the schema of the QEMU that sends.</summary>
    [Benchmark(Description = "**QmpGen**, by QEMU 7.2's schema")]
    public object? Schema() => Read(Today.QmpEvents.Reader);

    /// <summary>Ours, with a document that lacks the newer members.</summary>
    [Benchmark(Description = "**QmpGen**, by the document of 2010")]
    public object? Document() => Read(Benchmarks.Document.QmpEvents.Reader);

    private QmpEvent? Read(QmpEventReader reader)
    {
        QmpEvent? last = null;
        for (var i = 0; i < Lines.Count; i++)
        {
            last = reader.Read(Lines[i]);
        }

        return last;
    }
}
#endif
