using QmpGen.Tests;
using QmpWatch.Commands;

namespace QmpWatch.Tests.Support;

/// <summary>A run of the program inside the test, which is faster than a process; it cannot see a terminal or a signal.</summary>
internal static class InProcess
{
    public static async Task<Outcome> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var messages = new StringWriter();
        var cancellation = TestContext.Current.CancellationToken;
        var exitCode = await EntryPoint.RunAsync(arguments, output, messages, cancellation).WithinAsync(Within.Limit, cancellation);
        return Outcome.Of(exitCode, Lines(output), Lines(messages));
    }

    private static string[] Lines(StringWriter text) => text.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
