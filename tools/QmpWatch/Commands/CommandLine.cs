using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Parsing;
using QmpWatch.Events;
using QmpWatch.Recordings;
using QmpWatch.Watching;

namespace QmpWatch.Commands;

/// <summary>The options and what they mean.</summary>
internal sealed class CommandLine
{
    private const string ExitCodesHelp =
        "Exit codes: 0 every machine shut down, the awaited event came, or Ctrl-C; 1 no connection, or one that broke; "
        + "2 a wrong command line, spec or recording; 3 a comparison found a difference that breaks programs; 4 the awaited event did not come; 141 nobody read the output any more.";

    public Argument<Target[]> Addresses { get; } = new("address")
    {
        Description = "Monitors to watch: unix:/path, tcp:host:port, the path of a socket, a folder of sockets or a pattern such as '/run/vm/*.sock'; "
            + "in folders and patterns machines are followed as they come and go. Without any, a demonstration inside this process.",
        Arity = ArgumentArity.ZeroOrMore,
        CustomParser = ParseTargets,
    };

    public Option<bool> Qemu { get; } = Flag("--qemu", "Start a QEMU of its own, make it send events, and end it.");

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

    public Option<bool> Reconnect { get; } = Flag("--reconnect", "Connect again when a connection ends, and wait for monitors that are not there yet; folders and patterns always do.");

    public Option<bool> Json { get; } = Flag("--json", "Print each event as one line of JSON, as it came; where several machines can be watched, with a member 'vm'.");

    public Option<bool> Lines { get; } = Flag("--lines", "Print lines on a terminal too, instead of the table.");

    public Option<string?> Record { get; } = new("--record") { Description = "Write the session to this file, both directions with their times, as JSON lines; a crash loses at most the last one.", HelpName = "FILE" };

    public Option<string?> Play { get; } = new("--play") { Description = "Play a recorded session through the real client instead of connecting to a QEMU.", HelpName = "FILE" };

    public Option<double?> Speed { get; } = new("--speed") { Description = "How many times as fast as recorded to play, such as 10 or 0.5, or max for without waiting.", HelpName = "FACTOR", CustomParser = ParseSpeed };

    public Option<bool> Drift { get; } = Flag("--drift", "Compare a spec with what the QEMU at the address says of itself, and end; exit code 3 if a difference breaks programs.");

    public Option<string[]> Compare { get; } = new("--compare")
    {
        Description = "Compare two specs and end; exit code 3 if a difference breaks programs that were built for the first. "
            + "A spec is a text like qmp-events.txt, a folder or a pattern of QEMU's qapi/*.json, or @FILE with such names.",
        HelpName = "OLD> <NEW",
        Arity = new ArgumentArity(2, 2),
        AllowMultipleArgumentsPerToken = true,
    };

    public Option<string?> Spec { get; } = new("--spec") { Description = "The spec to compare with or to describe; without it, the one that the program was compiled with.", HelpName = "SPEC" };

    public Option<string?> Timeline { get; } = new("--timeline")
    {
        Description = "Write a page with a lane for each machine: of the recording that --play names, at once and without playing it, otherwise of what was watched, when that ends.",
        HelpName = "FILE.html",
    };

    public Option<string?> Reference { get; } = new("--reference") { Description = "Write a page about the events of the spec, and end.", HelpName = "FILE.html" };

    /// <summary>The command with all of it.</summary>
    /// <param name="run">What is done once the command line is right.</param>
    public RootCommand Create(Func<ParseResult, CancellationToken, Task<int>> run)
    {
        var command = new RootCommand($"Watches the events of QEMU virtual machines, typed by the spec that it was compiled with.\n{ExitCodesHelp}")
        {
            Addresses, Qemu, Event, Where, Until, Limit, Patience, Reconnect, Json, Lines, Record, Play, Speed, Timeline, Drift, Compare, Spec, Reference, Completion.CreateCommand(),
        };
        Event.CompletionSources.Add(_ => QmpEvents.Schema.EventNames.Select(n => new CompletionItem(n)));
        Until.CompletionSources.Add(_ => QmpEvents.Schema.EventNames.Select(n => new CompletionItem(n)));
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

        if (result.GetResult(Play) is not null && (addresses > 0 || result.GetValue(Qemu) || result.GetValue(Reconnect)))
        {
            result.AddError("--play takes its machines from the recording: leave out addresses, --qemu and --reconnect.");
        }

        if (result.GetResult(Speed) is not null && result.GetResult(Play) is null)
        {
            result.AddError("--speed needs a recording: give --play FILE.");
        }

        if (result.GetValue(Drift) && !IsOneMonitor(result.GetResult(Addresses)))
        {
            result.AddError("--drift needs the address of one QEMU to compare with.");
        }

        if (result.GetResult(Reference) is not null && (addresses > 0 || result.GetResult(Timeline) is not null))
        {
            result.AddError("--reference describes a spec, which --spec names, and nothing that is watched: leave out addresses and --timeline.");
        }

        if (result.GetResult(Spec) is not null && !result.GetValue(Drift) && result.GetResult(Reference) is null)
        {
            result.AddError("--spec goes with --drift ADDRESS, which compares with it, or --reference FILE.html, which describes it: give one of the two. Events are typed by the built-in spec.");
        }

        if (result.GetResult(Compare) is not null && addresses > 0)
        {
            result.AddError("--compare takes two specs and no address; --drift compares a spec with a QEMU.");
        }

        if (WrittenFiles.Clash(result, [Record, Timeline, Reference], [Play, Spec]) is { } clash)
        {
            result.AddError(clash);
        }
    }

    // Asked of the text: the value of an address that is none cannot be had.
    private static bool IsOneMonitor(ArgumentResult? addresses) =>
        addresses?.Tokens is [var token] && Target.TryParse(token.Value, out var target, out _) && target is OneMonitor;

    // Of no arity: a flag that could take "true" would keep a shell from completing what comes after it.
    private static Option<bool> Flag(string name, string description) => new(name) { Description = description, Arity = ArgumentArity.Zero };

    private static double? ParseSpeed(ArgumentResult result)
    {
        if (PlayedSession.TryParseSpeed(result.Tokens[0].Value, out var speed))
        {
            return speed;
        }

        result.AddError($"'{result.Tokens[0].Value}' is no speed: expected a number above 0, such as 10 or 0.5, or max.");
        return null;
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
