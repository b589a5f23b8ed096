using System.Buffers;
using System.Text;
using System.Text.Json;

namespace QmpGen.Testing;

/// <summary>Plays one recorded connection: what QEMU sent, at its times, and replies to whoever is at the other end.</summary>
internal sealed class PlayedConnection : IAsyncDisposable
{
    /// <summary>The command that ends the negotiation.</summary>
    public const string Negotiation = "qmp_capabilities";

    private const int BatchSize = 16 * 1024;

    private readonly QmpTestStream _stream;
    private readonly string _vm;
    private readonly RecordedConnection _recorded;
    private readonly PlayerClock _clock;
    private readonly PlayOrder _order;
    private readonly PlayedReplies _replies;
    private readonly MessageFrames _received;
    private readonly TaskCompletionSource _negotiating = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SemaphoreSlim _sending = new(1);
    private readonly Dictionary<string, string> _recordedCommands = new(StringComparer.Ordinal);
    private readonly ArrayBufferWriter<byte> _batch = new(BatchSize);
    private readonly List<ReadOnlyMemory<byte>> _due = [];
    private bool _isNegotiated;

    public PlayedConnection(QmpTestStream stream, string vm, RecordedConnection recorded, PlayerClock clock, PlayOrder order)
    {
        _stream = stream;
        _vm = vm;
        _recorded = recorded;
        _clock = clock;
        _order = order;
        _replies = new PlayedReplies(recorded);
        _received = new MessageFrames(Receive);
    }

    /// <summary>Plays until the recorded connection ends or the client leaves.</summary>
    public async Task PlayAsync(IEnumerable<(int Number, QmpRecordedLine Line)> lines, CancellationToken disposal)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(disposal);
        var reading = ReadAsync(over);
        try
        {
            await PlayLinesAsync(lines, over.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException && !disposal.IsCancellationRequested)
        {
            // The client has left; its monitor is free for the next one.
        }
        finally
        {
            await over.CancelAsync().ConfigureAwait(false);
            await reading.ConfigureAwait(false);
        }
    }

    public ValueTask DisposeAsync() => _stream.DisposeAsync();

    private async Task PlayLinesAsync(IEnumerable<(int Number, QmpRecordedLine Line)> lines, CancellationToken over)
    {
        if (!_recorded.HasGreeting)
        {
            await SendAsync(Encoding.UTF8.GetBytes(QmpTestScript.Greeting), over).ConfigureAwait(false);
            await _negotiating.Task.WaitAsync(over).ConfigureAwait(false);
            _isNegotiated = true;
        }

        foreach (var (number, line) in lines)
        {
            // Nobody waits for a client that may never negotiate, unless that is asked for.
            if ((_isNegotiated || _order.WaitsForClients) && !_order.TryPlace(_vm, number))
            {
                await DeliverAsync(over).ConfigureAwait(false);
                await _order.PlaceAndWaitAsync(_vm, number, over).ConfigureAwait(false);
            }

            if (_clock.TimeUntil(line.At) > TimeSpan.Zero)
            {
                await FlushAsync(over).ConfigureAwait(false);
                await _clock.WaitUntilAsync(line.At, over).ConfigureAwait(false);
            }

            if (line is QmpRecordedMessage message)
            {
                await PlayAsync(message, over).ConfigureAwait(false);
            }
        }

        await DeliverAsync(over).ConfigureAwait(false);
    }

    /// <summary>Waits until the client, and whoever waits for its events, has everything that was played to it.</summary>
    private async Task DeliverAsync(CancellationToken over)
    {
        await FlushAsync(over).ConfigureAwait(false);
        await _stream.AllReadAsync(over).ConfigureAwait(false);
        if (_isNegotiated && _order.Handled is { } handled)
        {
            await handled(_vm, over).WaitAsync(over).ConfigureAwait(false);
        }
    }

    private async Task PlayAsync(QmpRecordedMessage message, CancellationToken over)
    {
        var known = RecordedMessage.Of(message);
        if (message.From == QmpRecordedSide.Client)
        {
            if (known is { Name: { } name, Id: { } id })
            {
                _recordedCommands[id] = name;
            }
        }
        else if (known is not { Kind: RecordedMessageKind.Reply, Id: { } answered })
        {
            await AddAsync(message.Utf8, over).ConfigureAwait(false);
        }
        else if (_recordedCommands.Remove(answered, out var command))
        {
            await FlushAsync(over).ConfigureAwait(false);
            if (command == Negotiation)
            {
                await _negotiating.Task.WaitAsync(over).ConfigureAwait(false);
            }

            if (_replies.Record(command, message.Utf8) is { } reply)
            {
                await SendAsync(reply, over).ConfigureAwait(false);
            }

            _isNegotiated |= command == Negotiation;
        }
    }

    private async Task ReadAsync(CancellationTokenSource over)
    {
        var buffer = new byte[4096];
        try
        {
            while (await _stream.ReadAsync(buffer, over.Token).ConfigureAwait(false) is var count && count > 0)
            {
                _received.Add(buffer.AsSpan(0, count));
                foreach (var reply in _due)
                {
                    await SendAsync(reply, over.Token).ConfigureAwait(false);
                }

                _due.Clear();
            }
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The connection is over, from one side or the other.
        }

        await over.CancelAsync().ConfigureAwait(false);
    }

    private void Receive(ReadOnlySpan<byte> text, bool isWhole)
    {
        RecordedMessage command;
        try
        {
            command = RecordedMessage.Of(text.ToArray(), QmpRecordedSide.Client);
        }
        catch (JsonException)
        {
            _due.Add("""{"error": {"class": "GenericError", "desc": "JSON parse error, invalid input"}}"""u8.ToArray());
            return;
        }

        if (_replies.Ask(command) is { } reply)
        {
            _due.Add(reply);
        }

        if (command.Name == Negotiation)
        {
            _negotiating.TrySetResult();
        }
    }

    /// <summary>Adds to what is sent together, since at full speed a write for each event would be most of the work.</summary>
    private async Task AddAsync(ReadOnlyMemory<byte> message, CancellationToken over)
    {
        _batch.Write(message.Span);
        _batch.Write("\r\n"u8);
        if (_batch.WrittenCount >= BatchSize)
        {
            await FlushAsync(over).ConfigureAwait(false);
        }
    }

    private async Task FlushAsync(CancellationToken over)
    {
        if (_batch.WrittenCount > 0)
        {
            await WriteAsync(_batch.WrittenMemory, over).ConfigureAwait(false);
            _batch.ResetWrittenCount();
        }
    }

    private Task SendAsync(ReadOnlyMemory<byte> message, CancellationToken over) =>
        WriteAsync((byte[])[.. message.Span, .. "\r\n"u8], over);

    private async Task WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken over)
    {
        await _sending.WaitAsync(over).ConfigureAwait(false);
        try
        {
            await _stream.WriteAsync(bytes, over).ConfigureAwait(false);
        }
        finally
        {
            _sending.Release();
        }
    }
}
