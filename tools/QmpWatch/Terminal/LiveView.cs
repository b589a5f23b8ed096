using QmpWatch.Watching;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace QmpWatch.Terminal;

/// <summary>Keeps a table of all machines on the terminal, drawn anew a few times a second however fast events come.</summary>
internal sealed class LiveView : IWatchView, IAsyncDisposable
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(250);

    private readonly IAnsiConsole _console;
    private readonly TimeProvider _time;
    private readonly EventWords _words;
    private readonly FleetBoard _board = new(EventWords.Describe);
    private readonly WatchTotals _totals;
    private readonly TextWriter _messages;
    private readonly CancellationTokenSource _end = new();
    private readonly Task _drawing;
    private string? _farewell;

    /// <summary>Starts to draw.</summary>
    /// <param name="console">The terminal.</param>
    /// <param name="messages">Takes, once the table stands still, what else there is to tell.</param>
    /// <param name="words">Tells how grave events are.</param>
    /// <param name="namesVms">Whether several machines are watched.</param>
    /// <param name="time">The clock.</param>
    public LiveView(IAnsiConsole console, TextWriter messages, EventWords words, bool namesVms, TimeProvider time)
    {
        _words = words;
        _console = console;
        _messages = messages;
        _time = time;
        _totals = new WatchTotals(namesVms);
        _drawing = _console.Live(Picture()).Overflow(VerticalOverflow.Crop).StartAsync(DrawAsync);
    }

    public void Show(VmNotice notice, bool isChosen)
    {
        _board.Take(notice, isChosen);
        _totals.Take(notice, isChosen);
    }

    public void Finish(string? reason) => _farewell = _totals.Sentence(reason);

    /// <summary>Draws a last time, leaves the table where it is and says in full what had no room in it.</summary>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _drawing;
        _end.Dispose();
        foreach (var trouble in _board.At(_time.GetUtcNow()).Vms.Select(v => v.Trouble).OfType<Trouble>())
        {
            await _messages.WriteLineAsync($"qmpwatch: {trouble}");
        }

        if (_farewell is not null)
        {
            await _messages.WriteLineAsync(_farewell);
        }
    }

    private async Task DrawAsync(LiveDisplayContext display)
    {
        using var timer = new PeriodicTimer(Pace, _time);
        try
        {
            while (await timer.WaitForNextTickAsync(_end.Token))
            {
                display.UpdateTarget(Picture());
            }
        }
        catch (OperationCanceledException)
        {
            display.UpdateTarget(Picture());
        }
    }

    // Room for the terminal's own ^C behind the last line; a line that it breaks would put the next picture elsewhere.
    private Rows Picture() => new(FleetTable
        .Draw(_board.At(_time.GetUtcNow()), _words, _console.Profile.Width - 3, _console.Profile.Height - 1)
        .Select(Painted));

    private static IRenderable Painted(TextLine line)
    {
        var paragraph = new Paragraph { Overflow = Overflow.Crop };
        foreach (var piece in line.Pieces)
        {
            paragraph.Append(piece.Text, Paint(piece.Tone));
        }

        return paragraph;
    }

    private static Style Paint(Tone tone) => tone switch
    {
        Tone.Faint => new Style(Color.Grey),
        Tone.Strong => new Style(decoration: Decoration.Bold),
        Tone.Good => new Style(Color.Green),
        Tone.Warning => new Style(Color.Yellow),
        Tone.Bad => new Style(Color.Red),
        _ => Style.Plain,
    };
}
