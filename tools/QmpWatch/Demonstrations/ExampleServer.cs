using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace QmpWatch.Demonstrations;

/// <summary>A QMP server for one client: greets, negotiates, sends messages and hangs up.</summary>
internal sealed class ExampleServer : IDisposable
{
    private const string Greeting =
        """{"QMP": {"version": {"qemu": {"micro": 0, "minor": 0, "major": 0}, "package": "demonstration"}, "capabilities": []}}""";

    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);

    public ExampleServer(string path)
    {
        _listener.Bind(new UnixDomainSocketEndPoint(path));
        _listener.Listen();
    }

    public async Task ServeAsync(IReadOnlyList<string> messages, TimeSpan pace, CancellationToken cancellation)
    {
        using var socket = await _listener.AcceptAsync(cancellation);
        await using var stream = new NetworkStream(socket);
        await SendAsync(stream, Greeting, cancellation);
        using (var command = await ReceiveAsync(stream, cancellation))
        {
            await SendAsync(stream, $$"""{"return": {}, "id": {{command.RootElement.GetProperty("id").GetRawText()}}}""", cancellation);
        }

        foreach (var message in messages)
        {
            await Task.Delay(pace, cancellation);
            await SendAsync(stream, message, cancellation);
        }
    }

    public void Dispose() => _listener.Dispose();

    private static ValueTask SendAsync(NetworkStream stream, string message, CancellationToken cancellation) =>
        stream.WriteAsync(Encoding.UTF8.GetBytes(message + "\r\n"), cancellation);

    /// <summary>Receives one JSON value. A client need not end it with a line feed, so its brackets must tell.</summary>
    private static async Task<JsonDocument> ReceiveAsync(NetworkStream stream, CancellationToken cancellation)
    {
        var buffer = new byte[4096];
        var length = 0;
        while (true)
        {
            var count = await stream.ReadAsync(buffer.AsMemory(length), cancellation);
            length += count;
            if (TryParse(buffer.AsSpan(0, length), out var document))
            {
                return document;
            }

            if (count == 0)
            {
                throw new EndOfStreamException("The client closed the connection before it negotiated.");
            }
        }
    }

    private static bool TryParse(ReadOnlySpan<byte> utf8, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out JsonDocument? document)
    {
        var reader = new Utf8JsonReader(utf8, isFinalBlock: false, default);
        return JsonDocument.TryParseValue(ref reader, out document);
    }
}
