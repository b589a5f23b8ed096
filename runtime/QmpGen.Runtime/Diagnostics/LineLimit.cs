namespace QmpGen.Diagnostics;

/// <summary>Counts what is logged once per interval at most.</summary>
internal struct LineLimit
{
    /// <summary>The time between two lines.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private long _lastLine;
    private bool _hasLine;
    private long _count;

    /// <summary>Counts an occurrence.</summary>
    /// <param name="time">The clock.</param>
    /// <returns>How many occurrences a line stands for, this one included; 0 if there is to be no line.</returns>
    public long Count(TimeProvider time)
    {
        _count++;
        var now = time.GetTimestamp();
        if (_hasLine && time.GetElapsedTime(_lastLine, now) < Interval)
        {
            return 0;
        }

        (_hasLine, _lastLine) = (true, now);
        return TakeRest();
    }

    /// <summary>How many occurrences no line has stood for yet.</summary>
    public long TakeRest()
    {
        var count = _count;
        _count = 0;
        return count;
    }
}
