using System.CommandLine;
using QmpGen;
using QmpWatch;

var address = new Argument<QmpEndpoint?>("address")
{
    Description = "The monitor of a running QEMU: unix:/path or tcp:host:port. Without it, a demonstration inside this process.",
    Arity = ArgumentArity.ZeroOrOne,
    CustomParser = result =>
    {
        var text = result.Tokens.Count == 0 ? null : result.Tokens[0].Value;
        if (QmpEndpoint.TryParse(text, out var endpoint) || text is null)
        {
            return endpoint;
        }

        result.AddError(text.StartsWith('-')
            ? $"There is no option '{text}'."
            : $"'{text}' is no address: expected unix:/path, tcp:host:port or tcp:[v6 address]:port.");
        return null;
    },
};
var qemu = new Option<bool>("--qemu") { Description = "Start a QEMU of its own, make it send events, and end it." };
var drift = new Option<bool>("--drift") { Description = "Compare what was compiled with what the QEMU at the address says of itself, and end." };
var json = new Option<bool>("--json") { Description = "Print each event as one line of JSON." };
var command = new RootCommand("Watches the events of a QEMU virtual machine, typed by the spec that it was compiled with.") { address, qemu, drift, json };
command.Validators.Add(result =>
{
    if (result.GetValue(qemu) && result.GetResult(address)?.Tokens.Count > 0)
    {
        result.AddError("An address and --qemu exclude each other: give one of the two.");
    }

    if (result.GetValue(drift) && result.GetResult(address)?.Tokens.Count is not > 0)
    {
        result.AddError("--drift needs the address of a QEMU to compare with.");
    }
});
command.SetAction((arguments, cancellation) =>
{
    var watch = new Watch(new EventPrinter(Console.Out, arguments.GetValue(json)), Console.Error);
    return arguments.GetValue(qemu) ? QemuTour.RunAsync(watch, cancellation)
        : arguments.GetValue(drift) ? Drift.ReportAsync(arguments.GetValue(address)!, Console.Out, Console.Error, cancellation)
        : arguments.GetValue(address) is { } endpoint ? watch.FollowAsync(endpoint, cancellation)
        : Demonstration.RunAsync(watch, cancellation);
});

var parsed = command.Parse(args);
if (parsed.Errors.Count > 0)
{
    // One line: whoever mistypes an option does not want the whole help.
    await Console.Error.WriteLineAsync($"qmpwatch: {parsed.Errors[0].Message} Try --help.");
    return ExitCodes.Usage;
}

// Ctrl-C cancels what runs, which then says goodbye in its own words.
return await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(10) });
