using System.CommandLine;
using System.CommandLine.Parsing;
using QmpWatch.Watching;

namespace QmpWatch.Commands;

/// <summary>The options and what they mean.</summary>
internal sealed class CommandLine
{
    private const string ExitCodesHelp =
        "Exit codes: 0 every machine shut down, the awaited event came, or Ctrl-C; 1 no connection, or one that broke; "
        + "2 a wrong command line, spec or recording; 3 a comparison found a difference that breaks programs; 4 the awaited event did not come.";

    public Argument<Target[]> Addresses { get; } = new("address")
    {
        Description = "Monitors to watch: unix:/path, tcp:host:port, the path of a socket, a folder of sockets or a pattern such as '/run/vm/*.sock'; "
            + "in folders and patterns machines are followed as they come and go. Without any, a demonstration inside this process.",
        Arity = ArgumentArity.ZeroOrMore,
        CustomParser = ParseTargets,
    };

    public Option<bool> Qemu { get; } = new("--qemu") { Description = "Start a QEMU of its own, make it send events, and end it." };

    public Option<string[]> Event { get; } = new("--event") { Description = "Show events of this name only, such as STOP or 'VNC_*'; may be given several times.", HelpName = "NAME" };

    public Option<MemberCondition[]> Where { get; } = new("--where")
    {
        Description = "Show events only whose member has this value, such as action=stop, client.host=::1 or reason!=guest-shutdown; if given several times, all must be true.",
        HelpName = "MEMBER=VALUE",
        CustomParser = ParseConditions,
    };

    public Option<string?> Until { get; } = new("--until") { Description = "End with exit code 0 when an event of this name comes for which --where is true, and with 4 if it does not come.", HelpName = "NAME" };

    public Option<TimeSpan?> Limit { get; } = new("--timeout") { Description = "Stop watching after this time, such as 30s, 5m or 500ms.", HelpName = "TIME", CustomParser = ParseDuration };

    public Option<TimeSpan?> Patience { get; } = new("--connect-timeout") { Description = "How long connecting and the greeting may take each; 10s if not given.", HelpName = "TIME", CustomParser = ParseDuration };

    public Option<bool> Reconnect { get; } = new("--reconnect") { Description = "Connect again when a connection ends, and wait for monitors that are not there yet; folders and patterns always do." };

    public Option<bool> Json { get; } = new("--json") { Description = "Print each event as one line of JSON, as it came; where several machines can be watched, with a member 'vm'." };

    public Option<bool> Lines { get; } = new("--lines") { Description = "Print lines on a terminal too, instead of the table." };

    public Option<bool> Drift { get; } = new("--drift") { Description = "Compare a spec with what the QEMU at the address says of itself, and end; exit code 3 if a difference breaks programs." };

    public Option<string[]> Compare { get; } = new("--compare")
    {
        Description = "Compare two specs and end; exit code 3 if a difference breaks programs that were built for the first. "
            + "A spec is a text like qmp-events.txt, a folder or a pattern of QEMU's qapi/*.json, or @FILE with such names.",
        HelpName = "OLD> <NEW",
        Arity = new ArgumentArity(2, 2),
        AllowMultipleArgumentsPerToken = true,
    };

    public Option<string?> Spec { get; } = new("--spec") { Description = "The spec to compare with or to describe; without it, the one that the program was compiled with.", HelpName = "SPEC" };

    public Option<string?> Reference { get; } = new("--reference") { Description = "Write a page about the events of the spec, and end.", HelpName = "FILE.html" };

    /// <summary>The command with all of it.</summary>
    /// <param name="run">What is done once the command line is right.</param>
    public RootCommand Create(Func<ParseResult, CancellationToken, Task<int>> run)
    {
        var command = new RootCommand($"Watches the events of QEMU virtual machines, typed by the spec that it was compiled with.\n{ExitCodesHelp}")
        {
            Addresses, Qemu, Event, Where, Until, Limit, Patience, Reconnect, Json, Lines, Drift, Compare, Spec, Reference, Completion.CreateCommand(),
        };
        command.Validators.Add(Validate);
        command.SetAction(run);
        return command;
    }

    private void Validate(CommandResult result)
    {
        var addresses = result.GetResult(Addresses)?.Tokens.Count ?? 0;
        if (result.GetValue(Qemu) && addresses > 0)
        {
            result.AddError("An address and --qemu exclude each other: give one of the two.");
        }

        if (result.GetValue(Drift) && (addresses != 1 || result.GetValue(Addresses) is not [OneMonitor]))
        {
            result.AddError("--drift needs the address of one QEMU to compare with.");
        }

        if (result.GetResult(Compare) is not null && addresses > 0)
        {
            result.AddError("--compare takes two specs and no address; --drift compares a spec with a QEMU.");
        }
    }

    private static Target[] ParseTargets(ArgumentResult result)
    {
        var targets = new List<Target>();
        foreach (var token in result.Tokens)
        {
            if (Target.TryParse(token.Value, out var target, out var error))
            {
                targets.Add(target);
            }
            else
            {
                result.AddError(error);
            }
        }

        return [.. targets];
    }

    private static MemberCondition[] ParseConditions(ArgumentResult result)
    {
        var conditions = new List<MemberCondition>();
        foreach (var token in result.Tokens)
        {
            if (MemberCondition.TryParse(token.Value, out var condition))
            {
                conditions.Add(condition);
            }
            else
            {
                result.AddError($"'{token.Value}' is no condition: expected MEMBER=VALUE or MEMBER!=VALUE, such as action=stop or client.host=::1.");
            }
        }

        return [.. conditions];
    }

    private static TimeSpan? ParseDuration(ArgumentResult result)
    {
        if (Duration.TryParse(result.Tokens[0].Value, out var duration))
        {
            return duration;
        }

        result.AddError($"'{result.Tokens[0].Value}' is no time: expected a number with ms, s, m or h, such as 30s.");
        return null;
    }
}
