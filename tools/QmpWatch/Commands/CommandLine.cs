using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Parsing;
using QmpWatch.Specs;
using QmpWatch.Watching;

namespace QmpWatch.Commands;

/// <summary>The options and what they mean.</summary>
internal sealed class CommandLine
{
    private const string ExitCodesHelp =
        "Exit codes: 0 every machine shut down, the event of --until arrived, or Ctrl-C; 1 a connection failed or broke; "
        + "2 the command line, a spec or a recording is not valid; 3 a comparison found a breaking difference; "
        + "4 the event of --until did not arrive; 141 the reader of the output closed it.";

    public Argument<Target[]> Addresses { get; } = new("address")
    {
        Description = "Monitors to watch: unix:/path, tcp:host:port, the path of a socket, a folder of sockets or a pattern such as "
            + "'/run/vm/*.sock'. Machines in folders and patterns are watched as they come and go. Without an address, qmpwatch runs a "
            + "demonstration.",
        Arity = ArgumentArity.ZeroOrMore,
        CustomParser = OptionValues.Targets,
    };

    public Option<bool> Qemu { get; } = Flag("--qemu", "Start a QEMU, make it send events, and stop it.");

    public Option<string[]> Event { get; } = new("--event")
    {
        Description = "Show only events with this name, such as STOP or 'VNC_*'. Can be given several times.",
        HelpName = "NAME",
    };

    public Option<MemberCondition[]> Where { get; } = new("--where")
    {
        Description = "Show only events whose member has this value, such as action=stop, client.host=::1 or reason!=guest-shutdown. "
            + "Can be given several times; all must be true.",
        HelpName = "MEMBER=VALUE",
        CustomParser = OptionValues.Conditions,
    };

    public Option<string?> Until { get; } = new("--until")
    {
        Description = "Stop with exit code 0 when an event with this name arrives for which --where is true, and with 4 if none does.",
        HelpName = "NAME",
    };

    public Option<TimeSpan?> Limit { get; } = new("--timeout")
    {
        Description = "Stop watching after this time, such as 30s, 5m or 500ms.",
        HelpName = "TIME",
        CustomParser = OptionValues.Time,
    };

    public Option<TimeSpan?> ConnectTimeout { get; } = new("--connect-timeout")
    {
        Description = "Maximum time to connect, and again to receive the greeting. The default is 10s.",
        HelpName = "TIME",
        CustomParser = OptionValues.Time,
    };

    public Option<bool> Reconnect { get; } = Flag(
        "--reconnect", "Reconnect when a connection ends, and wait for monitors that do not exist yet. Folders and patterns always do.");

    public Option<bool> Json { get; } = Flag(
        "--json", "Print each event as one line of JSON, as received; with a member 'vm' if several machines can be watched.");

    public Option<bool> Lines { get; } = Flag("--lines", "Print lines instead of the table, on a terminal too.");

    public Option<string?> Record { get; } = new("--record")
    {
        Description = "Record the session to this file as JSON lines: both directions, with times. A crash loses at most the last line. "
            + "A file that already exists needs --append or --force.",
        HelpName = "FILE",
    };

    public Option<bool> Append { get; } = Flag("--append", "Continue the recording in the file of --record.");

    public Option<bool> Force { get; } = Flag("--force", "Overwrite the file of --record.");

    public Option<string?> Play { get; } = new("--play")
    {
        Description = "Play a recorded session through the real client instead of connecting to a QEMU.",
        HelpName = "FILE",
    };

    public Option<double?> Speed { get; } = new("--speed")
    {
        Description = "Speed of --play relative to the recording, such as 10 or 0.5; max plays without waiting.",
        HelpName = "FACTOR",
        CustomParser = OptionValues.Speed,
    };

    public Option<bool> Drift { get; } = Flag(
        "--drift",
        "Compare a spec with the schema that the QEMU at the address reports, and exit; exit code 3 if a difference is breaking.");

    public Option<string[]> Compare { get; } = new("--compare")
    {
        Description = "Compare two specs and exit; exit code 3 if a difference breaks programs that were built for the first. "
            + "A spec is a text such as qmp-events.txt, a folder or pattern of QEMU's qapi/*.json, or @FILE that lists such names.",
        HelpName = "OLD> <NEW",
        Arity = new ArgumentArity(2, 2),
        AllowMultipleArgumentsPerToken = true,
    };

