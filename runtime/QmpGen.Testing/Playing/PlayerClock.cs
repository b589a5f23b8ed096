namespace QmpGen.Testing;

/// <summary>When a recorded moment is due. All machines of a recording share one, so that they keep step.</summary>
internal sealed class PlayerClock(double speed, TimeProvider time)
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(100_000);

    private readonly Lock _starting = new();
    private long _startedAt;
    private TimeSpan? _startedWith;

    /// <summary>Starts with this moment, unless it has started with another.</summary>
    public void StartWith(TimeSpan moment)
    {
        lock (_starting)
        {
            if (_startedWith is null)
            {
                _startedAt = time.GetTimestamp();
                _startedWith = moment;
            }
        }
    }

    /// <summary>How long a moment still is away; zero if it is due.</summary>
    public TimeSpan TimeUntil(TimeSpan moment)
    {
        // A speed near zero makes waits that no TimeSpan holds.
        var due = Math.Min((moment - _startedWith!.Value).TotalSeconds / speed, Longest.TotalSeconds);
        var wait = TimeSpan.FromSeconds(due) - time.GetElapsedTime(_startedAt);
        return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }

    /// <summary>Waits until a moment is due.</summary>
    public async Task WaitUntilAsync(TimeSpan moment, CancellationToken cancellationToken)
    {
        while (TimeUntil(moment) is var wait && wait > TimeSpan.Zero)
        {
            // The system's timers take no longer waits than this, and none that is shorter than a millisecond.
            var step = TimeSpan.FromMilliseconds(Math.Clamp(Math.Ceiling(wait.TotalMilliseconds), 1, int.MaxValue));
            await Task.Delay(step, time, cancellationToken).ConfigureAwait(false);
        }
    }
}
