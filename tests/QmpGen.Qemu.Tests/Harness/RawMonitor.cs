using System.Net.Sockets;
using System.Text;

namespace QmpGen.Qemu.Tests.Harness;

/// <summary>
/// A monitor connection without the client: bytes out, lines in. For what the client would never send, and to see what it
/// was sent.
/// </summary>
internal sealed class RawMonitor : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly StreamReader _reader;

    private RawMonitor(string path)
    {
        _socket.Connect(new UnixDomainSocketEndPoint(path));
        _reader = new StreamReader(new NetworkStream(_socket), Encoding.UTF8);
    }

    /// <summary>Connects and takes the greeting.</summary>
    public static async Task<RawMonitor> ConnectAsync(string path)
    {
        var monitor = new RawMonitor(path);
        Assert.StartsWith("{\"QMP\": ", await monitor.ReadLineAsync(), StringComparison.Ordinal);
        return monitor;
    }

    /// <summary>Sends bytes as they are.</summary>
    public async Task SendAsync(ReadOnlyMemory<byte> bytes) =>
        Assert.Equal(bytes.Length, await _socket.SendAsync(bytes, TestContext.Current.CancellationToken));

    /// <summary>Takes the next line without its line end.</summary>
    public Task<string> ReadLineAsync() => Limit.WaitAsync(
        async token => await _reader.ReadLineAsync(token) ?? throw new EndOfStreamException("QEMU closed the monitor."),
        () => "QEMU was expected to send a line, but sent none.");

    /// <summary>Sends bytes and takes the next line.</summary>
    public async Task<string> AskAsync(ReadOnlyMemory<byte> bytes)
    {
        await SendAsync(bytes);
        return await ReadLineAsync();
    }

    public void Dispose()
    {
        _reader.Dispose();
        _socket.Dispose();
    }
}
