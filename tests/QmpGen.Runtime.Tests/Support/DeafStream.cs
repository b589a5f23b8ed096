namespace QmpGen.Tests;

/// <summary>A stream whose reads and writes cannot be cancelled, only ended by closing it.</summary>
internal sealed class DeafStream(Stream inner) : PassingStream(inner)
{
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        base.ReadAsync(buffer, CancellationToken.None);

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        base.WriteAsync(buffer, CancellationToken.None);
}
