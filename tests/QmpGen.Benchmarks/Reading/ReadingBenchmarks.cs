using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;
using QmpGen.Benchmarks.Harness;

namespace QmpGen.Benchmarks.Reading;

/// <summary>Runs the benchmarks of this folder and prints their ratios.</summary>
internal static class ReadingBenchmarks
{
    private const string Dry = "--dry";
    private const string Short = "--short";
    private const string Verbose = "--verbose";

    /// <summary>Runs them.</summary>
    /// <param name="args">
    /// How thoroughly, and what else BenchmarkDotNet should know, such as a filter; <c>--verbose</c> shows all that it says.
    /// </param>
    /// <returns>The program's exit code: 1 if any of them failed.</returns>
    public static int Run(string[] args)
    {
        string[] all = args.Contains("--filter") ? [] : ["--filter", "*"];
        var config = ManualConfig.CreateEmpty()
            .AddJob(JobFor(args).WithToolchain(InProcessEmitToolchain.Instance))
            .AddDiagnoser(MemoryDiagnoser.Default)
            .AddColumnProvider(DefaultColumnProviders.Instance)
            .AddLogger(args.Contains(Verbose) ? ConsoleLogger.Default : NullLogger.Instance)
            .WithOptions(ConfigOptions.DisableOptimizationsValidator);
        var summaries = BenchmarkSwitcher.FromAssembly(typeof(ReadingBenchmarks).Assembly)
            .Run([.. all, .. args.Except([Dry, Short, Verbose])], config)
            .ToList();

        Report.PrintHeading(args);
        summaries.ForEach(RatioTable.Print);
        return summaries.Count > 0 && summaries.All(s => s.Reports.Length > 0 && s.Reports.All(r => r.Success)) ? 0 : 1;
    }

    private static Job JobFor(string[] args) => args switch
    {
        _ when args.Contains(Dry) => Job.Default.WithStrategy(RunStrategy.ColdStart).WithWarmupCount(0).WithIterationCount(1),
        _ when args.Contains(Short) =>
            Job.Default.WithWarmupCount(5).WithIterationCount(7).WithIterationTime(TimeInterval.FromMilliseconds(100)),
        _ => Job.Default.WithWarmupCount(8).WithIterationCount(15).WithIterationTime(TimeInterval.FromMilliseconds(250)),
    };
}
