using System.Diagnostics;

namespace QmpWatch.Tests.Support;

/// <summary>What a run of the program came to.</summary>
/// <param name="ExitCode">The exit code.</param>
/// <param name="Output">The lines of its output.</param>
/// <param name="Messages">The lines of its error output.</param>
internal sealed record Outcome(int ExitCode, IReadOnlyList<string> Output, IReadOnlyList<string> Messages)
{
    /// <summary>The folder of the unix socket that was connected, as the first message names it.</summary>
    public string FolderOfMonitor => Path.GetDirectoryName(Messages[0].Split(["unix:", ","], StringSplitOptions.None)[1])!;

    public override string ToString() => $"exit code {ExitCode}\n{string.Join('\n', Output)}\n{string.Join('\n', Messages)}";
}

/// <summary>The program as a user starts it: a process of its own with its output in pipes.</summary>
internal sealed class QmpWatchProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly Task<string> _messages;
    private readonly List<string> _lines = [];

    private QmpWatchProcess(Process process)
    {
        _process = process;
        _messages = process.StandardError.ReadToEndAsync();
    }

    public static QmpWatchProcess Start(params string[] arguments) => Start(arguments, path: null);

    /// <param name="arguments">The command line.</param>
    /// <param name="path">Where the program looks for other programs; null for the usual places.</param>
    public static QmpWatchProcess Start(string[] arguments, string? path)
    {
        var dll = Path.Combine(AppContext.BaseDirectory, "qmpwatch.dll");
        var start = new ProcessStartInfo(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : DotnetPath(), [dll, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (path is not null)
        {
            start.Environment["PATH"] = path;
        }

        return new QmpWatchProcess(Process.Start(start)!);
    }

    public static async Task<Outcome> RunAsync(params string[] arguments)
    {
        await using var process = Start(arguments);
        return await process.EndAsync();
    }

    /// <summary>Waits for the next line of output.</summary>
    public async Task<string?> ReadLineAsync()
    {
        var line = await _process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Patience);
        if (line is not null)
        {
            _lines.Add(line);
        }

        return line;
    }

    /// <summary>Sends what a terminal sends for Ctrl-C.</summary>
    public void Interrupt()
    {
        using var kill = Process.Start("kill", ["-INT", $"{_process.Id}"]);
        kill.WaitForExit();
    }

    /// <summary>Waits for the program's end.</summary>
    public async Task<Outcome> EndAsync()
    {
        while (await ReadLineAsync() is not null)
        {
        }

        await _process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience);
        return new Outcome(_process.ExitCode, _lines, (await _messages).Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync(CancellationToken.None);
        }

        _process.Dispose();
    }

    private static string DotnetPath() =>
        Environment.GetEnvironmentVariable("DOTNET_HOST_PATH")
        ?? Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "..", "..", "..", "dotnet");
}