    public Option<string[]> ExportSchema { get; } = new("--export-schema")
    {
        Description = "Write the schema that the QEMU at the address reports to a file that can be used as a spec, and exit.",
        HelpName = "ADDRESS> <FILE",
        Arity = new ArgumentArity(2, 2),
        AllowMultipleArgumentsPerToken = true,
    };

    public Option<string?> Spec { get; } = new("--spec")
    {
        Description = "The spec of the watched QEMU, or the one for --drift or --reference: a text such as qmp-events.txt, or a folder or "
            + "pattern of QEMU's qapi/*.json. By default, qmpwatch uses the spec that it was built with and knows today's events by name.",
        HelpName = "SPEC",
    };

    public Option<string?> Timeline { get; } = new("--timeline")
    {
        Description =
            "Write a page with a lane for each machine: with --play, of the recording, at once; otherwise of the session, when it "
            + "ends.",
        HelpName = "FILE.html",
    };

    public Option<string?> Reference { get; } = new("--reference")
    {
        Description = "Write a page about the events and commands of the spec, and exit.",
        HelpName = "FILE.html",
    };

    /// <summary>Creates the root command.</summary>
    /// <param name="run">Runs once the command line is valid.</param>
    public RootCommand Create(Func<ParseResult, CancellationToken, Task<int>> run)
    {
        var command = new RootCommand($"Watches the events of QEMU virtual machines.\n{ExitCodesHelp}")
        {
            Addresses, Qemu, Event, Where, Until, Limit, ConnectTimeout, Reconnect, Json, Lines, Record, Append, Force, Play, Speed,
            Timeline, Drift, Compare, ExportSchema, Spec, Reference, Completion.CreateCommand(),
        };
        Event.CompletionSources.Add(_ => KnownEvents.Default.Names.Select(n => new CompletionItem(n)));
        Until.CompletionSources.Add(_ => KnownEvents.Default.Names.Select(n => new CompletionItem(n)));
        command.Validators.Add(Validate);
        command.SetAction(run);
        return command;
    }

    private void Validate(CommandResult result)
    {
        var addresses = result.GetResult(Addresses)?.Tokens.Count ?? 0;
        if (result.GetValue(Qemu) && addresses > 0)
        {
            result.AddError("An address and --qemu cannot be combined: give one of them.");
        }

        if (result.GetResult(Play) is not null && (addresses > 0 || result.GetValue(Qemu) || result.GetValue(Reconnect)))
        {
            result.AddError("--play takes its machines from the recording: leave out addresses, --qemu and --reconnect.");
        }

        if (result.GetResult(Record) is null && (result.GetValue(Append) ? Append : result.GetValue(Force) ? Force : null) is { } way)
        {
            result.AddError($"{way.Name} needs a recording to write: give --record FILE.");
        }

        if (result.GetValue(Append) && result.GetValue(Force))
        {
            result.AddError("--append continues a recording and --force overwrites it: give one of them.");
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
            result.AddError("--reference describes a spec and watches nothing: leave out addresses and --timeline.");
        }

        if (result.GetResult(Spec) is not null && result.GetResult(Compare) is not null)
        {
            result.AddError("--compare takes its two specs itself: leave out --spec.");
        }

        if (result.GetResult(Compare) is not null && addresses > 0)
        {
            result.AddError("--compare takes two specs and no address; --drift compares a spec with a QEMU.");
        }

        if (result.GetResult(ExportSchema) is { Tokens: [var monitor, _] } && !IsOneMonitor(monitor.Value))
        {
            result.AddError("--export-schema needs the address of one QEMU, and a file.");
        }

        if (result.GetResult(ExportSchema) is not null && addresses > 0)
        {
            result.AddError("--export-schema takes one address: leave out the others.");
        }

        if (WrittenFiles.Clash(result, [Record, Timeline, Reference], [Play, Spec]) is { } clash)
        {
            result.AddError(clash);
        }
    }

    // Parses the text itself, because reading the value of an invalid address throws.
    private static bool IsOneMonitor(ArgumentResult? addresses) =>
        addresses?.Tokens is [var token] && IsOneMonitor(token.Value);

    private static bool IsOneMonitor(string address) => Target.TryParse(address, out var target, out _) && target is OneMonitor;

    // With arity zero: a flag that accepts "true" keeps a shell from completing what follows it.
    private static Option<bool> Flag(string name, string description) =>
        new(name) { Description = description, Arity = ArgumentArity.Zero };
}
