using System.Threading.Channels;
using BenchmarkDotNet.Attributes;
using QmpGen.Benchmarks.Lines;
using QmpGen.Subscriptions;

namespace QmpGen.Benchmarks.Parts;

/// <summary>
/// The buffer of a subscription beside what .NET has for it, a bounded channel that drops the oldest item and tells of it:
/// a burst of events written and then read, and a burst that nobody reads.
/// </summary>
public class EventBuffers
{
    private const int Capacity = 4096;

    private readonly UnknownEvent _event = new("STOP");
    private readonly EventRing _ring = new(Capacity, long.MaxValue);
    private readonly Channel<QmpEvent> _channel = Bounded();
    private readonly EventRing _fullRing = new(16, long.MaxValue);
    private readonly Channel<QmpEvent> _fullChannel = Bounded(16);
    /// <summary>How many events were dropped.</summary>
    public static long Dropped { get; private set; }

    /// <summary>The bursts.</summary>
    public static IEnumerable<Batch> Batches => [QemuLines.Make("1,000 events", 1_000)];

    /// <summary>A burst.</summary>
    [ParamsSource(nameof(Batches))]
    public Batch Burst { get; set; } = null!;

    /// <summary>The library's.</summary>
    [Benchmark(Baseline = true, Description = "bounded channel, written and read")]
    public int ChannelRead()
    {
        var read = 0;
        for (var i = 0; i < Burst.Count; i++)
        {
            _channel.Writer.TryWrite(_event);
        }

        while (_channel.Reader.TryRead(out _))
        {
            read++;
        }

        return read;
    }

    /// <summary>Ours.</summary>
    [Benchmark(Description = "**QmpGen**'s EventRing, written and read")]
    public int RingRead()
    {
        var read = 0;
        for (var i = 0; i < Burst.Count; i++)
        {
            _ring.TryWrite(_event, size: 100);
        }

        while (_ring.TryRead() is not null)
        {
            read++;
        }

        return read;
    }

    /// <summary>The library's, full.</summary>
    [Benchmark(Description = "bounded channel, nobody reads")]
    public void ChannelDrop()
    {
        for (var i = 0; i < Burst.Count; i++)
        {
            _fullChannel.Writer.TryWrite(_event);
        }
    }

    /// <summary>Ours, full.</summary>
    [Benchmark(Description = "**QmpGen**'s EventRing, nobody reads")]
    public void RingDrop()
    {
        for (var i = 0; i < Burst.Count; i++)
        {
            while (!_fullRing.TryWrite(_event, size: 100))
            {
                Dropped += _fullRing.DropOldest() is null ? 0 : 1;
            }
        }
    }

    private static Channel<QmpEvent> Bounded(int capacity = Capacity) => Channel.CreateBounded<QmpEvent>(
        new BoundedChannelOptions(capacity)
        {
            FullMode = BoundedChannelFullMode.DropOldest,
            SingleWriter = true,
            AllowSynchronousContinuations = false,
        },
        static _ => Dropped++);
}
