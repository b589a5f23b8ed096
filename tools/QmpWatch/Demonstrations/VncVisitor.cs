using System.Net.Sockets;

namespace QmpWatch.Demonstrations;

/// <summary>Looks at a machine's screen for a moment (RFB protocol 3.8, without authentication) and leaves.</summary>
internal static class VncVisitor
{
    public static async Task VisitAsync(string path, CancellationToken cancellation)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellation);
        await using var stream = new NetworkStream(socket);
        var buffer = new byte[24];
        await stream.ReadExactlyAsync(buffer.AsMemory(0, "RFB 003.008\n"u8.Length), cancellation);
        await stream.WriteAsync("RFB 003.008\n"u8.ToArray(), cancellation);

        // The server offers kinds of authentication, each a byte behind their count; 1 is "none".
        await stream.ReadExactlyAsync(buffer.AsMemory(0, 1), cancellation);
        await stream.ReadExactlyAsync(buffer.AsMemory(1, buffer[0]), cancellation);
        await stream.WriteAsync(new byte[] { 1 }, cancellation);
        await stream.ReadExactlyAsync(buffer.AsMemory(0, 4), cancellation);

        // "I share the screen"; the answer describes it.
        await stream.WriteAsync(new byte[] { 1 }, cancellation);
        await stream.ReadExactlyAsync(buffer.AsMemory(0, 24), cancellation);
    }
}
