namespace QmpWatch.Pages.Reference;

/// <summary>Where the boxes and arrows of the graph of what follows what are drawn, in units of an SVG.</summary>
/// <param name="Width">The width of all of it.</param>
/// <param name="Height">The height of all of it.</param>
/// <param name="Boxes">A box for each event.</param>
/// <param name="Arrows">An arrow for each pair.</param>
internal sealed record FollowGraph(
    double Width, double Height, IReadOnlyList<FollowGraph.Box> Boxes, IReadOnlyList<FollowGraph.Arrow> Arrows)
{
    public const double BoxHeight = 30;

    // Of the monospaced letters in the boxes, somewhat more than they take.
    private const double LetterWidth = 7.9;
    private const double Padding = 14;
    private const double ColumnGap = 64;
    private const double RowGap = 14;
    private const double Margin = 3;

    /// <summary>A box, or a place where an arrow passes between boxes; that one has no name and no height.</summary>
    internal sealed record Box(string? Name, double Left, double Top, double Width, double Height)
    {
        public double Right => Left + Width;

        public double Middle => Top + (Height / 2);
    }

    /// <summary>An arrow from the right side of a box to the left side of another.</summary>
    /// <param name="From">What comes first.</param>
    /// <param name="To">What follows.</param>
    /// <param name="Between">The places in the columns between, where it runs level.</param>
    internal sealed record Arrow(Box From, Box To, IReadOnlyList<Box> Between);

    /// <summary>Lays out: causes stand left of effects, each event near what it follows, and no arrow runs behind a box.</summary>
    public static FollowGraph Of(IReadOnlyList<(string From, string To)> arrows)
    {
        var columnOf = FollowGraphColumns.Of(arrows);
        var chains = arrows.Select(a => Chain(a.From, a.To, columnOf)).ToList();
        var steps = chains.SelectMany(c => c.Zip(c.Skip(1))).ToLookup(s => s.Second, s => s.First);
        var boxes = new Dictionary<(string? Name, string Arrow, int Column), Box>();
        var left = Margin;
        foreach (var column in chains.SelectMany(c => c).Distinct().GroupBy(s => s.Column).OrderBy(g => g.Key))
        {
            var width = column.Max(s => s.Name?.Length ?? 0) * LetterWidth + (2 * Padding);
            var free = Margin;
            foreach (var slot in column.OrderBy(Wanted).ThenBy(s => s.Name ?? s.Arrow, StringComparer.Ordinal))
            {
                var height = slot.Name is null ? 0 : BoxHeight;
                var top = Math.Max(free, Wanted(slot) - (height / 2));
                boxes.Add(slot, new Box(slot.Name, left, top, width, height));
                free = top + height + RowGap;
            }

            left += width + ColumnGap;
        }

        return new FollowGraph(
            boxes.Values.Select(b => b.Right).DefaultIfEmpty().Max() + Margin,
            boxes.Values.Select(b => b.Top + b.Height).DefaultIfEmpty().Max() + Margin,
            [.. boxes.Values.Where(b => b.Name is not null)],
            [.. chains.Select(c => new Arrow(boxes[c[0]], boxes[c[^1]], [.. c[1..^1].Select(s => boxes[s])]))]);

        // The height at which the arrows into a slot would run level.
        double Wanted((string? Name, string Arrow, int Column) slot) =>
            steps[slot].Where(boxes.ContainsKey).Select(from => boxes[from].Middle).DefaultIfEmpty(Margin + (BoxHeight / 2)).Average();
    }

    /// <summary>The slots through which an arrow goes, one a column; a box has the same slot in every chain.</summary>
    private static List<(string? Name, string Arrow, int Column)> Chain(string from, string to, Dictionary<string, int> columnOf)
    {
        var between = Enumerable.Range(columnOf[from] + 1, Math.Max(0, columnOf[to] - columnOf[from] - 1));
        return
        [
            (from, string.Empty, columnOf[from]),
            .. between.Select(c => ((string?)null, $"{from} {to}", c)),
            (to, string.Empty, columnOf[to]),
        ];
    }
}
