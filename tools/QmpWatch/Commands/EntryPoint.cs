using System.CommandLine;
using QmpWatch.Terminal;

namespace QmpWatch.Commands;

/// <summary>Takes the command line apart, runs what it asks for, and turns every failure into one line and an exit code.</summary>
internal static class EntryPoint
{
    /// <summary>Runs the program.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="output">Takes what was asked for.</param>
    /// <param name="messages">Takes everything else, so that the output has nothing but that.</param>
    /// <param name="cancellation">Ends it early, as Ctrl-C does.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(
        string[] arguments, TextWriter output, TextWriter messages, CancellationToken cancellation = default)
    {
        messages = new MessageLines(messages);
        var options = new CommandLine();
        var runner = new Runner(options, output, messages);

        // @FILE is a list of a spec's files here, not a file of arguments.
        var parsed = options.Create(runner.RunAsync).Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0)
        {
            // One line: whoever mistypes an option does not want the whole help.
            var error = string.Join(' ', parsed.Errors[0].Message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            await messages.WriteLineAsync($"qmpwatch: {error} Try --help.");
            return ExitCodes.Usage;
        }

        // Ctrl-C cancels what runs, which then says goodbye in its own words.
        var invocation = new InvocationConfiguration
        {
            Output = output,
            Error = messages,
            ProcessTerminationTimeout = TimeSpan.FromSeconds(10),
        };
        return await parsed.InvokeAsync(invocation, cancellation);
    }
}
