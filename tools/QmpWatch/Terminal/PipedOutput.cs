using Microsoft.Win32.SafeHandles;

namespace QmpWatch.Terminal;

/// <summary>
/// The program's output where it is a pipe, which says when its reader has gone. .NET's own console writes on in silence then,
/// and a monitor would be held for nobody.
/// </summary>
internal sealed class PipedOutput : Stream
{
    private const int StandardOutput = 1;

    // EPIPE, on every Unix that .NET runs on.
    private const int BrokenPipe = 32;

    private readonly FileStream _pipe;
    private readonly CancellationTokenSource _readerGone = new();

    private PipedOutput(FileStream pipe) => _pipe = pipe;

    /// <summary>Cancelled by the first write that nobody can read any more; what is written later is lost.</summary>
    public CancellationToken ReaderGone => _readerGone.Token;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>
    /// Takes the standard output if it is a pipe or socket; null for terminals and files, whose reader cannot go, and on Windows.
    /// </summary>
    public static PipedOutput? TryOpen()
    {
        if (OperatingSystem.IsWindows() || !Console.IsOutputRedirected)
        {
            return null;
        }

        try
        {
            var pipe = new FileStream(new SafeFileHandle(StandardOutput, ownsHandle: false), FileAccess.Write, bufferSize: 0);
            return pipe.CanSeek ? null : new PipedOutput(pipe);
        }
        catch (Exception failure) when (failure is IOException or ArgumentException or UnauthorizedAccessException)
        {
            // An output that is closed from the start; the console makes do with that.
            return null;
        }
    }

    /// <summary>A writer onto it that holds nothing back and may be used by several at once.</summary>
    public TextWriter CreateWriter() => TextWriter.Synchronized(new StreamWriter(this, Console.OutputEncoding) { AutoFlush = true });

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (ReaderGone.IsCancellationRequested)
        {
            return;
        }

        try
        {
            _pipe.Write(buffer);
        }
        catch (IOException failure) when (failure.HResult == BrokenPipe)
        {
            _readerGone.Cancel();
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _pipe.Dispose();
            _readerGone.Dispose();
        }

        base.Dispose(disposing);
    }
}
