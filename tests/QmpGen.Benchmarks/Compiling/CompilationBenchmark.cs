using System.Diagnostics;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using QmpGen.Generator;

namespace QmpGen.Benchmarks.Compiling;

/// <summary>How long a project takes to compile with the events of QEMU's schema alone, with some commands, and with all.</summary>
internal static class CompilationBenchmark
{
    /// <summary>What most programs that control a machine need.</summary>
    public const string Common = "query-status;query-version;query-name;query-block;query-cpus-fast;query-migrate;stop;cont;quit;"
        + "system_powerdown;system_reset;device_add;device_del;migrate;migrate-set-capabilities";

    private static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(p => Path.GetFileName(p).StartsWith("System.", StringComparison.Ordinal))
            .Append(typeof(QmpEvent).Assembly.Location)
            .Select(p => MetadataReference.CreateFromFile(p)),
    ];

    /// <summary>Measures every schema that is at hand; the choices take turns, so that all have the same conditions.</summary>
    /// <param name="rounds">How often; the medians are printed.</param>
    public static void Run(int rounds)
    {
        Console.WriteLine("| schema | commands | lines for them | compiler time, events alone = 1.00 | the generator, warm | a C# edit |");
        Console.WriteLine("|---|---|---:|---:|---:|---:|");
        foreach (var (name, files) in Specs.Schemas())
        {
            var choices = new[] { ("none", ""), ("15 common ones", Common), ("all", "*") }
                .Select(c => (Name: c.Item1, Files: files.Select(f => f.With(c.Item2)).ToList(), Times: new List<double>()))
                .ToList();
            for (var round = 0; round < rounds + 2; round++)
            {
                foreach (var choice in choices)
                {
                    choice.Times.Add(Compile(choice.Files));
                }
            }

            foreach (var choice in choices)
            {
                var (warm, edit) = GeneratorBenchmark.Warm(choice.Files, rounds);
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {name} | {choice.Name} | {Lines(choice.Files)} | {Median(choice.Times) / Median(choices[0].Times):F2} | "
                        + $"{warm:F1} ms | {edit:F2} ms |"));
            }
        }
    }

    private static double Compile(IReadOnlyList<SpecText> files)
    {
        var start = Stopwatch.GetTimestamp();
        GeneratorBenchmark.Driver(new QmpEventsGenerator().AsSourceGenerator(), files)
            .RunGeneratorsAndUpdateCompilation(Project(), out var compilation, out _);
        var result = compilation.Emit(Stream.Null);
        return result.Success
            ? Stopwatch.GetElapsedTime(start).TotalMilliseconds
            : throw new InvalidOperationException($"The code does not compile: {result.Diagnostics[0]}");
    }

    private static int Lines(IReadOnlyList<SpecText> files) =>
        GeneratorBenchmark.Driver(new QmpEventsGenerator().AsSourceGenerator(), files).RunGenerators(Project())
            .GetRunResult().Results[0].GeneratedSources
            .Where(s => s.HintName.Contains("QmpCommands", StringComparison.Ordinal))
            .Sum(s => s.SourceText.Lines.Count - 1);

    private static CSharpCompilation Project() => CSharpCompilation.Create(
        "Consumer",
        [CSharpSyntaxTree.ParseText("internal static class Consumer;")],
        References,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    /// <summary>Without the first two, in which the compiler itself is compiled.</summary>
    private static double Median(List<double> times) => times.Skip(2).Order().ElementAt((times.Count - 2) / 2);
}
