using System.Globalization;
using QmpGen;
using QmpWatch.Events;
using Spectre.Console;

namespace QmpWatch;

/// <summary>Prints each event on a line, for people or as JSON.</summary>
/// <param name="output">Where to.</param>
/// <param name="asJson">Whether as JSON.</param>
internal sealed class EventPrinter(TextWriter output, bool asJson)
{
    private readonly IAnsiConsole _console = CreateConsole(output);
    private readonly HashSet<string> _kinds = new(StringComparer.Ordinal);

    public int Count { get; private set; }

    public int KindCount => _kinds.Count;

    public void Print(QmpEvent e)
    {
        Count++;
        _kinds.Add(e.EventName);
        if (asJson)
        {
            output.WriteLine(e.ToJson());
            output.Flush();
            return;
        }

        var time = e.Timestamp.Time is { } moment
            ? moment.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture)
            : "no time".PadRight(26);
        _console.Markup($"[grey]{time}[/]  [{Colour(e)}]{Markup.Escape(e.EventName),-18}[/]  ");
        _console.WriteLine(Describe(e));
    }

    // The point of it all: events are types, and the compiler knows their members.
    private static string Describe(QmpEvent e) => e switch
    {
        BlockIoErrorEvent error => $"{error.Operation} error on '{error.Device}': {Consequence(error.Action)}",
        RtcChangeEvent change => string.Create(CultureInfo.InvariantCulture, $"the guest set its clock {change.Offset:+0;-0;0} s from the host's"),
        VncConnectedEvent vnc => $"{Address(vnc.Client.Host, vnc.Client.Service)} connected to {Address(vnc.Server.Host, vnc.Server.Service)}",
        VncInitializedEvent vnc => $"{Address(vnc.Client.Host, vnc.Client.Service)} is in{User(vnc.Client)}",
        VncDisconnectedEvent vnc => $"{Address(vnc.Client.Host, vnc.Client.Service)} left{User(vnc.Client)}",
        WatchdogEvent watchdog => $"the guest's watchdog expired: {watchdog.Action}",
        ResetEvent => "the machine was reset",
        ResumeEvent => "the machine runs",
        StopEvent => "the machine is paused",
        ShutdownEvent => "the machine was powered down",
        UnknownEvent unknown => $"not in the spec: {unknown.Data}",
        UnreadableEvent unreadable => unreadable.Error.Message,
        ConnectionGapEvent gap => $"events may be missing: {gap.Reason}",
        _ => e.ToJson(),
    };

    private static string Consequence(BlockIoErrorAction action) => action.Kind switch
    {
        BlockIoErrorActionKind.Ignore => "ignored",
        BlockIoErrorActionKind.Report => "reported to the guest",
        BlockIoErrorActionKind.Stop => "the machine stops",
        _ => action.Text,
    };

    private static string User(VncClient client) => (client.SaslUsername ?? client.X509Dname) is { } name ? $" as {name}" : string.Empty;

    // A unix socket has no address.
    private static string Address(string host, string service) => host.Length == 0 ? "a unix socket" : $"{host}:{service}";

    private static string Colour(QmpEvent e) => e switch
    {
        BlockIoErrorEvent or WatchdogEvent or UnreadableEvent => "red",
        ShutdownEvent or StopEvent or ConnectionGapEvent => "yellow",
        ResumeEvent => "green",
        UnknownEvent => "grey",
        _ => "blue",
    };

    private static IAnsiConsole CreateConsole(TextWriter output)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        if (!console.Profile.Out.IsTerminal)
        {
            // A pipe has no edge to break lines at.
            console.Profile.Width = int.MaxValue;
        }

        return console;
    }
}
