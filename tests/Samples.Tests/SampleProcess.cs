using System.Diagnostics;

namespace Samples.Tests;

/// <summary>A sample as a user starts it: a process of its own with its output in pipes.</summary>
internal sealed class SampleProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Task<string> _errors;
    private readonly List<string> _lines = [];

    private SampleProcess(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
    }

    public int ExitCode => _process.ExitCode;

    public static SampleProcess Start(string sample, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(DotnetPath(), [Path.Combine(AppContext.BaseDirectory, $"{sample}.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return new SampleProcess(Process.Start(start)!);
    }

    /// <summary>Waits for a line of output that contains a text.</summary>
    public async Task<string> LineAsync(string text)
    {
        while (await _process.StandardOutput.ReadLineAsync()
            .InTime($"a line with '{text}' after:\n{string.Join('\n', _lines)}") is { } line)
        {
            _lines.Add(line);
            if (line.Contains(text, StringComparison.Ordinal))
            {
                return line;
            }
        }

        Assert.Fail($"The sample ended without a line with '{text}':\n{string.Join('\n', _lines)}\n{await _errors}");
        return string.Empty;
    }

    /// <summary>Waits for the end of the program.</summary>
    /// <returns>What it wrote to its error output.</returns>
    public async Task<string> EndAsync()
    {
        await _process.StandardOutput.ReadToEndAsync().InTime("the end of the output");
        await _process.WaitForExitAsync().InTime("the end of the program");
        return await _errors;
    }

    /// <summary>Sends what a service manager sends to end a service.</summary>
    public void Terminate()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        kill.WaitForExit();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private static string DotnetPath() =>
        Environment.GetEnvironmentVariable("DOTNET_HOST_PATH")
        ?? Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "..", "..", "..", "dotnet");
}
