namespace QmpWatch.Pages.Reference;

/// <summary>Puts events into columns, so that arrows run from left to right.</summary>
internal static class FollowGraphColumns
{
    /// <summary>Each event stands one column right of the last of what it follows; what goes round in a circle stays where it is.</summary>
    public static Dictionary<string, int> Of(IReadOnlyList<(string From, string To)> arrows)
    {
        var columns = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var name in arrows.SelectMany(a => new[] { a.From, a.To }))
        {
            columns.TryAdd(name, 0);
        }

        var forward = arrows.Where(a => !IsReachable(a.To, a.From, arrows)).ToList();

        // A path without a circle is no longer than there are events.
        for (var round = 1; round < columns.Count; round++)
        {
            foreach (var (from, to) in forward)
            {
                columns[to] = Math.Max(columns[to], columns[from] + 1);
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
}
