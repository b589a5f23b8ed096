namespace QmpWatch.Terminal;

/// <summary>Draws counts as bars, one character each.</summary>
internal static class Sparkline
{
    private const string Bars = "▁▂▃▄▅▆▇█";

    /// <summary>Draws each count in proportion to the greatest; nothing where nothing came.</summary>
    public static string Of(IReadOnlyList<int> counts)
    {
        var greatest = counts.Count == 0 ? 0 : counts.Max();
        return string.Concat(counts.Select(c => c == 0 ? ' ' : Bars[(int)((((long)c * Bars.Length) - 1) / greatest)]));
    }
}
