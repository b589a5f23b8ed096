using System.Text;
using System.Text.Json;

namespace QmpGen.Testing;

/// <summary>The server's end of one connection: reads commands by their tokens, since no client needs to send line ends.</summary>
internal sealed class FakeQmpConnection(Stream stream) : IAsyncDisposable
{
    private readonly List<byte> _received = [];
    private readonly byte[] _buffer = new byte[4096];

    /// <summary>How many bytes each write has at most; 0 for no limit.</summary>
    public int PieceSize { get; set; }

    /// <summary>Reads the next JSON object; null at the end of the stream.</summary>
    public async Task<JsonElement?> ReceiveAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (LengthOfFirstObject() is var length and > 0)
            {
                var message = JsonElement.Parse(_received.GetRange(0, length).ToArray(), new JsonDocumentOptions { MaxDepth = 2048 });
                _received.RemoveRange(0, length);
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

    public Task SendAsync(string text, CancellationToken cancellationToken) => SendAsync(Encoding.UTF8.GetBytes(text), cancellationToken);

    public async Task SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        var size = PieceSize == 0 ? Math.Max(bytes.Length, 1) : PieceSize;
        for (var start = 0; start < bytes.Length; start += size)
        {
            await stream.WriteAsync(bytes.Slice(start, Math.Min(size, bytes.Length - start)), cancellationToken).ConfigureAwait(false);
        }
    }

    public ValueTask DisposeAsync() => stream.DisposeAsync();

    /// <summary>Ends the connection with an error on the other side instead of an orderly end.</summary>
    public void Reset()
    {
        switch (stream)
        {
            case FakeStream fake:
                fake.Reset();
                break;
            case System.Net.Sockets.NetworkStream network:
                network.Socket.LingerState = new System.Net.Sockets.LingerOption(enable: true, seconds: 0);
                network.Dispose();
                break;
            default:
                throw new NotSupportedException($"A {stream.GetType().Name} cannot be reset.");
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
