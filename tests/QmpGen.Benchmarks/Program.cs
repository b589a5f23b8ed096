using System.Globalization;
using QmpGen.Benchmarks.Clients;
using QmpGen.Benchmarks.Compiling;
using QmpGen.Benchmarks.Harness;
using QmpGen.Benchmarks.Reading;
using QmpGen.Benchmarks.Sockets;
using QmpGen.Benchmarks.Typed;

// Without arguments: reading, in full. --short: the same in two minutes. --dry: everything once, to see that it works.
// The other words each measure something that no loop in memory shows.
switch (args)
{
    case ["socket-server", var path, var mode]:
        EventServer.Run(path, lineByLine: mode == "lines");
        return 0;
    case ["socket-client", var path, var rounds]:
        await SocketBenchmark.RunClientsAsync(path, int.Parse(rounds, CultureInfo.InvariantCulture));
        return 0;
    case ["socket", ..]:
        Report.PrintHeading(args);
        SocketBenchmark.Run(rounds: args.Contains("--dry") ? 1 : 9);
        return 0;
    case ["idle", ..]:
        Report.PrintHeading(args);
        await IdleBenchmark.RunAsync(args.Contains("--dry") ? 10 : 1_000);
        return 0;
    case ["commands", ..]:
        Report.PrintHeading(args);
        await CommandBenchmark.RunAsync(rounds: args.Contains("--dry") ? 1 : 9);
        return 0;
    case ["generator-cold", var spec]:
        GeneratorBenchmark.RunCold(spec);
        return 0;
    case ["generator", ..]:
        Report.PrintHeading(args);
        GeneratorBenchmark.Run(rounds: args.Contains("--dry") ? 1 : 25);
        return 0;
    case ["compile", ..]:
        Report.PrintHeading(args);
        CompilationBenchmark.Run(rounds: args.Contains("--dry") ? 1 : 9);
        return 0;
    case ["typed", ..]:
        Report.PrintHeading(args);
        await TypedBenchmark.RunAsync(rounds: args.Contains("--dry") ? 1 : 9);
        return 0;
    case [] or [['-', ..], ..]:
        return ReadingBenchmarks.Run(args);
    default:
        Console.Error.WriteLine(
            $"'{string.Join(' ', args)}' is nothing that can be measured: expected socket, commands, idle, generator, compile, typed, or "
                + "options for the benchmarks of reading.");
        return 2;
}
