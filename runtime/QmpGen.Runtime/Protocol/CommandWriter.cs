namespace QmpGen.Protocol;

/// <summary>
/// Sends commands in the order of their calls. Whoever finds nobody writing starts to write, and takes along what others
/// add meanwhile; nobody can cancel a write, since half a command would swallow the next one.
/// </summary>
/// <remarks>It is its own lock, as nobody outside the session sees it: an idle client is spared an object.</remarks>
/// <param name="session">What it writes for.</param>
/// <param name="stream">Where to write to.</param>
/// <param name="timeout">How long one write may take.</param>
/// <param name="time">The clock.</param>
internal sealed class CommandWriter(QmpSession session, SessionStream stream, TimeSpan timeout, TimeProvider time)
{
    private Queue<byte[]>? _waiting;
    private TaskCompletionSource? _stopping;
    private bool _isWriting;
    private bool _isStopped;

    /// <summary>Ends waiting for a write when the session ends.</summary>
    public required CancellationToken Aborted { get; init; }

    /// <summary>Sends a command after those before it.</summary>
    public void Send(byte[] message)
    {
        lock (this)
        {
            if (_isStopped)
            {
                return;
            }

            if (_isWriting)
            {
                (_waiting ??= new Queue<byte[]>()).Enqueue(message);
                return;
            }

            _isWriting = true;
        }

        _ = WriteAllAsync(message);
    }

    /// <summary>Sends nothing more.</summary>
    /// <returns>Ends when nothing is being written any more.</returns>
    public Task StopAsync()
    {
        lock (this)
        {
            _isStopped = true;
            if (!_isWriting)
            {
                return Task.CompletedTask;
            }

            _stopping ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _stopping.Task;
        }
    }

    private async Task WriteAllAsync(byte[] first)
    {
        try
        {
            for (var message = first; message is not null; message = Next())
            {
                var write = stream.WriteAsync(message);
                if (write.IsCompletedSuccessfully)
                {
                    // A stream may lend what it waits with, and has it back only when the result is taken.
                    write.GetAwaiter().GetResult();
                }
                else
                {
                    await WaitAsync(write.AsTask()).ConfigureAwait(false);
                }
            }
        }
        catch (OperationCanceledException) when (Aborted.IsCancellationRequested)
        {
            End();
        }
#pragma warning disable CA1031 // A stream may fail with anything, and nobody waits for this task: the session must hear of it.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            await session.OnWriteFailedAsync(exception).ConfigureAwait(false);
            End();
        }
    }

    private async Task WaitAsync(Task write)
    {
        using var deadline = new Deadline(
            QmpTimeoutKind.Write,
            timeout,
            time,
            static () => "sending a command: the peer does not read from the connection; is the QEMU process stopped?",
            Aborted);
        try
        {
            await deadline.WaitAsync(write.WaitAsync(deadline.Token)).ConfigureAwait(false);
        }
        finally
        {
            // It may go on and fail when nobody waits for it any more.
            write.Observe();
        }
    }

    private byte[]? Next()
    {
        lock (this)
        {
            byte[]? message = null;
            _isWriting = !_isStopped && _waiting?.TryDequeue(out message) == true;
            if (!_isWriting)
            {
                // Whoever sends one command at a time never needs it again.
                _waiting = null;
                _stopping?.TrySetResult();
            }

            return message;
        }
    }

    private void End()
    {
        lock (this)
        {
            _isStopped = true;
            _isWriting = false;
            _waiting = null;
            _stopping?.TrySetResult();
        }
    }
}
