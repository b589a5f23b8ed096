namespace QmpGen.Protocol;

/// <content>The read loop, and how the session ends with it or without it.</content>
internal sealed partial class QmpSession
{
    // How long the stream may take to end its read, its write and itself, by the clock of the machine: it is the stream that takes it.
    private static readonly TimeSpan EndingGrace = TimeSpan.FromSeconds(1);

    private const int Busy = 0;
    private const int Waiting = 1;
    private const int Abandoned = 2;

    // Only a loop that waits can be abandoned: one that is busy may be telling of an event.
    private int _loop;

    private async Task ReadAllAsync()
    {
        // The one who opens the session must not be kept by a stream that answers at once.
        await Task.Yield();
        QmpCloseReason ending;
        try
        {
            while (true)
            {
                var room = _frames.PrepareRoom();
                Volatile.Write(ref _loop, Waiting);
                var count = await _stream.ReadAsync(room, _abort.Token).ConfigureAwait(false);
                if (Interlocked.CompareExchange(ref _loop, Busy, Waiting) == Abandoned || count == 0)
                {
                    break;
                }

                NoteReceived(room.Span[..count]);
                var isFlood = _frames.Advance(count);
                NoteHalfMessage(hasEnded: ReadFrames());
                if (isFlood)
                {
                    // Nothing else would make this loop give way, and on a busy machine those it wakes would starve.
                    await Task.Yield();
                }
            }

            ending = SessionFailures.EndOfStream(_frames, IsShuttingDown);
        }
#pragma warning disable CA1031 // A stream may fail with anything, and whatever it is, it is the reason of the session's end.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            ending = SessionFailures.ForReading(exception, _frames, IsShuttingDown);
        }

        Close(ending);
        Interlocked.CompareExchange(ref _loop, Waiting, Busy);
        FailPending();
        await _stream.CloseAsync().ConfigureAwait(false);
        await _writer.StopAsync().ConfigureAwait(false);
        _frames.Dispose();
        _completion.TrySetResult(_reason!);
    }

    private void NoteReceived(ReadOnlySpan<byte> bytes)
    {
        if (_negotiation is { } negotiation && Greeting is null)
        {
            negotiation.Hear(bytes);
        }

        if (_options.KeepAliveInterval is not null)
        {
            Volatile.Write(ref _lastReceived, _options.TimeProvider.GetTimestamp());
            Interlocked.Exchange(ref _sign, null)?.TrySetResult();
        }
    }

    private async Task AbortAsync()
    {
        await _abort.CancelAsync().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        // A stream may take no notice of a token; closing it ends any read, or should.
        _ = _stream.CloseAsync();
        while (!await HasEndedAsync().ConfigureAwait(false))
        {
            if (Interlocked.CompareExchange(ref _loop, Abandoned, Waiting) == Waiting)
            {
                FailPending();
                _completion.TrySetResult(_reason!);
            }
        }
    }

    private async Task<bool> HasEndedAsync()
    {
        try
        {
            await Completion.WaitAsync(EndingGrace).ConfigureAwait(false);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private void FailPending()
    {
        _pending.Close(_reason!);
        _negotiation?.Fail(_reason!);
    }
}
