using System.Threading.Channels;
using QmpGen.Testing;

namespace QmpGen.Benchmarks.Lines;

/// <summary>
/// A monitor in memory: it greets, takes the negotiation, and then says the same bytes as often as it is asked to. Reads
/// never wait while there is something to say.
/// </summary>
/// <param name="said">What it says.</param>
internal sealed class ReplayStream(byte[] said) : UnseekableStream
{
    private static readonly byte[] End = [];

    private readonly Channel<byte[]> _ahead = Channel.CreateUnbounded<byte[]>();
    private ReadOnlyMemory<byte> _current =
        """{"QMP": {"version": {"qemu": {"micro": 0, "minor": 2, "major": 7}, "package": ""}, "capabilities": []}}"""u8.ToArray();
    private TaskCompletionSource _finished = new();

    /// <summary>Says everything a number of times.</summary>
    /// <returns>Ends when all of it has been taken, and what it said before been read.</returns>
    public Task SayAsync(int times)
    {
        _finished = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        for (var i = 0; i < times; i++)
        {
            _ahead.Writer.TryWrite(said);
        }

        _ahead.Writer.TryWrite(End);
        return _finished.Task;
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_current.IsEmpty && _ahead.Reader.TryRead(out var next))
        {
            Turn(next);
        }

        return _current.IsEmpty ? WaitAsync(buffer, cancellationToken) : new ValueTask<int>(Take(buffer));
    }

    /// <summary>Takes the negotiation, the only command that is sent, and answers it.</summary>
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        _ahead.Writer.WriteAsync("""{"return": {}, "id": 1}"""u8.ToArray(), cancellationToken);

    private async ValueTask<int> WaitAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        while (_current.IsEmpty)
        {
            Turn(await _ahead.Reader.ReadAsync(cancellationToken).ConfigureAwait(false));
        }

        return Take(buffer);
    }

    private void Turn(byte[] next)
    {
        _current = next;
        if (next == End)
        {
            _finished.TrySetResult();
        }
    }

    private int Take(Memory<byte> buffer)
    {
        var count = Math.Min(buffer.Length, _current.Length);
        _current[..count].CopyTo(buffer);
        _current = _current[count..];
        return count;
    }
}
