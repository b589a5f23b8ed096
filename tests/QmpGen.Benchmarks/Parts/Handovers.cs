using System.Threading.Channels;
using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.Logging.Abstractions;
using QmpGen.Benchmarks.Lines;
using QmpGen.Diagnostics;
using QmpGen.Subscriptions;

namespace QmpGen.Benchmarks.Parts;

/// <summary>Events that are handed over one by one to a reader who waits for each, from one thread to another.</summary>
public class Handovers
{
    private const int Capacity = 4096;

    private readonly UnknownEvent _event = new("STOP");

    /// <summary>The events.</summary>
    public static IEnumerable<Batch> Batches => [QemuLines.Make("1,000 events", 1_000)];

    /// <summary>The events.</summary>
    [ParamsSource(nameof(Batches))]
    public Batch Events { get; set; } = null!;

    /// <summary>The library's.</summary>
    [Benchmark(Baseline = true, Description = "bounded channel, each event awaited")]
    public async Task<int> ChannelAwait()
    {
        var channel = Channel.CreateBounded<QmpEvent>(
            new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.DropOldest, SingleWriter = true },
            static _ => { });
        using var cancellation = new CancellationTokenSource();
        var reading = ReadAsync(channel.Reader.ReadAllAsync(cancellation.Token), Events.Count);
        for (var i = 0; i < Events.Count; i++)
        {
            channel.Writer.TryWrite(_event);
            SpinUntilTaken(() => channel.Reader.Count);
        }

        return await reading.ConfigureAwait(false);
    }

    /// <summary>Ours.</summary>
    [Benchmark(Description = "**QmpGen**'s subscription, each event awaited")]
    public async Task<int> SubscriptionAwait()
    {
        var hub = new EventHub(QmpClientOptions.Default, new ClientCounters("benchmark"), NullLogger.Instance);
        using var subscription = hub.Add(new QmpSubscriptionOptions());
        using var cancellation = new CancellationTokenSource();
        var reading = ReadAsync(subscription, Events.Count, cancellation.Token);
        for (var i = 0; i < Events.Count; i++)
        {
            subscription.Accept(_event, size: 100);
            SpinUntilTaken(() => subscription.Count);
        }

        return await reading.ConfigureAwait(false);
    }

    private static void SpinUntilTaken(Func<int> count)
    {
        while (count() > 0)
        {
            Thread.Yield();
        }
    }

    private static async Task<int> ReadAsync(IAsyncEnumerable<QmpEvent> events, int count, CancellationToken cancellationToken = default)
    {
        var read = 0;
        await foreach (var e in events.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            read += e.EventName.Length > 0 ? 1 : 0;
            if (read == count)
            {
                break;
            }
        }

        return read;
    }
}
