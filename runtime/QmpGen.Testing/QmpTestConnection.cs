using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace QmpGen.Testing;

/// <summary>The server's end of one connection: reads commands by their tokens, since no client needs to send line ends.</summary>
internal sealed class QmpTestConnection(Stream stream, QmpTestServer server) : IAsyncDisposable
{
    private readonly List<byte> _received = [];
    private readonly byte[] _buffer = new byte[4096];
    private readonly SemaphoreSlim _sending = new(1);

    /// <summary>What the connection belongs to.</summary>
    public QmpTestServer Server { get; } = server;

    /// <summary>How many bytes each write has at most; 0 for no limit.</summary>
    public int PieceSize { get; set; }

    /// <summary>Whether messages are set over many lines.</summary>
    public bool IsPretty { get; set; }

    /// <summary>What ends each message.</summary>
    public string LineEnd { get; set; } = "\r\n";

    /// <summary>Reads the next JSON object; null at the end of the stream.</summary>
    public async Task<JsonElement?> ReceiveAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (LengthOfFirstObject() is var length and > 0)
            {
                var message = JsonElement.Parse(_received.GetRange(0, length).ToArray(), new JsonDocumentOptions { MaxDepth = 2048 });
                _received.RemoveRange(0, length);
                Server.Received(message);
                return message;
            }

            var count = await stream.ReadAsync(_buffer, cancellationToken).ConfigureAwait(false);
            if (count == 0)
            {
                return null;
            }

            _received.AddRange(_buffer.AsSpan(0, count));
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
                await stream.WriteAsync(bytes.Slice(start, Math.Min(size, bytes.Length - start)), cancellationToken).ConfigureAwait(false);
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
        return stream.DisposeAsync();
    }

    /// <summary>Ends the connection with an error on the other side instead of an orderly end.</summary>
    public void Reset()
    {
        Server.Gone(this);
        switch (stream)
        {
            case QmpTestStream memory:
                memory.Reset();
                break;
            case NetworkStream network:
                network.Socket.LingerState = new LingerOption(enable: true, seconds: 0);
                network.Dispose();
                break;
            default:
                throw new NotSupportedException($"A {stream.GetType().Name} cannot be reset, only closed.");
        }
    }

    private int LengthOfFirstObject()
    {
        var depth = 0;
        var inString = false;
        for (var i = 0; i < _received.Count; i++)
        {
            switch ((char)_received[i])
            {
                case '\\' when inString:
                    i++;
                    break;
                case '"':
                    inString = !inString;
                    break;
                case '{' when !inString:
                    depth++;
                    break;
                case '}' when !inString && --depth == 0:
                    return i + 1;
                default:
                    break;
            }
        }

        return 0;
    }
}
