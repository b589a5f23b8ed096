using System.Diagnostics;
using System.Threading.Channels;
using QmpGen.Tests;

namespace QmpWatch.Tests.Support;

/// <summary>What a run of the program came to.</summary>
/// <param name="ExitCode">The exit code.</param>
/// <param name="Output">The lines of its output.</param>
/// <param name="Announcement">What it says that it watches; null if it watches nothing.</param>
/// <param name="Messages">The other lines of its error output.</param>
internal sealed record Outcome(int ExitCode, IReadOnlyList<string> Output, string? Announcement, IReadOnlyList<string> Messages)
{
    public static Outcome Of(int exitCode, IReadOnlyList<string> output, IReadOnlyList<string> messages)
    {
        var announcement = messages.FirstOrDefault(m => m.EndsWith(" Press Ctrl+C to stop.", StringComparison.Ordinal));
        return new Outcome(exitCode, output, announcement, [.. messages.Where(m => m != announcement)]);
    }

    /// <summary>The folder of the unix socket that was connected, as the first message names it.</summary>
    public string FolderOfMonitor => Path.GetDirectoryName(Messages[0].Split(["unix:", ","], StringSplitOptions.None)[1])!;

    public override string ToString() =>
        $"exit code {ExitCode}\n{string.Join('\n', Output)}\n{Announcement}\n{string.Join('\n', Messages)}";
}

/// <summary>The program as a user starts it: a process of its own with its output in pipes.</summary>
internal sealed class QmpWatchProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = Within.Limit;

    private readonly Process _process;
    private readonly Channel<string> _messages = Channel.CreateUnbounded<string>();
    private readonly List<string> _allMessages = [];
    private readonly Task _reading;
    private readonly List<string> _lines = [];

    private QmpWatchProcess(Process process)
    {
        _process = process;
        _reading = ReadMessagesAsync();
    }

    public static QmpWatchProcess Start(params string[] arguments) => Start(arguments, path: null);

    /// <param name="arguments">The command line.</param>
    /// <param name="path">Where the program looks for other programs; null for the usual places.</param>
    public static QmpWatchProcess Start(string[] arguments, string? path)
    {
        var start = Redirected(Host, [Dll, .. arguments]);
        if (path is not null)
        {
            start.Environment["PATH"] = path;
        }

        return new QmpWatchProcess(Process.Start(start)!);
    }

    /// <summary>Starts another program, which is to start this one.</summary>
    public static QmpWatchProcess StartOther(string program, params IEnumerable<string> arguments) =>
        new(Process.Start(Redirected(program, arguments))!);

    public static async Task<Outcome> RunAsync(params string[] arguments)
    {
        await using var process = Start(arguments);
        return await process.EndAsync();
    }

    /// <summary>Waits for the next line of output.</summary>
    public async Task<string?> ReadLineAsync()
    {
        var line = await _process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WithinAsync(Patience);
        if (line is not null)
        {
            _lines.Add(line);
        }

        return line;
    }

    /// <summary>Waits for a message that starts so.</summary>
    public async Task<string> MessageAsync(string start)
    {
        try
        {
            while (await _messages.Reader.WaitToReadAsync(TestContext.Current.CancellationToken).AsTask().WithinAsync(Patience))
            {
                if (_messages.Reader.TryRead(out var message) && message.StartsWith(start, StringComparison.Ordinal))
                {
                    return message;
                }
            }
        }
        catch (TimeoutException failure)
        {
            throw new TimeoutException($"No message '{start}…' came. {failure.Message}", failure);
        }

        throw new InvalidOperationException(
            $"The program ended without a message '{start}…'; it said {string.Join(" | ", _allMessages)}");
    }

    /// <summary>Sends what a terminal sends for Ctrl-C.</summary>
    public void Interrupt()
    {
        using var kill = Process.Start("kill", ["-INT", $"{_process.Id}"]);
        kill.WaitForExit();
    }

    /// <summary>Stops to read its output, as <c>head</c> does once it has enough.</summary>
    public void CloseOutput() => _process.StandardOutput.Close();

    /// <summary>Waits for the program's end without reading its output.</summary>
    public async Task<int> ExitAsync()
    {
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken).WithinAsync(Patience);
        return _process.ExitCode;
    }

    /// <summary>Ends it as a crash does.</summary>
    public void Kill() => _process.Kill();

    /// <summary>Waits for the program's end.</summary>
    public async Task<Outcome> EndAsync()
    {
        while (await ReadLineAsync() is not null)
        {
        }

        await _process.WaitForExitAsync(TestContext.Current.CancellationToken).WithinAsync(Patience);
        await _reading.WithinAsync(Patience);
        return Outcome.Of(_process.ExitCode, _lines, _allMessages);
    }

    private async Task ReadMessagesAsync()
    {
        while (await _process.StandardError.ReadLineAsync() is { } line)
        {
            if (line.Length > 0)
            {
                _allMessages.Add(line);
                _messages.Writer.TryWrite(line);
            }
        }

        _messages.Writer.Complete();
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

    /// <summary>The program.</summary>
    public static string Dll => Path.Combine(AppContext.BaseDirectory, "qmpwatch.dll");

    /// <summary>What runs it.</summary>
    public static string Host => Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet"
        ? host
        : Environment.GetEnvironmentVariable("DOTNET_HOST_PATH")
            ?? Path.GetFullPath(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "..", "..", "..", "dotnet"));

    private static ProcessStartInfo Redirected(string program, IEnumerable<string> arguments) => new(program, arguments)
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    };
}
