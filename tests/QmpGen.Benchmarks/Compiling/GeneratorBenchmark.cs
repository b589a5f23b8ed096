using System.Diagnostics;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using QmpGen.Benchmarks.Harness;
using QmpGen.Generator;
using QmpGen.Generator.Collections;
using QmpGen.Generator.Emit;

namespace QmpGen.Benchmarks.Compiling;

/// <summary>What the generator adds to a compilation: the first time in a process, every other time, and for many specs.</summary>
internal static class GeneratorBenchmark
{
    /// <summary>Measures every spec that is at hand.</summary>
    /// <param name="rounds">How often; the medians are printed.</param>
    public static void Run(int rounds)
    {
        Console.WriteLine(
            "| spec | characters | cold, beyond loading | warm | of which the generator, the rest is the compiler's parser | a "
                + "keystroke in C# |");
        Console.WriteLine("|---|---:|---:|---:|---:|---:|");
        foreach (var (name, files) in Specs.AtHand())
        {
            var cold = Enumerable.Range(0, Math.Max(1, rounds / 5)).Select(_ => Cold(name)).Order().ToList();
            var (warm, keystroke) = Warm(files, rounds);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {name} | {files.Sum(f => f.Text.Length)} | {cold[cold.Count / 2]:F0} ms | {warm:F2} ms | "
                    + $"{Alone(files, rounds):F2} ms | {keystroke:F2} ms |"));
        }

        var single = Warm(Specs.Copies(1), rounds).Warm;
        var many = Warm(Specs.Copies(100), Math.Max(1, rounds / 5)).Warm;
        Console.WriteLine();
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture, $"100 specs of the 2010 text in one project: {many / single:F0} times one of them."));
    }

    /// <summary>Runs once in a process that has compiled before, but never with this generator, and prints the milliseconds.</summary>
    public static void RunCold(string name)
    {
        // What any generator would load and compile first is not this one's.
        Time(Driver(new NoGenerator().AsSourceGenerator(), Specs.AtHand()[0].Files), Project());
        var files = Specs.AtHand().First(s => s.Name == name).Files;
        var time = Time(Driver(new QmpEventsGenerator().AsSourceGenerator(), files), Project());
        Console.WriteLine(time.TotalMilliseconds.ToString("R", CultureInfo.InvariantCulture));
    }

    private static double Cold(string name)
    {
        using var process = ChildProcess.Start(core: int.MaxValue, "generator-cold", name);
        return double.Parse(process.ReadLine(), CultureInfo.InvariantCulture);
    }

    /// <summary>The generator in the compiler, again and again, and after an edit of C#: the medians in milliseconds.</summary>
    public static (double Warm, double Keystroke) Warm(IReadOnlyList<SpecText> files, int rounds)
    {
        var generator = new QmpEventsGenerator().AsSourceGenerator();
        var (runs, edits) = (new List<double>(), new List<double>());
        var watch = Stopwatch.StartNew();
        while (runs.Count < 2 * rounds || watch.ElapsedMilliseconds < 40 * rounds)
        {
            GeneratorDriver driver = Driver(generator, files);
            var project = Project();
            var start = Stopwatch.GetTimestamp();
            driver = driver.RunGenerators(project);
            runs.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            edits.Add(Time(driver, project.AddSyntaxTrees(CSharpSyntaxTree.ParseText("internal class Added;"))).TotalMilliseconds);
        }

        return (Median(runs), Median(edits));
    }

    /// <summary>From the spec's text to the text of the code, without the driver that hands both on.</summary>
    private static double Alone(IReadOnlyList<SpecText> files, int rounds)
    {
        var spec = new Spec(files.Select(f => new SpecFile(f.Path, f.Text, "Spec")).ToEquatableArray(), files[0].Path);
        var times = new List<double>();
        var watch = Stopwatch.StartNew();
        while (times.Count < 2 * rounds || watch.ElapsedMilliseconds < 40 * rounds)
        {
            var start = Stopwatch.GetTimestamp();
            var schema = SpecCompiler.Compile(spec, LanguageVersion.CSharp11, CancellationToken.None).Schema!;
            _ = Emitter.Emit(schema).Sum(f => f.Text.Length);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        return Median(times);
    }

    /// <summary>Of the later half, when everything has been compiled well.</summary>
    private static double Median(List<double> times) => times.Skip(times.Count / 2).Order().ElementAt(times.Count / 4);

    private static TimeSpan Time(GeneratorDriver driver, Compilation project)
    {
        var start = Stopwatch.GetTimestamp();
        driver.RunGenerators(project);
        return Stopwatch.GetElapsedTime(start);
    }

    /// <summary>The compiler's part that runs a generator.</summary>
    public static CSharpGeneratorDriver Driver(ISourceGenerator generator, IReadOnlyList<SpecText> files) =>
        CSharpGeneratorDriver.Create([generator], files, CSharpParseOptions.Default, new SpecOptions());

    private static CSharpCompilation Project() => CSharpCompilation.Create(
        "Consumer",
        [CSharpSyntaxTree.ParseText("internal static class Consumer;")],
        [MetadataReference.CreateFromFile(typeof(object).Assembly.Location)]);

    /// <summary>Has the same kind of steps and does nothing in them.</summary>
    private sealed class NoGenerator : IIncrementalGenerator
    {
        public void Initialize(IncrementalGeneratorInitializationContext context) => context.RegisterSourceOutput(
            context.AdditionalTextsProvider.Combine(context.AnalyzerConfigOptionsProvider)
                .Select(static (pair, _) => pair.Left.Path)
                .Collect(),
            static (output, paths) => output.AddSource("Nothing.g.cs", $"// {paths.Length}"));
    }
}
