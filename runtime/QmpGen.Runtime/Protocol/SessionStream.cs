using System.Net.Sockets;

namespace QmpGen.Protocol;

/// <summary>
/// The connection as a session uses it. A stream of somebody else's may block in a call that should not, and need not end
/// when it is closed (a FIFO does neither), so nothing here that a session waits for lasts as long as the stream likes.
/// </summary>
/// <param name="stream">The connection.</param>
internal sealed class SessionStream(Stream stream)
{
    // A socket never blocks, and closing it ends its reads.
    private readonly bool _isSocket = stream is NetworkStream;

    private TaskCompletionSource? _closed;

    /// <summary>Receives bytes.</summary>
    /// <param name="room">Where to.</param>
    /// <param name="cancellationToken">Ends the wait, if the stream pays attention to it.</param>
    public ValueTask<int> ReadAsync(Memory<byte> room, CancellationToken cancellationToken) =>
        stream.ReadAsync(room, _isSocket ? CancellationToken.None : cancellationToken);

    /// <summary>Sends bytes, without blocking the caller.</summary>
    /// <param name="message">The bytes.</param>
    public ValueTask WriteAsync(byte[] message) => _isSocket
        ? stream.WriteAsync(message, CancellationToken.None)
        : new ValueTask(Task.Run(() => stream.WriteAsync(message, CancellationToken.None).AsTask()));

    /// <summary>Closes the stream once, since not every stream can be closed from two sides at one time.</summary>
    /// <returns>Ends when it has been closed, which may never be; it never fails.</returns>
    public Task CloseAsync()
    {
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (Interlocked.CompareExchange(ref _closed, closed, null) is { } other)
        {
            return other.Task;
        }

        _ = _isSocket ? DisposeAsync(closed) : Task.Run(() => DisposeAsync(closed));
        return closed.Task;
    }

    private async Task DisposeAsync(TaskCompletionSource closed)
    {
        try
        {
            await stream.DisposeAsync().ConfigureAwait(false);
        }
#pragma warning disable CA1031 // The session is over and has its reason; a stream that fails to close changes nothing.
        catch (Exception)
#pragma warning restore CA1031
        {
        }

        closed.SetResult();
    }
}
