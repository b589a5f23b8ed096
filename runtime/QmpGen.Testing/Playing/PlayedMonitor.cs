namespace QmpGen.Testing;

/// <summary>Plays the connections of one recorded machine, one after the other, to whoever connects.</summary>
internal sealed class PlayedMonitor(
    RecordedMachine machine, QmpRecording recording, PlayerClock clock, PlayOrder order, CancellationToken disposal) : IAsyncDisposable
{
    // So many writes may wait for a client that reads more slowly.
    private const int WritesAhead = 64;

    private readonly SemaphoreSlim _oneClient = new(1);
    private readonly TaskCompletionSource _played = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConnectionCounter _counter = new();
    private IEnumerator<(int Number, QmpRecordedLine Line)>? _lines;
    private int _lineConnection = -1;
    private int _next;

    /// <summary>Ends when the last connection has been played.</summary>
    public Task Completion => machine.Connections.Count == 0 ? Task.CompletedTask : _played.Task;

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
                    throw new IOException($"the recording has no more connections of '{ForeignText.OnOneLine(machine.Vm)}'");
                }
            }

            var (first, connected) = _lines!.Current;
            if (order.WaitsForClients)
            {
                await order.PlaceAndWaitAsync(machine.Vm, first, either.Token).ConfigureAwait(false);
            }

            clock.StartWith(connected.At);
            await clock.WaitUntilAsync(connected.At, either.Token).ConfigureAwait(false);
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
            var connection = new PlayedConnection(stream, machine.Vm, machine.Connections[number], clock, order);
            await using (connection.ConfigureAwait(false))
            {
                await connection.PlayAsync(LinesOf(number), disposal).ConfigureAwait(false);
            }

            LeaveConnection(number);
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
            order.Leave(machine.Vm);
            _played.TrySetException(exception);
            _ = _played.Task.Exception;
        }
        finally
        {
            _oneClient.Release();
        }
    }

    /// <summary>Lets other machines go on: until the next connection if its client is waited for, otherwise for good.</summary>
    private void LeaveConnection(int number)
    {
        var hasNext = order.WaitsForClients && number + 1 < machine.Connections.Count;
        while (hasNext && _lineConnection == number)
        {
            hasNext = MoveNext();
        }

        if (hasNext)
        {
            order.Place(machine.Vm, _lines!.Current.Number);
        }
        else
        {
            order.Leave(machine.Vm);
        }
    }

    private IEnumerable<(int Number, QmpRecordedLine Line)> LinesOf(int number)
    {
        for (var hasLine = true; hasLine && _lineConnection == number; hasLine = MoveNext())
        {
            yield return _lines!.Current;
        }
    }

    private bool MoveNext()
    {
        _lines ??= recording.Lines.Index().Where(l => l.Item.Vm == machine.Vm).GetEnumerator();
        if (!_lines.MoveNext())
        {
            return false;
        }

        _lineConnection = _counter.NumberOf(_lines.Current.Line);
        return true;
    }
}
