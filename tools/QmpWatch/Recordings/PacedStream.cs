using QmpGen;
using QmpGen.Testing;

namespace QmpWatch.Recordings;

/// <summary>
/// A played connection that waits for whoever shows its events. A live QEMU cannot be held up, so a client that is late
/// drops events; of a recording nothing need be lost.
/// </summary>
/// <param name="inner">The connection.</param>
/// <param name="events">The events that were read and not yet shown; null before there is a client.</param>
internal sealed class PacedStream(Stream inner, Func<QmpSubscription?> events) : UnseekableStream
{
    // Far less than a client holds, so that what one read brings always has room.
    private const int MostEventsAhead = 1024;

    private static readonly TimeSpan RescanInterval = TimeSpan.FromMilliseconds(1);

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (events()?.Count > MostEventsAhead)
        {
            await Task.Delay(RescanInterval, cancellationToken);
        }

        return await inner.ReadAsync(buffer, cancellationToken);
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        inner.WriteAsync(buffer, cancellationToken);

    public override void Flush() => inner.Flush();

    public override async ValueTask DisposeAsync()
    {
        await inner.DisposeAsync();
        await base.DisposeAsync();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
