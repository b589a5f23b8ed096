using Microsoft.Extensions.Logging.Abstractions;
using QmpGen.Diagnostics;
using QmpGen.Subscriptions;

namespace QmpGen.Tests.Stress;

/// <summary>An event that comes just when its reader lies down to wait.</summary>
[Trait("Category", "Stress")]
[Collection(nameof(StressTests))]
public sealed class WakeUpTests
{
    [Fact]
    public async Task No_reader_sleeps_beside_an_event()
    {
        const int Events = 400_000;
        var hub = new EventHub(new QmpClientOptions(), new ClientCounters("nothing"), NullLogger.Instance);
        using var subscription = hub.Add(new QmpSubscriptionOptions());
        var seen = 0;
        var reading = Task.Run(async () =>
        {
            await foreach (var _ in subscription)
            {
                Volatile.Write(ref seen, seen + 1);
            }
        });
        await Task.Run(() =>
        {
            var next = new UnknownEvent("NEXT");
            for (var sent = 1; sent <= Events; sent++)
            {
                // The reader is on its way to sleep by now; each time it has come a little further.
                Thread.SpinWait(sent % 200);
                subscription.Accept(next, size: 1);
                for (var spins = 0; spins < 20_000 && Volatile.Read(ref seen) != sent; spins++)
                {
                    // Whoever gives way here comes back too late to meet the reader.
                }

                Assert.True(
                    SpinWait.SpinUntil(() => Volatile.Read(ref seen) == sent, Within.Limit),
                    $"Event {sent} lies in the buffer, and its reader was not woken.");
            }
        });

        subscription.Dispose();
        await reading.InTime();
    }
}
