using System.Diagnostics;
using QmpGen.Tests;

namespace QmpGen.Package.Tests.Support;

/// <summary>A program that ran to its end.</summary>
internal sealed record ToolRun(string Command, int ExitCode, string Output)
{
    // A build takes seconds; one that takes minutes of an idle machine hangs.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    public IReadOnlyList<string> Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>What a build reports as errors; the same one is said again at the end of the build.</summary>
    public IReadOnlyList<string> Errors => [.. Lines.Where(l => l.Contains(": error ", StringComparison.Ordinal)).Distinct()];

    /// <summary>Fails the test, with all that the program said, unless it succeeded.</summary>
    public ToolRun Succeeded()
    {
        Assert.True(ExitCode == 0, $"{Command}\nended with exit code {ExitCode}:\n{Output}");
        return this;
    }

    /// <summary>Fails the test if the program succeeded.</summary>
    public ToolRun Failed()
    {
        Assert.True(ExitCode != 0, $"{Command}\nshould have failed, but said:\n{Output}");
        return this;
    }

    /// <summary>Runs a program in a folder and waits for its end, but not for ever.</summary>
    public static async Task<ToolRun> StartAsync(
        string folder, IReadOnlyDictionary<string, string?> environment, string program, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var command = $"{program} {string.Join(' ', start.ArgumentList)}";
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = new List<string>();
        process.OutputDataReceived += Collect;
        process.ErrorDataReceived += Collect;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();

        var cancellation = TestContext.Current.CancellationToken;
        try
        {
            await process.WaitForExitAsync(cancellation).WithinAsync(Patience, cancellation);
        }
        catch (Exception failure) when (failure is TimeoutException or OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{command}\nwas killed: {failure.Message} It had said:\n{Text()}");
        }

        return new ToolRun(command, process.ExitCode, Text());

        void Collect(object sender, DataReceivedEventArgs line)
        {
            lock (output)
            {
                output.Add(line.Data ?? string.Empty);
            }
        }

        string Text()
        {
            lock (output)
            {
                return string.Join('\n', output);
            }
        }
    }
}
