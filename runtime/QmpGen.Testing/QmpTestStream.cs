using System.Net.Sockets;
using System.Threading.Channels;

namespace QmpGen.Testing;

/// <summary>One end of a connection in memory. Each write on one side is one read on the other, so tests choose where reads end.</summary>
public sealed class QmpTestStream : Stream
{
    private readonly ChannelReader<byte[]> _incoming;
    private readonly ChannelWriter<byte[]> _outgoing;
    private readonly CancellationTokenSource _closed = new();
    private readonly Lock _counting = new();
    private ReadOnlyMemory<byte> _current;
    private Task _writable = Task.CompletedTask;
    private int _writes;
    private int _unread;
    private int _beingRead;
    private TaskCompletionSource? _allRead;
    private QmpTestStream? _peer;

    private QmpTestStream(ChannelReader<byte[]> incoming, ChannelWriter<byte[]> outgoing)
    {
        _incoming = incoming;
        _outgoing = outgoing;
    }

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Whether this end has been closed.</summary>
    public bool IsClosed => _closed.IsCancellationRequested;

    /// <summary>Makes both ends of a connection.</summary>
    /// <returns>The client's end and the server's end.</returns>
    public static (QmpTestStream Client, QmpTestStream Server) CreatePair() =>
        CreatePair(Channel.CreateUnbounded<byte[]>(), Channel.CreateUnbounded<byte[]>());

    /// <summary>Makes both ends of a connection on which the server waits for a client that reads more slowly.</summary>
    internal static (QmpTestStream Client, QmpTestStream Server) CreatePair(int writesToClient) =>
        CreatePair(Channel.CreateUnbounded<byte[]>(), Channel.CreateBounded<byte[]>(writesToClient));

    /// <summary>Holds back every write from now on, like a peer that has stopped reading.</summary>
    /// <param name="until">When writes go on.</param>
    public void BlockWrites(Task until) => _writable = until;

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(IsClosed, this);
        CountRead();
        while (_current.IsEmpty)
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _closed.Token);
            try
            {
                if (!await _incoming.WaitToReadAsync(either.Token).ConfigureAwait(false))
                {
                    return 0;
                }
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                throw new ObjectDisposedException(nameof(QmpTestStream));
            }

            if (_incoming.TryRead(out var next))
            {
                _current = next;
                _beingRead++;
            }
        }

        var count = Math.Min(buffer.Length, _current.Length);
        _current[..count].CopyTo(buffer);
        _current = _current[count..];
        return count;
    }

    /// <inheritdoc/>
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(IsClosed, this);
        try
        {
            if (Interlocked.Increment(ref _writes) > 1)
            {
                throw new InvalidOperationException(
                    "A write was started before the previous one completed; their bytes could mix on the wire.");
            }

            await _writable.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref _writes);
        }

        var bytes = buffer.ToArray();
        _peer!.CountUnread();
        if (!_outgoing.TryWrite(bytes))
        {
            await WriteWhenThereIsRoomAsync(bytes, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task WriteWhenThereIsRoomAsync(byte[] bytes, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _peer!._closed.Token, _closed.Token);
        try
        {
            await _outgoing.WriteAsync(bytes, either.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (
            exception is ChannelClosedException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            throw new IOException("Broken pipe");
        }
    }

    /// <summary>Waits until the other end has read all that was written and asks for more, or is closed.</summary>
    internal async Task AllReadAsync(CancellationToken cancellationToken)
    {
        var allRead = _peer!.WaitUntilRead();
        using var closed = _peer._closed.Token.UnsafeRegister(static r => ((TaskCompletionSource)r!).TrySetResult(), allRead);
        await allRead.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    private TaskCompletionSource WaitUntilRead()
    {
        lock (_counting)
        {
            _allRead ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var allRead = _allRead;
            CompleteIfRead();
            return allRead;
        }
    }

    private void CountUnread()
    {
        lock (_counting)
        {
            _unread++;
        }
    }

    /// <summary>Whoever asks for more has done with what came before.</summary>
    private void CountRead()
    {
        if (_beingRead > 0 && _current.IsEmpty)
        {
            lock (_counting)
            {
                _unread -= _beingRead;
                _beingRead = 0;
                CompleteIfRead();
            }
        }
    }

    private void CompleteIfRead()
    {
        if (_unread == 0)
        {
            _allRead?.TrySetResult();
            _allRead = null;
        }
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <summary>Breaks the connection: what was sent can still be read, then the other end's reads fail.</summary>
    public void Reset()
    {
        _outgoing.TryComplete(new IOException("Connection reset by peer", new SocketException((int)SocketError.ConnectionReset)));
        Dispose();
    }

    private static (QmpTestStream Client, QmpTestStream Server) CreatePair(Channel<byte[]> toServer, Channel<byte[]> toClient)
    {
        var client = new QmpTestStream(toClient.Reader, toServer.Writer);
        var server = new QmpTestStream(toServer.Reader, toClient.Writer) { _peer = client };
        client._peer = server;
        return (client, server);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _outgoing.TryComplete();
            _closed.Cancel();
        }

        base.Dispose(disposing);
    }
}
