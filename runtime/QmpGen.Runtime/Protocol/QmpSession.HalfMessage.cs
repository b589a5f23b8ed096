namespace QmpGen.Protocol;

/// <content>Notices a message that has begun and does not end.</content>
internal sealed partial class QmpSession
{
    // When the message began that is not whole yet; 0 if there is none.
    private long _halfSince;
    private int _isWatching;

    /// <summary>Notes what is left after reading, on the read loop.</summary>
    /// <param name="hasEnded">Whether a message has ended since the last call, so that a half one is a new one.</param>
    private void NoteHalfMessage(bool hasEnded)
    {
        if (!_frames.IsInsideValue)
        {
            Volatile.Write(ref _halfSince, 0);
        }
        else if ((hasEnded || _halfSince == 0) && _options.MessageTimeout != Timeout.InfiniteTimeSpan)
        {
            // In a flood, every read may end within a message: the task that is there goes on with the next one.
            Interlocked.Exchange(ref _halfSince, Math.Max(1, _options.TimeProvider.GetTimestamp()));
            if (Interlocked.CompareExchange(ref _isWatching, 1, 0) == 0)
            {
                _ = WatchHalfMessageAsync();
            }
        }
    }

    private async Task WatchHalfMessageAsync()
    {
        var (time, limit) = (_options.TimeProvider, _options.MessageTimeout);
        while (true)
        {
            if (Volatile.Read(ref _halfSince) is > 0 and var since)
            {
                var left = limit - time.GetElapsedTime(since);
                if (left <= TimeSpan.Zero)
                {
                    var timeout = new QmpTimeoutException(
                        QmpTimeoutKind.Message,
                        limit,
                        "waiting for the end of a message that had begun; the peer stopped in the middle of it");
                    Close(SessionFailures.For(timeout, isShuttingDown: false));
                    return;
                }

                await Task.Delay(left, time, _abort.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                if (_abort.IsCancellationRequested)
                {
                    return;
                }

                continue;
            }

            // Full fence: either a message that begins now starts another task, or it is seen here.
            Interlocked.Exchange(ref _isWatching, 0);
            if (Volatile.Read(ref _halfSince) == 0 || Interlocked.CompareExchange(ref _isWatching, 1, 0) != 0)
            {
                return;
            }
        }
    }
}
