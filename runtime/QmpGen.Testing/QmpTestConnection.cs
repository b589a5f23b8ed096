using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace QmpGen.Testing;

/// <summary>The server's end of one connection: reads commands by their tokens, since no client needs to send line ends.</summary>
internal sealed class QmpTestConnection : IAsyncDisposable
{
    private static readonly JsonDocumentOptions AnyDepth = new() { MaxDepth = 2048 };

    private readonly Stream _stream;
    private readonly MessageFrames _frames;
    private readonly Queue<JsonElement> _received = [];
    private readonly byte[] _buffer = new byte[4096];
    private readonly SemaphoreSlim _sending = new(1);

    public QmpTestConnection(Stream stream, QmpTestServer server)
    {
        _stream = stream;
        _frames = new MessageFrames((text, _) => _received.Enqueue(JsonElement.Parse(text, AnyDepth)));
        Server = server;
    }

    /// <summary>What the connection belongs to.</summary>
    public QmpTestServer Server { get; }

    /// <summary>How many bytes each write has at most; 0 for no limit.</summary>
    public int PieceSize { get; set; }

    /// <summary>Whether messages are set over many lines.</summary>
    public bool IsPretty { get; set; }

    /// <summary>What ends each message.</summary>
    public string LineEnd { get; set; } = "\r\n";

    /// <summary>Reads the next JSON object; null at the end of the stream.</summary>
    public async Task<JsonElement?> ReceiveAsync(CancellationToken cancellationToken)
    {
        JsonElement message;
        while (!_received.TryDequeue(out message))
        {
            var count = await ReadAsync(cancellationToken).ConfigureAwait(false);
            if (count == 0)
            {
                return null;
            }

            _frames.Add(_buffer.AsSpan(0, count));
        }

        Server.Received(message);
        return message;
    }

    /// <summary>Reads, and stops waiting when the server ends, whatever the stream makes of its token.</summary>
    private async Task<int> ReadAsync(CancellationToken cancellationToken)
    {
        var read = _stream.ReadAsync(_buffer, cancellationToken).AsTask();
        try
        {
            return await read.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // It may fail when nobody waits for it any more.
            _ = read.ContinueWith(
                static ended => ended.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            throw;
        }
    }

    /// <summary>Sends a message in the layout of this connection.</summary>
    public Task SendMessageAsync(string message, CancellationToken cancellationToken) =>
        SendAsync(Encoding.UTF8.GetBytes((IsPretty ? MessageLayout.Pretty(message) : message) + LineEnd), cancellationToken);

    /// <summary>Replies to a command; the client is ready for events once it has been told that the negotiation is over.</summary>
    public async Task ReplyAsync(QmpTestCommand command, string message, CancellationToken cancellationToken)
    {
        await SendMessageAsync(message.Replace("$id", command.IdText, StringComparison.Ordinal), cancellationToken).ConfigureAwait(false);
        if (command.Name == "qmp_capabilities")
        {
            Server.Ready(this);
        }
    }

    /// <summary>Sends bytes as they are.</summary>
    public async Task SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        // A script and a test may both send, and neither's message may end up inside the other's.
        await _sending.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var size = PieceSize == 0 ? Math.Max(bytes.Length, 1) : PieceSize;
            for (var start = 0; start < bytes.Length; start += size)
            {
                await _stream.WriteAsync(bytes.Slice(start, Math.Min(size, bytes.Length - start)), cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            _sending.Release();
        }
    }

    public ValueTask DisposeAsync()
    {
        Server.Gone(this);
        return _stream.DisposeAsync();
    }

    /// <summary>Ends the connection with an error on the other side instead of an orderly end.</summary>
    public void Reset()
    {
        Server.Gone(this);
        switch (_stream)
        {
            case QmpTestStream memory:
                memory.Reset();
                break;
            case NetworkStream network:
                try
                {
                    network.Socket.LingerState = new LingerOption(enable: true, seconds: 0);
                }
                catch (ObjectDisposedException)
                {
                    // The client was faster, and its connection has just been closed.
                }

                network.Dispose();
                break;
            default:
                throw new NotSupportedException($"Cannot reset a {_stream.GetType().Name}: expected a socket or an in-memory "
                    + $"connection of the test server. Use Close instead.");
        }
    }
}
