using System.Text;
using Microsoft.Win32.SafeHandles;

namespace QmpWatch.Terminal;

/// <summary>
/// The program's output where it is no terminal. The console of .NET writes on without a word when the program that reads
/// from a pipe has ended; a watch that nobody reads would go on for ever.
/// </summary>
/// <param name="inner">Takes what is written, and fails when that cannot be.</param>
internal sealed class StandardOutput(Stream inner) : Stream
{
    public override bool CanRead => false;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Where output goes: for a terminal the console's own writer, which knows how wide it is.</summary>
    public static TextWriter Open() => Console.IsOutputRedirected
        ? new StreamWriter(new StandardOutput(OpenStream()), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true }
        : Console.Out;

    /// <exception cref="OutputException">Whatever takes the output takes no more.</exception>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        try
        {
            inner.Write(buffer);
        }
        catch (IOException failure)
        {
            throw new OutputException(failure);
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
        // Nothing is held back.
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private static Stream OpenStream()
    {
        if (OperatingSystem.IsWindows())
        {
            return Console.OpenStandardOutput();
        }

        // A stream of our own keeps its own place in a file, and would write over what the error output has put there.
        var ours = new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        return ours.CanSeek ? Console.OpenStandardOutput() : ours;
    }
}
