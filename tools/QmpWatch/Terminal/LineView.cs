using QmpGen;
using QmpWatch.Watching;
using Spectre.Console;

namespace QmpWatch.Terminal;

/// <summary>Prints each event on a line, and what else there is to tell beside them.</summary>
/// <param name="output">Takes the events.</param>
/// <param name="messages">Takes everything else, so that the output has nothing but events.</param>
/// <param name="words">Tells how grave events are.</param>
/// <param name="namesVms">Whether each line says which machine it is about.</param>
internal sealed class LineView(TextWriter output, TextWriter messages, EventWords words, bool namesVms) : IWatchView
{
    private readonly IAnsiConsole _console = Consoles.On(output);
    private readonly WatchReport _report = new(messages, namesVms);

    public void Show(VmNotice notice, bool isChosen)
    {
        _report.Take(notice, isChosen);
        if (notice is VmHappened { Event: var e } && isChosen)
        {
            Print(e, namesVms ? $"{ForeignText.OnOneLine(notice.Vm.Name)}  " : string.Empty);
        }
    }

    public void Finish(string? reason) => _report.Finish(reason);

    private void Print(QmpEvent e, string vm)
    {
        var (time, name) = (EventWords.Time(e), $"{ForeignText.OnOneLine(e.EventName),-18}");
        var text = ForeignText.OnOneLine(EventWords.Describe(e));
        if (!_console.Profile.Out.IsTerminal)
        {
            // Many times as fast as painting, and there is nothing to paint.
            output.WriteLine($"{time}  {vm}{name}  {text}");
            return;
        }

        _console.Markup($"[grey]{time}[/]  {Markup.Escape(vm)}[{Colour(words.Tone(e))}]{Markup.Escape(name)}[/]  ");
        _console.WriteLine(text);
    }

    private static string Colour(Tone tone) => tone switch
    {
        Tone.Bad => "red",
        Tone.Warning => "yellow",
        Tone.Good => "green",
        Tone.Faint => "grey",
        _ => "blue",
    };
}
