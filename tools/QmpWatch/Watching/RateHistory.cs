namespace QmpWatch.Watching;

/// <summary>How many events came in each of the last seconds.</summary>
internal sealed class RateHistory
{
    /// <summary>How many seconds are remembered.</summary>
    public const int Seconds = 20;

    private readonly int[] _counts = new int[Seconds];
    private long _newest;

    /// <summary>Counts one event.</summary>
    public void Add(DateTimeOffset at)
    {
        MoveTo(at.ToUnixTimeSeconds());
        _counts[_newest % Seconds]++;
    }

    /// <summary>The counts, the oldest first; the last one is of the second that is not over yet.</summary>
    public IReadOnlyList<int> At(DateTimeOffset now)
    {
        MoveTo(now.ToUnixTimeSeconds());
        return [.. Enumerable.Range(1, Seconds).Select(i => _counts[(_newest + i) % Seconds])];
    }

    private void MoveTo(long second)
    {
        // A clock that was set back counts on in the newest second.
        for (var steps = Math.Min(second - _newest, Seconds); steps > 0; steps--)
        {
            _counts[(second - steps + 1) % Seconds] = 0;
        }

        _newest = Math.Max(_newest, second);
    }
}
