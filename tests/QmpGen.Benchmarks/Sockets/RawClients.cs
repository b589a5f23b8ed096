using System.Net.Sockets;
using System.Text;
using QmpGen.Benchmarks.Baselines;

namespace QmpGen.Benchmarks.Sockets;

/// <summary>Clients that know nothing of QmpGen: two that only receive, and one of the usual design.</summary>
internal static class RawClients
{
    private static ReadOnlySpan<byte> Requests => "{\"execute\": \"qmp_capabilities\", \"id\": 1}\n{\"execute\": \"go\", \"id\": 2}\n"u8;

    /// <summary>Receives into one buffer on the calling thread.</summary>
    public static Task DiscardOnThreadAsync(string path)
    {
        using var socket = Connect(path);
        var buffer = new byte[64 * 1024];
        while (socket.Receive(buffer) > 0)
        {
        }

        return Task.CompletedTask;
    }

    /// <summary>Receives into one buffer, awaiting each read.</summary>
    public static async Task DiscardAsync(string path)
    {
        using var socket = Connect(path);
        var buffer = new byte[64 * 1024];
        while (await socket.ReceiveAsync(buffer.AsMemory()).ConfigureAwait(false) > 0)
        {
        }
    }

    /// <summary>Awaits each line as a string and reads it the usual way.</summary>
    public static async Task ReadLineAsync(string path)
    {
        using var socket = Connect(path);
        using var lines = new StreamReader(new NetworkStream(socket), Encoding.UTF8, false, 4096);
        while (await lines.ReadLineAsync().ConfigureAwait(false) is { } line)
        {
            LineByLine.Parse(line);
        }
    }

    private static Socket Connect(string path)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Connect(new UnixDomainSocketEndPoint(path));
        socket.Send(Requests);
        return socket;
    }
}
