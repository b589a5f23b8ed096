using System.CommandLine;
using QmpGen;
using QmpWatch.Events;
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
    /// <summary>Watches the machines at the addresses.</summary>
    public Task<int> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        var targets = arguments.GetValue(options.Addresses) ?? [];
        return RunAsync(
            arguments,
            [.. targets.OfType<OneMonitor>().Select(t => t.ToVm()).DistinctBy(vm => vm.Endpoint)],
            [.. targets.OfType<SocketPattern>().Distinct()],
            cancellation);
    }

    /// <summary>Watches some machines.</summary>
    public async Task<int> RunAsync(ParseResult arguments, IReadOnlyList<Vm> vms, IReadOnlyList<SocketPattern> patterns, CancellationToken cancellation)
    {
        var namesVms = vms.Count + patterns.Count > 1 || patterns.Count > 0;
        var view = CreateView(arguments, namesVms);
        await using var end = view as IAsyncDisposable;
        var plan = new WatchPlan
        {
            Vms = vms,
            Patterns = patterns,
            Choice = new EventChoice
            {
                Names = [.. (arguments.GetValue(options.Event) ?? []).SelectMany(n => n.Split(','))],
                Conditions = arguments.GetValue(options.Where) ?? [],
                Until = arguments.GetValue(options.Until),
            },
            Follow = new FollowOptions
            {
                Client = ClientOptions(arguments.GetValue(options.Patience)),
                KeepTrying = arguments.GetValue(options.Reconnect),
                AskStatus = view is LiveView,
            },
            Limit = arguments.GetValue(options.Limit),
        };
        return await new WatchSession(plan, view, TimeProvider.System).RunAsync(cancellation);
    }

    private static QmpClientOptions ClientOptions(TimeSpan? patience)
    {
        var client = new QmpClientOptions { EventReader = QmpEvents.Reader, KeepRawJson = true };
        return patience is { } limit ? client with { ConnectTimeout = limit, GreetingTimeout = limit } : client;
    }

    private IWatchView CreateView(ParseResult arguments, bool namesVms)
    {
        if (arguments.GetValue(options.Json))
        {
            return new JsonView(output, messages, namesVms);
        }

        var console = Consoles.On(output);
        return console.Profile.Out.IsTerminal && console.Profile.Capabilities.Ansi && !arguments.GetValue(options.Lines)
            ? new LiveView(console, messages, namesVms, TimeProvider.System)
            : new LineView(output, messages, namesVms);
    }
}
