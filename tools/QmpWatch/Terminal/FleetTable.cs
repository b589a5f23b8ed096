using System.Globalization;
using QmpGen;
using QmpWatch.Watching;

namespace QmpWatch.Terminal;

/// <summary>Draws what is watched as lines of text. The same state, width and height always give the same lines.</summary>
internal static class FleetTable
{
    private const int NarrowestName = 12;
    private const int WidestName = 40;
    private const int StateWidth = 12;
    private const int AgeWidth = 5;
    private const int CountWidth = 8;
    private const int RecentLines = 10;

    // State, age, count and rate, and two blanks before each and before the last event.
    private const int FixedWidth = StateWidth + AgeWidth + CountWidth + RateHistory.Seconds + (5 * 2);

    /// <summary>Draws.</summary>
    /// <param name="fleet">What is watched.</param>
    /// <param name="words">Tells how grave events are.</param>
    /// <param name="width">The screen's columns; no line is wider.</param>
    /// <param name="height">The screen's lines; there are never more.</param>
    public static IReadOnlyList<TextLine> Draw(FleetState fleet, EventWords words, int width, int height)
    {
        var nameWidth = fleet.Vms.Select(v => Cells.Width(ForeignText.OnOneLine(v.Name))).DefaultIfEmpty(0).Max();
        nameWidth = Math.Clamp(nameWidth, NarrowestName, Math.Clamp(width / 4, NarrowestName, WidestName));
        var lastWidth = width - nameWidth - FixedWidth;
        var layout = new Layout(nameWidth, lastWidth >= 16 ? lastWidth : 0, lastWidth >= 0);
        List<TextLine> lines = [Title(layout), .. Rows(fleet, layout, Math.Max(height - 3, 1)), Sum(fleet)];
        lines.AddRange(Recent(fleet, words, Math.Min(height - lines.Count - 2, RecentLines)));
        return [.. lines.Take(Math.Max(height, 1)).Select(l => Cut(l, width))];
    }

    private static TextLine Title(Layout layout) => new(new Piece(
        $"{Cells.Pad("VM", layout.Name)}  {"STATE",-StateWidth}  {Last("LAST EVENT", layout)}{"AGE",AgeWidth}  {"EVENTS",CountWidth}"
            + (layout.HasRate ? "  RATE" : string.Empty),
        Tone.Strong));

    /// <summary>A row for each machine; where there is no room for all, those in trouble come first, the rest is counted.</summary>
    private static IEnumerable<TextLine> Rows(FleetState fleet, Layout layout, int room)
    {
        if (fleet.Vms.Count <= room)
        {
            return fleet.Vms.Select(v => Row(v, fleet.Now, layout));
        }

        var shown = fleet.Vms.OrderByDescending(v => v.Trouble is not null || v.Condition == VmCondition.Panicked)
            .ThenBy(v => v.Name, StringComparer.Ordinal)
            .Take(room - 1)
            .ToHashSet();
        var hidden = fleet.Vms.Where(v => !shown.Contains(v)).ToList();
        return fleet.Vms.Where(shown.Contains).Select(v => Row(v, fleet.Now, layout))
            .Append(new TextLine(new Piece($"… and {hidden.Count} more: {Conditions(hidden)}", Tone.Faint)));
    }

    private static TextLine Row(VmState vm, DateTimeOffset now, Layout layout)
    {
        var tone = ToneOf(vm);
        var last = vm.Trouble?.Seen ?? vm.LastEvent;
        var age = vm.LastAt is { } at ? Age(now - at) : string.Empty;
        return new TextLine(
            new Piece($"{FitName(vm.Name, layout.Name)}  "),
            new Piece($"{Fit(Word(vm), StateWidth)}  ", tone),
            new Piece(Last(last, layout), vm.Trouble is null ? Tone.Plain : tone),
            new Piece($"{age,AgeWidth}  {Count(vm.Count),CountWidth}"),
            new Piece(layout.HasRate ? $"  {Sparkline.Of(vm.Rate)}" : string.Empty, Tone.Good));
    }

