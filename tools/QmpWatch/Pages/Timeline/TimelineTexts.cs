namespace QmpWatch.Pages.Timeline;

/// <summary>Keeps what comes with a mark to a length that a page can carry a hundred thousand times.</summary>
internal static class TimelineTexts
{
    private const int Longest = 4096;

    public static string Shorten(string text) =>
        text.Length <= Longest ? text : $"{text.AsSpan(0, Longest)}… ({text.Length - Longest} more characters)";
}
