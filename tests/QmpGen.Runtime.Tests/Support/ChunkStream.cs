namespace QmpGen.Tests;

/// <summary>A stream whose reads end where a test wants them to, going round through the given sizes.</summary>
internal sealed class ChunkStream(byte[] bytes, int[] sizes) : MemoryStream(bytes)
{
    private int _reads;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        new(Read(buffer.Span[..Math.Min(buffer.Length, sizes[_reads++ % sizes.Length])]));
}