    private static TextLine Sum(FleetState fleet)
    {
        var count = fleet.Vms.Sum(v => v.Count);
        var dropped = fleet.Vms.Sum(v => v.Dropped);
        var late = dropped > 0 ? $", {Count(dropped)} more arrived too fast to be shown" : string.Empty;
        return new TextLine(
            new Piece(
                $"{fleet.Vms.Count} {(fleet.Vms.Count == 1 ? "VM" : "VMs")}: {Conditions(fleet.Vms)}; "
                    + $"{Count(count)} {(count == 1 ? "event" : "events")}{late}",
                Tone.Faint));
    }

    private static IEnumerable<TextLine> Recent(FleetState fleet, EventWords words, int room)
    {
        if (room <= 0 || fleet.Recent.Count == 0)
        {
            return [];
        }

        var several = fleet.Vms.Count > 1;
        return fleet.Recent.TakeLast(room)
            .Select(r => new TextLine(
                new Piece($"{EventWords.Time(r.Event)}  ", Tone.Faint),
                new Piece(several ? $"{ForeignText.OnOneLine(r.Vm)}  " : string.Empty),
                new Piece($"{Cells.Pad(ForeignText.OnOneLine(r.Event.EventName), 18)}  ", words.Tone(r.Event)),
                new Piece(ForeignText.OnOneLine(EventWords.Describe(r.Event)))))
            .Prepend(new TextLine(new Piece(string.Empty)));
    }

    private static string Conditions(IEnumerable<VmState> vms) =>
        string.Join(
            ", ", vms.GroupBy(v => v.Condition).OrderBy(g => g.Key).Select(g => $"{g.Count()} {Word(g.Key)}")) is { Length: > 0 } text
            ? text
            : "none yet";

    private static string Word(VmState vm) => vm.Status.Length > 0 ? vm.Status : Word(vm.Condition);

    private static string Word(VmCondition condition) => condition switch
    {
        VmCondition.Connecting => "connecting",
        VmCondition.Connected => "connected",
        VmCondition.Running => "running",
        VmCondition.Paused => "paused",
        VmCondition.Panicked => "panicked",
        VmCondition.Gone => "gone",
        _ => "lost",
    };

    private static Tone ToneOf(VmState vm) => vm.Condition switch
    {
        VmCondition.Running => Tone.Good,
        VmCondition.Paused => vm.Status is "internal-error" or "io-error" ? Tone.Bad : Tone.Warning,
        VmCondition.Panicked or VmCondition.Lost => Tone.Bad,
        VmCondition.Gone or VmCondition.Connecting => Tone.Faint,
        _ => Tone.Plain,
    };

    private static string Age(TimeSpan age) => age.TotalSeconds switch
    {
        < 1 => "now",
        < 100 => string.Create(CultureInfo.InvariantCulture, $"{(int)age.TotalSeconds} s"),
        < 100 * 60 => string.Create(CultureInfo.InvariantCulture, $"{(int)age.TotalMinutes} m"),
        < 100 * 3600 => string.Create(CultureInfo.InvariantCulture, $"{(int)age.TotalHours} h"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Math.Min((int)age.TotalDays, 999)} d"),
    };

    private static string Count(long count) => count.ToString(CultureInfo.InvariantCulture);

    private static string Last(string text, Layout layout) => layout.Last == 0 ? string.Empty : $"{Fit(text, layout.Last)}  ";

    private static string Fit(string text, int width)
    {
        var visible = ForeignText.OnOneLine(text);
        return Cells.Pad(Cells.Width(visible) > width ? $"{Cells.Start(visible, width - 1)}…" : visible, width);
    }

    // The end of a path tells machines apart, not its start.
    private static string FitName(string text, int width)
    {
        var visible = ForeignText.OnOneLine(text);
        return Cells.Pad(Cells.Width(visible) > width ? $"…{Cells.End(visible, width - 1)}" : visible, width);
    }

    private static TextLine Cut(TextLine line, int width)
    {
        var pieces = new List<Piece>();
        var room = width;
        foreach (var piece in line.Pieces)
        {
            pieces.Add(Cells.Width(piece.Text) <= room ? piece : piece with { Text = Cells.Start(piece.Text, room) });
            room -= Cells.Width(piece.Text);
        }

        return new TextLine(pieces);
    }

    private sealed record Layout(int Name, int Last, bool HasRate);
}
