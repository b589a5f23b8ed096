using System.CommandLine;
using System.CommandLine.Parsing;
using QmpGen;

namespace QmpWatch.Commands;

/// <summary>The options, what they mean and how they exclude each other.</summary>
internal sealed class CommandLine
{
    public Argument<QmpEndpoint?> Address { get; } = new("address")
    {
        Description = "The monitor of a running QEMU: unix:/path or tcp:host:port. Without it, a demonstration inside this process.",
        Arity = ArgumentArity.ZeroOrOne,
        CustomParser = ParseAddress,
    };

    public Option<bool> Qemu { get; } = new("--qemu") { Description = "Start a QEMU of its own, make it send events, and end it." };

    public Option<bool> Drift { get; } = new("--drift")
    {
        Description = "Compare a spec with what the QEMU at the address says of itself, and end; exit code 3 if a difference breaks programs.",
    };

    public Option<string[]> Compare { get; } = new("--compare")
    {
        Description = "Compare two specs and end; exit code 3 if a difference breaks programs that were built for the first. "
            + "A spec is a text like qmp-events.txt, a folder or a pattern of QEMU's qapi/*.json, or @FILE with such names.",
        HelpName = "OLD> <NEW",
        Arity = new ArgumentArity(2, 2),
        AllowMultipleArgumentsPerToken = true,
    };

    public Option<string?> Spec { get; } = new("--spec")
    {
        Description = "The spec to compare with or to describe; without it, the one that the program was compiled with.",
    };

    public Option<string?> Reference { get; } = new("--reference")
    {
        Description = "Write a page about the events of the spec to FILE.html, and end.",
        HelpName = "FILE.html",
    };

    public Option<bool> Json { get; } = new("--json") { Description = "Print each event as one line of JSON." };

    /// <summary>The command with all of it.</summary>
    /// <param name="run">What is done once the command line is right.</param>
    public RootCommand Create(Func<ParseResult, CancellationToken, Task<int>> run)
    {
        var command = new RootCommand("Watches the events of QEMU virtual machines, typed by the spec that it was compiled with.")
        {
            Address, Qemu, Drift, Compare, Spec, Reference, Json,
        };
        command.Validators.Add(Validate);
        command.SetAction(run);
        return command;
    }

    private void Validate(CommandResult result)
    {
        var hasAddress = result.GetResult(Address)?.Tokens.Count > 0;
        if (result.GetValue(Qemu) && hasAddress)
        {
            result.AddError("An address and --qemu exclude each other: give one of the two.");
        }

        if (result.GetValue(Drift) && !hasAddress)
        {
            result.AddError("--drift needs the address of a QEMU to compare with.");
        }

        if (result.GetResult(Compare) is not null && hasAddress)
        {
            result.AddError("--compare takes two specs and no address; --drift compares a spec with a QEMU.");
        }
    }

    private static QmpEndpoint? ParseAddress(ArgumentResult result)
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
    }
}
