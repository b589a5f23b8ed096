using System.CommandLine;
using QmpWatch;
using QmpWatch.Commands;

var options = new CommandLine();
var runner = new Runner(options, Console.Out, Console.Error);

// @FILE is a list of a spec's files here, not a file of arguments.
var parsed = options.Create(runner.RunAsync).Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
if (parsed.Errors.Count > 0)
{
    // One line: whoever mistypes an option does not want the whole help.
    await Console.Error.WriteLineAsync($"qmpwatch: {parsed.Errors[0].Message} Try --help.");
    return ExitCodes.Usage;
}

// Ctrl-C cancels what runs, which then says goodbye in its own words.
return await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(10) });
