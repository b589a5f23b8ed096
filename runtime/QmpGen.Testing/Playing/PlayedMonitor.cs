namespace QmpGen.Testing;

/// <summary>Plays the connections of one recorded machine, one after the other, to whoever connects.</summary>
internal sealed class PlayedMonitor(
    RecordedMachine machine, QmpRecording recording, PlayerClock clock, CancellationToken disposal) : IAsyncDisposable
{
    // So many writes may wait for a client that reads more slowly.
    private const int WritesAhead = 64;

    private readonly SemaphoreSlim _oneClient = new(1);
    private readonly TaskCompletionSource _played = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConnectionCounter _counter = new();
    private IEnumerator<QmpRecordedLine>? _lines;
    private int _lineConnection = -1;
    private int _next;

    /// <summary>Ends when the last connection has been played.</summary>
    public Task Completion => _played.Task;

    /// <summary>Waits for the time of the next recorded connection and makes it.</summary>
    /// <exception cref="IOException">The recording has no further one, or the player has been disposed.</exception>
    public async Task<Stream> ConnectAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await ConnectUntilDisposalAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (disposal.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new IOException("the player has been disposed");
        }
    }

    public async ValueTask DisposeAsync()
    {
        // Whoever plays ends with the disposal and lets go.
        await _oneClient.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        _lines?.Dispose();
        _played.TrySetCanceled(CancellationToken.None);
    }

    private async Task<Stream> ConnectUntilDisposalAsync(CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, disposal);

        // A monitor serves one client at a time.
        await _oneClient.WaitAsync(either.Token).ConfigureAwait(false);
        try
        {
            while (_lineConnection < _next)
            {
                if (!MoveNext())
                {
                    throw new IOException($"the recording has no further connection of '{machine.Vm}'");
                }
            }

            clock.StartWith(_lines!.Current.At);
            await clock.WaitUntilAsync(_lines.Current.At, either.Token).ConfigureAwait(false);
        }
        catch
        {
            _oneClient.Release();
            throw;
        }

        var (client, server) = QmpTestStream.CreatePair(WritesAhead);
        _ = PlayAsync(server, _next++);
        return client;
    }

    private async Task PlayAsync(QmpTestStream stream, int number)
    {
        // The client must have its end before anything is played to it.
        await Task.Yield();
        try
        {
            var connection = new PlayedConnection(stream, machine.Connections[number], clock);
            await using (connection.ConfigureAwait(false))
            {
                await connection.PlayAsync(LinesOf(number), disposal).ConfigureAwait(false);
            }

            if (number + 1 == machine.Connections.Count)
            {
                _played.TrySetResult();
            }
        }
        catch (OperationCanceledException) when (disposal.IsCancellationRequested)
        {
            _played.TrySetCanceled(CancellationToken.None);
        }
#pragma warning disable CA1031 // Whatever keeps a connection from being played is what whoever awaits the end gets.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _played.TrySetException(exception);
            _ = _played.Task.Exception;
        }
        finally
        {
            _oneClient.Release();
        }
    }

    private IEnumerable<QmpRecordedLine> LinesOf(int number)
    {
        for (var hasLine = true; hasLine && _lineConnection == number; hasLine = MoveNext())
        {
            yield return _lines!.Current;
        }
    }

    private bool MoveNext()
    {
        _lines ??= recording.Lines.Where(l => l.Vm == machine.Vm).GetEnumerator();
        if (!_lines.MoveNext())
        {
            return false;
        }

        _lineConnection = _counter.NumberOf(_lines.Current);
        return true;
    }
}
