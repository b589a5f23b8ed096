using BenchmarkDotNet.Attributes;
using QmpGen.Benchmarks.Baselines;
using QmpGen.Benchmarks.Document;
using QmpGen.Benchmarks.Lines;

namespace QmpGen.Benchmarks.Reading;

/// <summary>What events cost a client that nobody subscribed to, from its stream on: received, framed, named, skipped.</summary>
public class FilteredOut
{
    // So many that waking the client, once for all of them, weighs nothing.
    private const int Times = 200;

    private ReplayStream _monitor = null!;
    private QmpClient _client = null!;

    /// <summary>The batches.</summary>
    public static IEnumerable<Batch> Batches => [QemuLines.Make("1,000 lines", 1_000), QemuLines.Make("50,000 lines", 50_000)];

    /// <summary>The lines.</summary>
    [ParamsSource(nameof(Batches))]
    public Batch Lines { get; set; } = null!;

    /// <summary>Subscribes to something else.</summary>
    [GlobalSetup]
    public async Task Connect()
    {
        _monitor = new ReplayStream(Lines.Bytes);
        _client = await QmpClient.ConnectAsync(_monitor, new QmpClientOptions { EventReader = QmpEvents.Reader, EventCapacity = 0 });
        _client.Subscribe(new QmpSubscriptionOptions { Filter = QmpEventFilter.Named("DEVICE_DELETED") });
    }

    /// <summary>Ends the client.</summary>
    [GlobalCleanup]
    public Task End() => _client.DisposeAsync().AsTask();

    /// <summary>The unit.</summary>
    [Benchmark(Baseline = true, Description = "bare Utf8JsonReader walk")]
    public long Walk() => ReaderWalk.Tokens(Lines);

    /// <summary>Ours.</summary>
    [Benchmark(Description = "**QmpGen**, received and skipped", OperationsPerInvoke = Times)]
    public Task Skip() => _monitor.SayAsync(Times);
}
