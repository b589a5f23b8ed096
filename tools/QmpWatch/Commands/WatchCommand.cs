using System.CommandLine;
using QmpGen;
using QmpGen.Testing;
using QmpWatch.Events;
using QmpWatch.Pages;
using QmpWatch.Recordings;
using QmpWatch.Specs;
using QmpWatch.Terminal;
using QmpWatch.Watching;
using Spectre.Console;

namespace QmpWatch.Commands;

/// <summary>Watches what the command line names, in the form that it asks for.</summary>
/// <param name="options">The options.</param>
/// <param name="output">Takes the events.</param>
/// <param name="messages">Takes everything else.</param>
internal sealed class WatchCommand(CommandLine options, TextWriter output, TextWriter messages)
{
    // A burst of so many is shown in full, however fast it comes.
    private const int EventsAhead = 64 * 1024;

    /// <summary>Watches the machines at the addresses.</summary>
    public Task<int> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        var targets = arguments.GetValue(options.Addresses) ?? [];
        return RunAsync(
            arguments,
            [.. targets.OfType<OneMonitor>().Select(t => t.Vm).DistinctBy(vm => vm.Key)],
            SocketPattern.Together(targets.OfType<SocketPattern>()),
            cancellation);
    }

    /// <summary>Plays a recording and watches what comes of it.</summary>
    /// <exception cref="RecordingProblem">The recording cannot be read.</exception>
    public async Task<int> PlayAsync(ParseResult arguments, string path, CancellationToken cancellation)
    {
        await using var session = PlayedSession.Open(path, arguments.GetValue(options.Speed) ?? 1);
        if (session.Notice is { } notice)
        {
            await messages.WriteLineAsync($"qmpwatch: {notice}");
        }

        return await RunAsync(arguments, session.Vms, [], cancellation);
    }

    /// <summary>Watches some machines.</summary>
    public async Task<int> RunAsync(
        ParseResult arguments, IReadOnlyList<Vm> vms, IReadOnlyList<SocketPattern> patterns, CancellationToken cancellation)
    {
        var timeline = arguments.GetValue(options.Timeline);
        if (timeline is not null)
        {
            PageFile.Prepare(timeline);
        }

        await using var recording = arguments.GetValue(options.Record) is { } path
                ? await RecordingFile.OpenAsync(path, IfExists(arguments), arguments.GetValue(options.Limit), cancellation)
            : timeline is not null ? RecordingFile.CreateTemporary()
            : null;
        var exitCode = await ShowAsync(arguments, vms, patterns, recording?.Recorder, cancellation);
        if (timeline is not null && recording is not null)
        {
            PageCommands.WriteTimeline(
                timeline, recording.Path, vms is [var vm] && patterns.Count == 0 ? vm.Name : "live session", messages);
        }

        recording?.Check();
        return exitCode;
    }

    private ExistingRecording IfExists(ParseResult arguments) =>
        arguments.GetValue(options.Append) ? ExistingRecording.Continue
        : arguments.GetValue(options.Force) ? ExistingRecording.Overwrite
        : ExistingRecording.Keep;

    private async Task<int> ShowAsync(
        ParseResult arguments,
        IReadOnlyList<Vm> vms,
        IReadOnlyList<SocketPattern> patterns,
        QmpRecorder? recorder,
        CancellationToken cancellation)
    {
        var choice = new EventChoice
        {
            Names = [.. (arguments.GetValue(options.Event) ?? []).SelectMany(n => n.Split(','))],
            Conditions = arguments.GetValue(options.Where) ?? [],
            Until = arguments.GetValue(options.Until),
        };
        var known = arguments.GetValue(options.Spec) is { } spec
            ? KnownEvents.Of(SpecLoader.Load(spec, cancellation))
            : KnownEvents.Default;
        foreach (var note in UnknownNames.NotesOn(choice.Until is { } until ? [.. choice.Names, until] : choice.Names, known))
        {
            await messages.WriteLineAsync($"qmpwatch: {note}");
        }

        await messages.WriteLineAsync(Announcement.Of(options, arguments, vms, patterns));
        var isPlayed = arguments.GetValue(options.Play) is not null;
        var client = WithConnectTimeout(
            new QmpClientOptions { EventReader = QmpEvents.Reader, KeepRawJson = true, EventCapacity = EventsAhead },
            arguments.GetValue(options.ConnectTimeout));
        var view = CreateView(arguments, new EventWords(known), namesVms: vms.Count > 1 || patterns.Count > 0);
        await using var end = view as IAsyncDisposable;
        var plan = new WatchPlan
        {
            Vms = vms,
            Patterns = patterns,
            IsPlayed = isPlayed,
            Choice = choice,
            Follow = new FollowOptions
            {
                Client = isPlayed ? PlayedSession.WithoutTimeouts(client) : client,
                KeepTrying = arguments.GetValue(options.Reconnect),
                AskStatus = view is LiveView || recorder is not null,
                Recorder = recorder,
            },
            Limit = arguments.GetValue(options.Limit),
        };
        return await new WatchSession(plan, view, TimeProvider.System).RunAsync(cancellation);
    }

    /// <summary>Options for clients that wait for a monitor as long as the user has asked for.</summary>
    public static QmpClientOptions WithConnectTimeout(QmpClientOptions client, TimeSpan? timeout) =>
        timeout is { } limit ? client with { ConnectTimeout = limit, GreetingTimeout = limit } : client;

    private IWatchView CreateView(ParseResult arguments, EventWords words, bool namesVms)
    {
        if (arguments.GetValue(options.Json))
        {
            return new JsonView(output, messages, namesVms);
        }

        var console = Consoles.On(output);
        return console.Profile.Out.IsTerminal && console.Profile.Capabilities.Ansi && !arguments.GetValue(options.Lines)
            ? new LiveView(console, messages, words, namesVms, TimeProvider.System)
            : new LineView(output, messages, words, namesVms);
    }
}
