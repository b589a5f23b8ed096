using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;
using QmpGen.Benchmarks.Harness;

// Without arguments: reading, in full. --short: the same in two minutes. --dry: everything once, to see that it works.
var isDry = args.Contains("--dry");
var job = Job.Default.WithToolchain(InProcessEmitToolchain.Instance);
job = isDry
    ? job.WithStrategy(BenchmarkDotNet.Engines.RunStrategy.ColdStart).WithWarmupCount(0).WithIterationCount(1)
    : args.Contains("--short")
        ? job.WithWarmupCount(3).WithIterationCount(5).WithIterationTime(TimeInterval.FromMilliseconds(60))
        : job.WithWarmupCount(6).WithIterationCount(15).WithIterationTime(TimeInterval.FromMilliseconds(250));
var config = ManualConfig.CreateEmpty()
    .AddJob(job)
    .AddDiagnoser(MemoryDiagnoser.Default)
    .AddColumnProvider(DefaultColumnProviders.Instance)
    .AddLogger(isDry ? NullLogger.Instance : ConsoleLogger.Default)
    .WithOptions(ConfigOptions.DisableOptimizationsValidator);

string[] all = args.Contains("--filter") ? [] : ["--filter", "*"];
var summaries = BenchmarkSwitcher.FromAssembly(typeof(Report).Assembly)
    .Run([.. all, .. args.Except(["--dry", "--short"])], config)
    .ToList();

Report.PrintHeading(args);
summaries.ForEach(RatioTable.Print);
return summaries.Count > 0 && summaries.All(s => s.Reports.Length > 0 && s.Reports.All(r => r.Success)) ? 0 : 1;
