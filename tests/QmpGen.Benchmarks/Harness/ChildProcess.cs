using System.Diagnostics;
using System.Globalization;

namespace QmpGen.Benchmarks.Harness;

/// <summary>This program once more, in another role and bound to one core if the system can do that; it ends with its owner.</summary>
internal sealed class ChildProcess : IDisposable
{
    private const string Binder = "/usr/bin/taskset";

    private readonly Process _process;

    private ChildProcess(Process process) => _process = process;

    /// <summary>Starts it.</summary>
    /// <param name="core">Which core it may use.</param>
    /// <param name="arguments">What it is to do.</param>
    public static ChildProcess Start(int core, params IEnumerable<string> arguments)
    {
        // Started through the dotnet command, that is the process, and the program its first argument.
        string[] started = Path.GetFileNameWithoutExtension(Environment.ProcessPath!) == "dotnet"
            ? [Environment.ProcessPath!, typeof(ChildProcess).Assembly.Location]
            : [Environment.ProcessPath!];
        string[] program = [.. started, .. arguments];
        string[] line = File.Exists(Binder) && core < Environment.ProcessorCount
            ? [Binder, "-c", core.ToString(CultureInfo.InvariantCulture), .. program]
            : program;
        return Start(line);
    }

    /// <summary>Starts any program.</summary>
    /// <param name="line">The program and its arguments.</param>
    public static ChildProcess Start(IReadOnlyList<string> line) =>
        new(Process.Start(new ProcessStartInfo(line[0], line.Skip(1))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!);

    /// <summary>The next line that it prints.</summary>
    /// <exception cref="InvalidOperationException">It has ended.</exception>
    public string ReadLine() => _process.StandardOutput.ReadLine()
        ?? throw new InvalidOperationException($"The process '{string.Join(' ', _process.StartInfo.ArgumentList)}' ended without a word.");

    /// <inheritdoc/>
    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(1000))
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
