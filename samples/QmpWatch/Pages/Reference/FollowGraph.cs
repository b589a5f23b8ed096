namespace QmpWatch.Pages.Reference;

/// <summary>Where the boxes and arrows of the graph of what follows what are drawn, in units of an SVG.</summary>
/// <param name="Width">The width of all of it.</param>
/// <param name="Height">The height of all of it.</param>
/// <param name="Boxes">A box for each event.</param>
/// <param name="Arrows">An arrow for each pair, from the right side of a box to the left side of another.</param>
internal sealed record FollowGraph(
    double Width, double Height, IReadOnlyList<FollowGraph.Box> Boxes, IReadOnlyList<(FollowGraph.Box From, FollowGraph.Box To)> Arrows)
{
    public const double BoxHeight = 30;

    // Of the monospaced letters in the boxes, somewhat more than they take.
    private const double LetterWidth = 7.9;
    private const double Padding = 14;
    private const double ColumnGap = 76;
    private const double RowGap = 14;
    private const double Margin = 3;

    /// <summary>An event in the graph.</summary>
    internal sealed record Box(string Name, double Left, double Top, double Width)
    {
        public double Right => Left + Width;

        public double Middle => Top + (BoxHeight / 2);
    }

    /// <summary>Lays out: causes stand left of effects, and each event near what it follows.</summary>
    public static FollowGraph Of(IReadOnlyList<(string From, string To)> arrows)
    {
        var columns = Columns(arrows);
        var boxes = new Dictionary<string, Box>(StringComparer.Ordinal);
        var left = Margin;
        foreach (var column in columns.GroupBy(c => c.Value).OrderBy(g => g.Key))
        {
            var names = column.Select(c => c.Key).OrderBy(n => Wanted(n, arrows, boxes)).ThenBy(n => n, StringComparer.Ordinal).ToList();
            var width = names.Max(n => n.Length) * LetterWidth + (2 * Padding);
            var free = Margin;
            foreach (var name in names)
            {
                var top = Math.Max(free, Wanted(name, arrows, boxes));
                boxes.Add(name, new Box(name, left, top, width));
                free = top + BoxHeight + RowGap;
            }

            left += width + ColumnGap;
        }

        return new FollowGraph(
            boxes.Values.Select(b => b.Right).DefaultIfEmpty().Max() + Margin,
            boxes.Values.Select(b => b.Top + BoxHeight).DefaultIfEmpty().Max() + Margin,
            [.. boxes.Values],
            [.. arrows.Select(a => (boxes[a.From], boxes[a.To]))]);
    }

    /// <summary>Each event stands one column right of the last of what it follows; what goes round in a circle stays where it is.</summary>
    private static Dictionary<string, int> Columns(IReadOnlyList<(string From, string To)> arrows)
    {
        var columns = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var name in arrows.SelectMany(a => new[] { a.From, a.To }))
        {
            columns.TryAdd(name, 0);
        }

        // A path without a circle is no longer than there are events.
        for (var round = 1; round < columns.Count; round++)
        {
            foreach (var (from, to) in arrows)
            {
                if (columns[to] <= columns[from] && !IsReachable(to, from, arrows))
                {
                    columns[to] = columns[from] + 1;
                }
            }
        }

        return columns;
    }

    private static bool IsReachable(string from, string to, IReadOnlyList<(string From, string To)> arrows)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { from };
        var waiting = new Queue<string>(seen);
        while (waiting.TryDequeue(out var name))
        {
            if (name == to)
            {
                return true;
            }

            foreach (var next in arrows.Where(a => a.From == name && seen.Add(a.To)))
            {
                waiting.Enqueue(next.To);
            }
        }

        return false;
    }

    /// <summary>The height at which arrows into a box would run level: the middle of what it follows.</summary>
    private static double Wanted(string name, IReadOnlyList<(string From, string To)> arrows, Dictionary<string, Box> boxes) =>
        arrows.Where(a => a.To == name && boxes.ContainsKey(a.From)).Select(a => boxes[a.From].Top).DefaultIfEmpty(Margin).Average();
}
