using System.Collections;
using System.Diagnostics;
using QmpGen.Tests;
using QmpWatch.Tests.Support;

namespace QmpWatch.Tests.Packaging;

/// <summary>A program that ran to its end.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">All that it said.</param>
internal sealed record ProgramRun(int ExitCode, string Output)
{
    // The SDK packs and installs, which takes less than a minute of an idle machine.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    /// <summary>Runs a program and waits for its end, but not for ever.</summary>
    /// <param name="folder">Where it works.</param>
    /// <param name="environment">What it gets besides the test's own environment; null takes a variable away.</param>
    /// <param name="program">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    public static async Task<ProgramRun> StartAsync(
        string folder, IReadOnlyDictionary<string, string?> environment, string program, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var messages = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        try
        {
            await process.WaitForExitAsync(TestContext.Current.CancellationToken).WithinAsync(Patience);
        }
        catch (TimeoutException failure)
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{program} {string.Join(' ', start.ArgumentList)}\nwas killed: {failure.Message}");
        }

        return new ProgramRun(process.ExitCode, $"{await output}{await messages}");
    }

    /// <summary>Runs the SDK so that nothing of it stays behind and nothing of this test run leaks into it.</summary>
    public static Task<ProgramRun> DotnetAsync(string folder, params IEnumerable<string> arguments)
    {
        var environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .Select(variable => (string)variable.Key)
            .Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase))
            .ToDictionary(name => name, _ => (string?)null);
        environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        environment["DOTNET_NOLOGO"] = "1";
        return StartAsync(folder, environment, QmpWatchProcess.Host, arguments);
    }

    /// <summary>Fails the test, with all that the program said, unless it succeeded.</summary>
    public ProgramRun Succeeded()
    {
        Assert.True(ExitCode == 0, $"exit code {ExitCode}:\n{Output}");
        return this;
    }
}
