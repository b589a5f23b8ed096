using System.Net.Sockets;
using System.Text;

namespace QmpGen.Qemu.Tests.Harness;

/// <summary>
/// A connection whose bytes a test can watch and add to: it keeps the first that come in, and lets the test send bytes
/// between those of the client.
/// </summary>
/// <param name="input">What QEMU sends.</param>
/// <param name="output">What QEMU receives; the same stream for a socket.</param>
internal sealed class DuplexStream(Stream input, Stream output) : Stream
{
    private const int KeptLength = 1024;
    private readonly StringBuilder _start = new(KeptLength);

    /// <summary>
    /// The first characters that came in, all of ASCII. An old QEMU sends each line of a pretty-printed message by itself, so the
    /// first read alone can hold as little as a bracket.
    /// </summary>
    public string Start => _start.Length > 0 ? _start.ToString() : throw new InvalidOperationException("Nothing has come in yet.");

    /// <summary>Connects to a unix socket.</summary>
    public static DuplexStream Connect(string path)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Connect(new UnixDomainSocketEndPoint(path));
        var stream = new NetworkStream(socket, ownsSocket: true);
        return new DuplexStream(stream, stream);
    }

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await input.ReadAsync(buffer, cancellationToken);
        _start.Append(Encoding.UTF8.GetString(buffer.Span[..Math.Min(count, KeptLength - _start.Length)]));
        return count;
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await output.WriteAsync(buffer, cancellationToken);
        await output.FlushAsync(cancellationToken);
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            input.Dispose();
            output.Dispose();
        }

        base.Dispose(disposing);
    }
}
