using System.Globalization;
using BenchmarkDotNet.Reports;

namespace QmpGen.Benchmarks.Harness;

/// <summary>
/// Prints what was measured as ratios to the benchmark's baseline, in Markdown: times mean something on one machine in one
/// minute only.
/// </summary>
internal static class RatioTable
{
    /// <summary>Prints one class of benchmarks, a row for each benchmark and a column for each batch.</summary>
    public static void Print(Summary summary)
    {
        var batches = summary.BenchmarksCases.Select(BatchOf).Distinct().ToList();
        Console.WriteLine();
        Console.WriteLine($"| {Words(summary)} | {string.Join(" | ", batches.SelectMany(b => new[] { $"{b}", "B/event" }))} |");
        Console.WriteLine($"|---|{string.Concat(batches.Select(_ => "---:|---:|"))}");
        foreach (var row in summary.BenchmarksCases.GroupBy(c => c.Descriptor.WorkloadMethodDisplayInfo.Trim('\'')))
        {
            var cells = batches.SelectMany(b => Cells(summary, row.First(c => BatchOf(c) == b), b));
            Console.WriteLine($"| {row.Key} | {string.Join(" | ", cells)} |");
        }
    }

    private static IEnumerable<string> Cells(Summary summary, BenchmarkDotNet.Running.BenchmarkCase benchmark, string batch)
    {
        var baseline = summary.BenchmarksCases.First(c => c.Descriptor.Baseline && BatchOf(c) == batch);
        var count = ((Lines.Batch)benchmark.Parameters[0].Value).Count;
        var bytes = summary[benchmark]?.GcStats.GetBytesAllocatedPerOperation(benchmark) / (double)count;
        var ratio = summary[benchmark]?.ResultStatistics?.Median / summary[baseline]?.ResultStatistics?.Median;
        return
        [
            ratio?.ToString("F2", CultureInfo.InvariantCulture) ?? "failed", bytes?.ToString("F0", CultureInfo.InvariantCulture) ?? "?"
        ];
    }

    private static string BatchOf(BenchmarkDotNet.Running.BenchmarkCase benchmark) => benchmark.Parameters[0].Value.ToString()!;

    /// <summary>"MixedEvents" is "mixed events".</summary>
    private static string Words(Summary summary)
    {
        var name = summary.BenchmarksCases[0].Descriptor.Type.Name;
        return string.Concat(name.Select((c, i) => char.IsUpper(c) && i > 0 ? $" {char.ToLowerInvariant(c)}" : $"{c}"));
    }
}
