using System.Globalization;

namespace QmpGen.Protocol;

/// <content>Notices a peer that is silent because it is not alive.</content>
internal sealed partial class QmpSession
{
    // Every QEMU knows it, it changes nothing, and any answer to it will do.
    private static readonly QmpCommand Question = new("query-version");

    private long _lastReceived;
    private TaskCompletionSource? _sign;

    private async Task KeepAliveAsync(TimeSpan interval)
    {
        var time = _options.TimeProvider;
        PendingCommand? question = null;
        Interlocked.CompareExchange(ref _lastReceived, time.GetTimestamp(), 0);
        try
        {
            while (!_abort.IsCancellationRequested)
            {
                var silence = time.GetElapsedTime(Volatile.Read(ref _lastReceived));
                if (silence < interval)
                {
                    await Task.Delay(interval - silence, time, _abort.Token).ConfigureAwait(false);
                    continue;
                }

                if (question is { Task.IsCompleted: false })
                {
                    // Something else came at the time, and this reply never did.
                    _pending.Abandon(question);
                }

                if (!_pending.IsEmpty)
                {
                    // QEMU carries out one command after the other: behind one that takes minutes, nothing would be answered.
                    await Task.Delay(interval, time, _abort.Token).ConfigureAwait(false);
                    continue;
                }

                // It takes no slot among the commands in flight, since there are none.
                question = new PendingCommand(Question.Name, _pending.NextId());
                question.Task.Observe();
                if (!await IsAnsweredAsync(question).ConfigureAwait(false))
                {
                    Close(SessionFailures.For(Silent(silence), isShuttingDown: false));
                }
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or QmpConnectionClosedException)
        {
            // The session has ended, which is all that there was to find out.
        }
    }

    /// <summary>Asks, and waits until anything comes.</summary>
    private async Task<bool> IsAnsweredAsync(PendingCommand question)
    {
        var sign = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref _sign, sign);
        Send(new OutgoingCommand(question, CommandMessage.Write(Question, question.Id)));
        try
        {
            await sign.Task.WaitAsync(_options.KeepAliveTimeout, _options.TimeProvider, _abort.Token).ConfigureAwait(false);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private QmpTimeoutException Silent(TimeSpan silence) => new(
        QmpTimeoutKind.KeepAlive,
        _options.KeepAliveTimeout,
        string.Create(
            CultureInfo.InvariantCulture,
            $"waiting for a reply to {Question.Name}, after the peer had been silent for {silence.TotalSeconds:0.###} s. QEMU is stopped "
                + $"or hangs, or its host cannot be reached"));
}
